#!/usr/bin/env python3
"""Compare the oracle with the whole tool and with the race detector.

build/bin/mapgraph-oracle writes a set of small programs as one Go module with
the truth about each pair of accesses (graph/oracle/PrintGo.h). Then:

  --tool       `mapgraph check` over the module: no pair that overlaps may be
               missing, and no more false alarms than recorded in
               testdata/oracle/go-rates.txt (--record writes it)
  --race RUNS  `go build -race`, every program that always ends well RUNS times:
               a reported pair must overlap, and in a program with pairs that
               overlap the detector must see one (it is run again, ten times as
               often, before that counts)

Exit code: 0 all as it must be, 1 not, 2 usage.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import testcache  # noqa: F401

ROOT = pathlib.Path(__file__).resolve().parent.parent
ORACLE = ROOT / "build/bin/mapgraph-oracle"
RATES = ROOT / "testdata/oracle/go-rates.txt"
ERRORS = ("missed", "missed-bad", "false", "possible")
FRAME = re.compile(r"/(p\d+\.go):(\d+)")


def write_module(folder, args):
    command = [ORACLE, "go", "--set", args.set, "--every", str(args.every), folder]
    if args.set == "random":
        command += ["--seed", str(args.seed), "--count", str(args.count)]
    subprocess.run(command, check=True)
    with open(folder / "truth.json", encoding="utf-8") as truth:
        return json.load(truth)["programs"]


def key(file, one, other):
    return (file, *sorted((one, other)))


def real_pairs(programs):
    """(file, line, line) -> (overlaps, program)"""
    out = {}
    for program in programs:
        for one, other, overlaps in program["pairs"]:
            out[key(program["file"], one, other)] = (overlaps, program)
    return out


#
# The tool
#


def tool_findings(folder):
    """(file, line, line) -> verdict"""
    command = [ROOT / "build/bin/mapgraph", "check", "--json", "--show-possible", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"mapgraph: exit code {done.returncode}: {done.stderr.strip()[-300:]}")
    found = {}
    for finding in json.loads(done.stdout)["findings"]:
        one, other = finding["sides"]
        found[key(os.path.basename(one["file"]), one["line"], other["line"])] = finding["verdict"]
    return found


def judge(programs, found):
    counts = collections.Counter()
    examples = collections.defaultdict(list)
    pairs = real_pairs(programs)
    for place, (overlaps, program) in pairs.items():
        verdict = found.get(place)
        what = None
        if overlaps and not verdict:
            what = "missed-bad" if program["bad"] else "missed"
        elif not overlaps and verdict and not program["bad"]:
            what = "possible" if verdict == "possible" else "false"
        counts["overlap" if overlaps else "apart"] += 1
        if what:
            counts[what] += 1
            examples[what].append(f"{program['text']}  # {program['shape']}, {place}")
    for place, verdict in found.items():
        if place not in pairs:
            counts["false"] += 1
            examples["false"].append(f"{place}: {verdict}, not a pair of two threads")
    return counts, examples


def read_rates():
    rates = {}
    if RATES.exists():
        for line in RATES.read_text().splitlines():
            if line and not line.startswith("#"):
                name, *numbers = line.split()
                rates[name] = dict(zip(ERRORS, map(int, numbers)))
    return rates


def write_rates(rates):
    lines = ["# set              " + " ".join(f"{e:>10}" for e in ERRORS)]
    for name, row in sorted(rates.items()):
        lines.append(f"{name:<19}" + " ".join(f"{row.get(e, 0):>10}" for e in ERRORS))
    RATES.write_text("\n".join(lines) + "\n")


def check_tool(folder, programs, args):
    counts, examples = judge(programs, tool_findings(folder))
    name = f"{args.set}/{args.every}"
    print(f"tool, {name}: {len(programs)} programs,", ", ".join(f"{n} {what}" for what, n in sorted(counts.items())))
    rates = read_rates()
    if args.record:
        rates[name] = counts
        write_rates(rates)
        return True
    worse = [e for e in ERRORS if counts[e] > rates.get(name, {}).get(e, 0)]
    for what in worse:
        print(f"  {what}: was {rates.get(name, {}).get(what, 0)}, is {counts[what]}")
        for example in sorted(examples[what], key=len)[:5]:
            print("    " + example)
    return not worse


#
# The race detector
#


def reported_pairs(text):
    """Pairs of a detector's reports, by the first own line of each access."""
    for report in re.split(r"^WARNING: DATA RACE$", text, flags=re.MULTILINE)[1:]:
        report = report.split("==================")[0]
        accesses = re.split(r"^Previous ", report, flags=re.MULTILINE)
        sides = []
        for access in accesses[:2]:
            stack = access.split("\n\n")[0]
            frame = FRAME.search(stack)
            if frame and "runtime.map" in stack:
                sides.append((frame.group(1), int(frame.group(2))))
        if len(sides) == 2 and sides[0][0] == sides[1][0]:
            yield key(sides[0][0], sides[0][1], sides[1][1])


def run_programs(binary, first, times, last):
    """Runs programs first … last-1; yields (number, its output)."""
    while first < last:
        done = subprocess.run(
            [binary, str(first), str(last), str(times)], capture_output=True, text=True, errors="replace",
            env={**os.environ, "GORACE": "exitcode=0 history_size=1"},
        )
        parts = re.split(r"^PROGRAM (\d+) \S+$", done.stderr, flags=re.MULTILINE)
        reached = first
        for number, output in zip(parts[1::2], parts[2::2]):
            reached = int(number) + 1
            yield int(number), output
        if done.returncode == 0:
            return
        first = reached  # a concurrent map write ended the process


def check_race(folder, programs, args):
    binary = folder / "race"
    subprocess.run(["go", "build", "-race", "-o", binary, "."], cwd=folder, check=True)
    runnable = [p for p in programs if not p["bad"]]
    pairs = real_pairs(programs)
    seen, wrong = set(), []

    def look(number, output):
        if "STUCK" in output:
            wrong.append(f"does not end: {runnable[number]['text']}")
        if "concurrent map" in output:
            seen.add(number)
        for pair in reported_pairs(output):
            seen.add(number)
            if not pairs.get(pair, (False, None))[0]:
                wrong.append(f"reported, but cannot overlap: {runnable[number]['text']} {pair}")

    for number, output in run_programs(binary, 0, args.race, len(runnable)):
        look(number, output)
    racy = {n for n, p in enumerate(runnable) if any(o for _, _, o in p["pairs"])}
    for number in sorted(racy - seen):
        for again, output in run_programs(binary, number, args.race * 10, number + 1):
            look(again, output)
    for number in sorted(seen - racy):
        wrong.append(f"a race where there can be none: {runnable[number]['text']}")
    missed = sorted(racy - seen)
    print(f"race detector: {len(runnable)} programs, {len(racy)} racy, {len(seen)} seen")
    for line in wrong[:10]:
        print("  " + line)
    for number in missed[:10]:
        print(f"  never seen: {runnable[number]['text']}")
    return not wrong and not missed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--set", default="primitives")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("--tool", action="store_true")
    parser.add_argument("--race", type=int, metavar="RUNS")
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    if not args.tool and not args.race:
        parser.error("nothing to do: --tool or --race")
    good = True
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        programs = write_module(folder, args)
        if args.tool:
            good &= check_tool(folder, programs, args)
        if args.race:
            good &= check_race(folder, programs, args)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
