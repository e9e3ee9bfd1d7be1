#!/usr/bin/env python3
"""Compare the findings of mapgraph with the verdict comments in Go sources.

For every package under the given folders whose files hold a verdict comment,
run `BIN check --json --tests=false .` in its folder and require

  // RACE! MG001         the line is a side of a finding with this rule
  // RACE! MG001|MG003   ... with one of these rules
  // NORACE              the line is no side of any finding

A folder without RACE! comments must have no finding at all. Findings of verdict
`possible` count neither way, except that MG006 is a hit whenever it is shown.

Every finding, of whatever verdict, must be complete: two sides with a place,
a thread that says where it starts, and locks (perhaps none); a map, a reason,
a fix, and an assumption for what is not a race. known.txt does not excuse it.

A folder with _test.go files is run with its tests. `// ARGS: ./...` in a source
replaces the `.` of the command line; with `./...` the comments in the folders
below are judged by this one run. known.txt, searched upwards from the
folder, lists folders admitted as not yet right, one `folder  reason` a line,
relative to known.txt; a wrong verdict there does not fail the run (a crash or a
timeout does), and the run says so when the folder has become right.

Exit code: 0 all passed or known, 1 something failed, 2 usage.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

RACE = re.compile(r"//\s*RACE!\s*([A-Z]{2}\d{3}(?:\|[A-Z]{2}\d{3})*)")
NORACE = re.compile(r"//\s*NORACE\b")
ARGS = re.compile(r"^//\s*ARGS:\s*(.+)$", re.MULTILINE)


class Package:
    """The verdict comments of one folder, or of one and all below it."""

    def __init__(self, folder):
        self.folder = os.path.realpath(folder)
        self.races = {}  # (file, line) -> set of accepted rules
        self.clean = set()  # (file, line)
        self.args = ["."]
        self.tests = any(name.endswith("_test.go") for name in os.listdir(folder))
        self.read(self.folder)
        if "./..." in self.args:
            for below, subfolders, names in os.walk(self.folder):
                if below != self.folder and "go.mod" in names:
                    subfolders.clear()
                elif below != self.folder:
                    self.read(below)

    def read(self, folder):
        for name in sorted(os.listdir(folder)):
            if not name.endswith(".go"):
                continue
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8") as source:
                text = source.read()
            extra = ARGS.search(text)
            if extra:
                self.args = extra.group(1).split()
            for number, line in enumerate(text.split("\n"), 1):
                race = RACE.search(line)
                if race:
                    self.races[path, number] = set(race.group(1).split("|"))
                elif NORACE.search(line):
                    self.clean.add((path, number))

    def labelled(self):
        return bool(self.races or self.clean)


def packages(roots):
    """Every folder below the roots that holds verdict comments, sorted."""
    for root in roots:
        for folder, subfolders, _ in os.walk(root):
            subfolders[:] = sorted(s for s in subfolders if not s.startswith("."))
            package = Package(folder)
            if "./..." in package.args:
                subfolders.clear()
            if package.labelled():
                yield package


def module_root(folder):
    """The nearest folder above with a go.mod: findings name files from there."""
    while not os.path.exists(os.path.join(folder, "go.mod")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return folder
        folder = parent
    return folder


def locate(name, folder):
    """The absolute path of a file named in a finding."""
    for base in (folder, module_root(folder)):
        path = os.path.join(base, name)
        if os.path.exists(path):
            return os.path.realpath(path)
    return name


def run(command, folder, timeout):
    """The findings that `command` prints; raises RuntimeError with one line."""
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=timeout
        )
    except subprocess.TimeoutExpired:
        raise RuntimeError(f"no answer in {timeout} s") from None
    except OSError as err:
        raise RuntimeError(str(err)) from None
    last = (done.stderr.strip().split("\n") or [""])[-1]
    if done.returncode not in (0, 1):
        raise RuntimeError(f"exit code {done.returncode}: {last}")
    try:
        return json.loads(done.stdout)["findings"]
    except (ValueError, KeyError) as err:
        raise RuntimeError(f"no JSON of findings ({err}): {last}") from None


def incomplete(finding):
    """What a finding does not say, as a list of texts."""
    gaps = []
    sides = finding.get("sides", [])
    if len(sides) != 2:
        gaps.append(f"{len(sides)} sides")
    for side in sides:
        if not (side.get("file") and side.get("line")):
            gaps.append("a side without a place")
        if not side.get("function"):
            gaps.append("a side without a function")
        if side.get("thread", "?") in ("", "?"):
            gaps.append("a side without a thread")
        elif "started at" in side["thread"] or "registered at" in side["thread"]:
            if not side.get("spawned_at"):
                gaps.append("a thread without the place that starts it")
        locks = side.get("locks")
        if not isinstance(locks, list):
            gaps.append("a side without its locks")
        elif not all(lock.get("name") and lock.get("mode") for lock in locks):
            gaps.append("a lock without a name or mode")
    if len(sides) == 2 and "write" not in (s.get("access") for s in sides):
        gaps.append("no side that writes")
    for key in ("why", "fix"):
        if not finding.get(key, "").strip(" .;"):
            gaps.append("no " + key)
    if not finding.get("map", {}).get("name"):
        gaps.append("no map")
    if finding.get("verdict") != "race" and not finding.get("assumptions"):
        gaps.append("an uncertain verdict without an assumption")
    return gaps


def self_test():
    """A check that accepts everything is no check: the gaps it does not see."""
    side = {
        "file": "a.go",
        "line": 1,
        "function": "main.main",
        "access": "write",
        "thread": "goroutine started at a.go:7:2",
        "spawned_at": [{"file": "a.go", "line": 7}],
        "locks": [],
    }
    good = {
        "rule": "MG001",
        "verdict": "race",
        "assumptions": [],
        "map": {"name": "m"},
        "sides": [side, side],
        "why": "no lock",
        "fix": "a lock",
    }
    bad = [
        dict(good, **{key: value})
        for key, value in {
            "sides": [side],
            "why": "",
            "fix": "",
            "map": {},
            "verdict": "likely",
        }.items()
    ]
    for key, value in {
        "thread": "?",
        "locks": None,
        "spawned_at": [],
        "file": "",
        "access": "read",
        "function": "",
    }.items():
        bad.append(dict(good, sides=[dict(side, **{key: value})] * 2))
    return [b for b in bad if not incomplete(b)] + [g for g in [good] if incomplete(g)]


def gaps_of(findings):
    """One text for each incomplete finding."""
    out = []
    for finding in findings:
        gaps = incomplete(finding)
        if gaps:
            side = (finding.get("sides") or [{}])[0]
            place = f"{side.get('file', '?')}:{side.get('line', '?')}"
            out.append(f"incomplete {finding.get('rule')} {place}: {', '.join(gaps)}")
    return out


def compare(package, findings):
    """Lists of missing and of unexpected sides, as text."""
    hits = {}  # (file, line) -> rules of shown findings
    shown = {}  # the same without those that count as hits only
    for finding in findings:
        possible = finding.get("verdict") == "possible"
        rule = finding["rule"]
        if possible and rule != "MG006":
            continue
        for side in finding["sides"]:
            place = (locate(side["file"], package.folder), side["line"])
            hits.setdefault(place, set()).add(rule)
            if not possible:
                shown.setdefault(place, set()).add(rule)

    def text(place, rules):
        name = os.path.relpath(place[0], package.folder)
        if name.startswith(".." + os.sep + ".."):
            name = place[0]
        return f"{name}:{place[1]} {'|'.join(sorted(rules))}"

    missing = []
    for place, rules in sorted(package.races.items()):
        got = hits.get(place, set())
        if not got & rules:
            note = f" (got {','.join(sorted(got))})" if got else ""
            missing.append(text(place, rules) + note)
    wrong = [
        text(place, rules)
        for place, rules in sorted(shown.items())
        if not package.races or place in package.clean
    ]
    return missing, wrong


def known_reasons(folder, cache={}):
    """(path, reason) pairs of the nearest known.txt at or above the folder."""
    if folder in cache:
        return cache[folder]
    path = os.path.join(folder, "known.txt")
    if os.path.exists(path):
        reasons = {}
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                line = line.split("#")[0].strip()
                if line:
                    name, _, reason = line.partition(" ")
                    reasons[os.path.join(folder, os.path.normpath(name))] = reason.strip()
    else:
        parent = os.path.dirname(folder)
        reasons = {} if parent == folder else known_reasons(parent)
    cache[folder] = reasons
    return reasons


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--mapgraph", default="mapgraph", metavar="BIN")
    parser.add_argument("--only", default="", metavar="SUBSTR")
    parser.add_argument("--timeout", type=float, default=60, metavar="SECONDS")
    parser.add_argument("folders", nargs="+", metavar="DIR")
    options = parser.parse_args()
    unseen = self_test()
    if unseen:
        sys.exit(f"verdicts.py does not see an incomplete finding: {unseen}")
    binary = options.mapgraph
    if os.sep in binary:
        binary = os.path.abspath(binary)
    if not shutil.which(binary):
        parser.error(f"{options.mapgraph} is not a program")
    for folder in options.folders:
        if not os.path.isdir(folder):
            parser.error(f"{folder} is not a folder")

    chosen = [
        package
        for package in packages(options.folders)
        if options.only in os.path.relpath(package.folder)
    ]

    def problems_of(package):
        """(problems, broken): what is wrong, and whether the run itself was."""
        command = [binary, "check", "--json", "--show-possible", "-j", "1"]
        command += ["--cache", cache]
        if not package.tests:
            command.append("--tests=false")
        try:
            findings = run(command + package.args, package.folder, options.timeout)
        except RuntimeError as err:
            return [str(err)], True
        missing, wrong = compare(package, findings)
        gaps = gaps_of(findings)
        problems = ["missing " + m for m in missing]
        problems += ["unexpected " + w for w in wrong]
        return problems + gaps, bool(gaps)

    counts = {"ok": 0, "FAIL": 0, "known": 0}
    risen = []
    with tempfile.TemporaryDirectory() as cache, ThreadPoolExecutor(
        os.cpu_count()
    ) as pool:
        for package, (problems, broken) in zip(chosen, pool.map(problems_of, chosen)):
            name = os.path.relpath(package.folder)
            reason = known_reasons(package.folder).get(package.folder)
            state = "FAIL" if problems else "ok"
            if reason is not None and not broken:
                if problems:
                    state = "known"
                    problems.append("known: " + reason)
                else:
                    risen.append(name)
            counts[state] += 1
            print(
                f"{state:<5} {name}"
                + ("  " + "; ".join(problems) if problems else "")
            )
            sys.stdout.flush()

    for name in risen:
        print(f"passes now, take it out of known.txt: {name}")
    if counts["known"]:
        print(f"{counts['known']} known")
    print(f"{counts['ok']} passed, {counts['FAIL']} failed")
    return 1 if counts["FAIL"] else 0


if __name__ == "__main__":
    sys.exit(main())
