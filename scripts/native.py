#!/usr/bin/env python3
"""Compare findings in C and C++ sources with their verdict comments.

Each source below testdata/native is compiled at -O0, and at -O2 as LLVM gets it
before any pass; each below testdata/kernel for the kernel at -O2. The comments
are those of verdicts.py, and

  // POSSIBLE MG011      the line is a side of a `possible` finding of this rule

Lines in known.txt (`file:line  reason`) may be judged otherwise; the run says so
when they have become right.

Exit code: 0 all passed or known, 1 something failed, 2 usage.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import verdicts

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
POSSIBLE = re.compile(r"//\s*POSSIBLE\s+([A-Z]{2}\d{3})")
RAW = ["-O2", "-Xclang", "-disable-llvm-passes"]
WAYS = {
    "native": [["clang++-19", "-std=c++20", *way] for way in (["-O0"], RAW)],
    "kernel": [["clang-19", "-target", "bpf", "-O2"]],
}


def labels(path):
    """line -> (kind, rules), where kind is race, clean or possible."""
    out = {}
    with open(path, encoding="utf-8") as source:
        for number, line in enumerate(source, 1):
            if race := verdicts.RACE.search(line):
                out[number] = ("race", set(race.group(1).split("|")))
            elif possible := POSSIBLE.search(line):
                out[number] = ("possible", {possible.group(1)})
            elif verdicts.NORACE.search(line):
                out[number] = ("clean", set())
    return out


def wrong(kind, rules, got):
    """What is wrong with the (rule, is possible) pairs that a line got."""
    shown = {rule for rule, possible in got if not possible}
    if kind == "clean":
        return f"unexpected {'|'.join(sorted(shown))}" if shown else ""
    if kind == "race":
        hit = shown & rules
    else:
        hit = {rule for rule, possible in got if possible} & rules - shown
    said = sorted(rule + (" possible" if possible else "") for rule, possible in got)
    return "" if hit else f"missing {'|'.join(sorted(rules))} (got {', '.join(said)})"


def judge(binary, path, compiler, folder):
    """(line or 0, text) for all that is wrong with one source at one level."""
    module = os.path.join(folder, "_".join([os.path.basename(path), *compiler]) + ".ll")
    command = [*compiler, "-g", "-S", "-emit-llvm", path, "-o", module]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return [(0, "does not compile: " + done.stderr.strip().split("\n")[0])]
    check = [binary, "check", "--json", "--show-possible", "-j", "1", module]
    try:
        findings = verdicts.run(check, ROOT, 60)
    except RuntimeError as err:
        return [(0, str(err))]
    got = {}
    for finding in findings:
        for side in finding["sides"]:
            if os.path.basename(side["file"]) == os.path.basename(path):
                possible = finding["verdict"] == "possible"
                got.setdefault(side["line"], set()).add((finding["rule"], possible))
    expected = labels(path)
    out = [(0, gap) for gap in verdicts.gaps_of(findings)]
    for line, (kind, rules) in sorted(expected.items()):
        if text := wrong(kind, rules, got.get(line, set())):
            out.append((line, text))
    out += [
        (line, "unlabelled " + "|".join(sorted(rule for rule, _ in rules)))
        for line, rules in sorted(got.items())
        if line not in expected and not all(possible for _, possible in rules)
    ]
    return out


def known_lines(folder):
    """"file:line" -> reason."""
    out = {}
    path = os.path.join(folder, "known.txt")
    if os.path.exists(path):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                line = line.split("#")[0].strip()
                if line:
                    place, _, reason = line.partition(" ")
                    out[place] = reason.strip()
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--mapgraph", default="mapgraph", metavar="BIN")
    parser.add_argument("--only", default="", metavar="SUBSTR")
    options = parser.parse_args()
    jobs = []
    for group, ways in WAYS.items():
        folder = os.path.join(ROOT, "testdata", group)
        for name in sorted(os.listdir(folder)):
            if name.endswith((".c", ".cpp")) and options.only in name:
                jobs += [(group, os.path.join(folder, name), way) for way in ways]
    known = {g: known_lines(os.path.join(ROOT, "testdata", g)) for g in WAYS}
    idle = {(g, p) for g in WAYS for p in known[g] if options.only in p}
    failed = passed = admitted = 0
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(
        os.cpu_count()
    ) as pool:
        results = pool.map(
            lambda job: judge(options.mapgraph, job[1], job[2], scratch), jobs
        )
        for (group, path, way), problems in zip(jobs, results):
            name = os.path.basename(path)
            level = way[-1] if way[-1].startswith("-O") else "-O2 raw"
            open_ones = []
            for line, text in problems:
                place = f"{name}:{line}"
                if place in known[group]:
                    idle.discard((group, place))
                    admitted += 1
                else:
                    open_ones.append(f"{place} {text}")
            failed += bool(open_ones)
            passed += not open_ones
            state = "FAIL" if open_ones else "ok"
            print(f"{state:<5} {group}/{name} {level}", *open_ones, sep="\n      ")
    for group, place in sorted(idle):
        print(f"passes now, take it out of known.txt: {group}/{place}")
    print(f"{admitted} lines known")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
