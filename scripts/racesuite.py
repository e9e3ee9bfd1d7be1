#!/usr/bin/env python3
"""Judge mapgraph by the race detector's own tests in the Go distribution.

The tests in $(go env GOROOT)/src/runtime/race/testdata are read in place and
never copied. `BIN check --json --tags race *_test.go` runs there once; findings
are mapped to test functions by file and line. Then:

  found    the map objects of 12 TestRace functions: a finding of MG001..MG006
           with both sides in the function
  silent   the two TestNoRaceMap functions, and every other TestNoRace function
           of the suite: no finding of any rule touches them
  off      16 TestRace functions of map_test.go race on a variable, a key or a
           value: a finding of MG001..MG006 there names the wrong thing

Findings of verdict `possible` count neither way. Silent functions that hold no
finding are summed up in one line. Exit code: 0 all passed, 1 something failed.
"""

import argparse
import glob
import json
import os
import re
import subprocess
import sys

import testcache  # noqa: F401

MAP_RACES = """
TestRaceMapRW TestRaceMapRW2 TestRaceMapRWArray TestRaceMapRange TestRaceMapRange2
TestRaceMapLen TestRaceMapDelete TestRaceMapLenDelete
""".split()
ELSEWHERE = """
TestRaceCrawl TestRaceCaseIssue6418 TestRaceCaseTypeIssue5890
TestRaceUnaddressableMapLen
""".split()
MAP_SAFE = "TestNoRaceMapRR TestNoRaceMapRangeRange".split()
MAP_RULES = {f"MG00{n}" for n in range(1, 7)}

START = re.compile(r"^func (Test\w+)\(")


def go_root():
    try:
        go = subprocess.run(["go", "env", "GOROOT"], capture_output=True, text=True)
    except OSError as err:
        sys.exit(f"cannot run go: {err}")
    return go.stdout.strip()


def test_functions(files):
    """name -> (file, first line, last line), from gofmt'd sources."""
    ranges = {}
    for path in files:
        name = None
        with open(path, encoding="utf-8") as source:
            for number, line in enumerate(source, 1):
                start = START.match(line)
                if start:
                    name, first = start.group(1), number
                    if line.rstrip().endswith("}"):
                        ranges[name], name = (path, first, number), None
                elif name and line.rstrip() == "}":
                    ranges[name], name = (path, first, number), None
    return ranges


def function_at(ranges, path, line):
    for name, (file, first, last) in ranges.items():
        if file == os.path.basename(path) and first <= line <= last:
            return name
    return None


def findings_of(binary, folder, files, timeout):
    command = [binary, "check", "--json", "--tags", "race", *files]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=timeout
        )
        if done.returncode not in (0, 1):
            last = (done.stderr.strip().split("\n") or [""])[-1]
            sys.exit(f"{binary}: exit code {done.returncode}: {last}")
        return json.loads(done.stdout)["findings"]
    except subprocess.TimeoutExpired:
        sys.exit(f"{binary}: no answer in {timeout} s")
    except OSError as err:
        sys.exit(str(err))
    except (ValueError, KeyError) as err:
        sys.exit(f"{binary}: no JSON of findings: {err}")


def describe(finding):
    sides = " / ".join(
        f"{s.get('op', '?')} {os.path.basename(s['file'])}:{s['line']}" for s in finding["sides"]
    )
    return f"{finding['rule']} {finding['verdict']}: {sides}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--mapgraph", default="mapgraph", metavar="BIN")
    parser.add_argument("--timeout", type=float, default=300, metavar="SECONDS")
    options = parser.parse_args()
    binary = options.mapgraph
    if os.sep in binary:
        binary = os.path.abspath(binary)

    folder = os.path.join(go_root(), "src/runtime/race/testdata")
    if not os.path.isdir(folder):
        sys.exit(f"no such folder: {folder}")
    os.chdir(folder)
    files = sorted(glob.glob("*_test.go"))
    ranges = test_functions(files)
    for name in MAP_RACES + ELSEWHERE + MAP_SAFE:
        if name not in ranges:
            sys.exit(f"{folder} has no function {name}")

    within = {}  # function -> findings with both sides in it
    touching = {}  # function -> findings with a side in it
    for finding in findings_of(binary, folder, files, options.timeout):
        if finding["verdict"] == "possible":
            continue
        homes = [function_at(ranges, s["file"], s["line"]) for s in finding["sides"]]
        for home in sorted({h for h in homes if h}):
            touching.setdefault(home, []).append(finding)
        if homes and homes[0] and len(set(homes)) == 1:
            within.setdefault(homes[0], []).append(finding)

    passed = failed = quiet = 0

    def report(good, name, text):
        nonlocal passed, failed
        passed, failed = passed + good, failed + (not good)
        print(f"{'ok' if good else 'FAIL':<5} {name:<32} {text}")

    for name in MAP_RACES + ELSEWHERE:
        hits = [f for f in within.get(name, []) if f["rule"] in MAP_RULES]
        report(bool(hits), name, "found " + describe(hits[0]) if hits else "not found")
    for name in MAP_SAFE:
        alarms = touching.get(name, [])
        report(not alarms, name, describe(alarms[0]) if alarms else "silent")
    for name, (file, _, _) in sorted(ranges.items()):
        if file == "map_test.go" and name not in MAP_RACES + MAP_SAFE:
            wrong = [f for f in touching.get(name, []) if f["rule"] in MAP_RULES]
            text = "no map object: " + describe(wrong[0]) if wrong else "off the map score"
            report(not wrong, name, text)
        elif name.startswith("TestNoRace") and name not in MAP_SAFE:
            alarms = touching.get(name, [])
            if alarms:
                report(False, name, describe(alarms[0]))
            else:
                quiet += 1
    passed += 1
    print(f"ok    {quiet} other TestNoRace functions silent")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
