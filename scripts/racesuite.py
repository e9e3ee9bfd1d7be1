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

A second run with --accesses=variables judges what orders threads: 128 tests
hold no map but a variable. A TestRace function agrees when a finding has a
side, a call or a start of a thread in it, a TestNoRace function when none has.
testdata/racesuite/known.txt names the functions that do not agree, each with
its reason; a new disagreement fails, and so does one that is gone. No
TestNoRace function may have a finding of verdict `race`, and a share of
MIN_AGREEMENT must agree.

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
ORDERING = """
mutex rwmutex waitgroup chan select sync pool atomic time synctest rangefunc
""".split()
MIN_AGREEMENT = 0.95
KNOWN = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "../testdata/racesuite/known.txt"
)

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


def findings_of(binary, folder, files, timeout, more=()):
    command = [binary, "check", "--json", "--tags", "race", *more, *files]
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


def places_of(finding):
    """Where its sides are, what they were called from and where they began."""
    for side in finding["sides"]:
        for place in [side, *side["calls"], *side["spawned_at"]]:
            yield place["file"], place["line"]


def index_findings(findings, ranges):
    """function -> shown findings with both sides in it; with a side in it;
    with a side, a call or a start of a thread in it."""
    within, touching, about = {}, {}, {}
    for finding in findings:
        if finding["verdict"] == "possible":
            continue
        homes = [function_at(ranges, s["file"], s["line"]) for s in finding["sides"]]
        for home in sorted({h for h in homes if h}):
            touching.setdefault(home, []).append(finding)
        if homes and homes[0] and len(set(homes)) == 1:
            within.setdefault(homes[0], []).append(finding)
        for home in sorted({function_at(ranges, *p) for p in places_of(finding)} - {None}):
            about.setdefault(home, []).append(finding)
    return within, touching, about


class Score:
    """Prints each judgement and counts them."""

    def __init__(self):
        self.passed = self.failed = 0

    def say(self, good, name, text):
        self.passed, self.failed = self.passed + good, self.failed + (not good)
        print(f"{'ok' if good else 'FAIL':<5} {name:<32} {text}")


def judge_maps(score, ranges, findings):
    within, touching, _ = index_findings(findings, ranges)
    quiet = 0
    for name in MAP_RACES + ELSEWHERE:
        hits = [f for f in within.get(name, []) if f["rule"] in MAP_RULES]
        score.say(bool(hits), name, "found " + describe(hits[0]) if hits else "not found")
    for name in MAP_SAFE:
        alarms = touching.get(name, [])
        score.say(not alarms, name, describe(alarms[0]) if alarms else "silent")
    for name, (file, _, _) in sorted(ranges.items()):
        if file == "map_test.go" and name not in MAP_RACES + MAP_SAFE:
            wrong = [f for f in touching.get(name, []) if f["rule"] in MAP_RULES]
            text = "no map object: " + describe(wrong[0]) if wrong else "off the map score"
            score.say(not wrong, name, text)
        elif name.startswith("TestNoRace") and name not in MAP_SAFE:
            alarms = touching.get(name, [])
            if alarms:
                score.say(False, name, describe(alarms[0]))
            else:
                quiet += 1
    score.say(True, f"{quiet} other TestNoRace functions", "silent")


def read_known(path):
    """function -> reason, from `function  reason` lines."""
    known = {}
    with open(path, encoding="utf-8") as source:
        for line in source:
            if line.strip() and not line.startswith("#"):
                name, _, reason = line.strip().partition("  ")
                known[name] = reason
    return known


def ordering_tests(ranges):
    names = {f"{stem}_test.go" for stem in ORDERING}
    for name, (file, _, _) in sorted(ranges.items()):
        if file in names and name.startswith(("TestRace", "TestNoRace")):
            yield name


def judge_order(score, ranges, findings):
    _, _, about = index_findings(findings, ranges)
    known = read_known(KNOWN)
    agreed = total = 0
    for name in ordering_tests(ranges):
        alarms = about.get(name, [])
        racy = name.startswith("TestRace")
        total += 1
        if bool(alarms) == racy:
            agreed += 1
            if name in known:
                score.say(False, name, f"agrees now: take it out of {os.path.basename(KNOWN)}")
            continue
        shown = next((f for f in alarms if f["verdict"] == "race"), None)
        text = describe(shown or alarms[0]) if alarms else "not found"
        excused = name in known and not shown
        score.say(excused, name, f"{text} (known: {known[name]})" if excused else text)
    for name in sorted(set(known) - set(ordering_tests(ranges))):
        score.say(False, name, "known, but no such test")
    share = agreed / total if total else 0
    score.say(
        share >= MIN_AGREEMENT, "order", f"{agreed} of {total} tests agree: {100 * share:.1f} %"
    )


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

    score = Score()
    judge_maps(score, ranges, findings_of(binary, folder, files, options.timeout))
    variables = findings_of(
        binary, folder, files, options.timeout, ["--accesses=variables"]
    )
    judge_order(score, ranges, variables)
    print(f"{score.passed} passed, {score.failed} failed")
    return 1 if score.failed else 0


if __name__ == "__main__":
    sys.exit(main())
