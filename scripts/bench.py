#!/usr/bin/env python3
"""make bench: real programs, measured; prints the tables of
testdata/bench/README.md.

For each program: sizes, operations found against those of go/ssa, time and
peak memory of each phase, findings, and the time of queries on the stored
graph. For the largest modules of two of them: extraction in the plugin against
`opt-19 -passes=verify` on the same bitcode, and sizes of .mg and bitcode.
"""

import argparse
import dataclasses
import json
import os
import pathlib
import subprocess
import sys

import testcache  # noqa: F401
from agreement import Agreement
from measure import least, measure, table
from phases import phases

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "bench"
BIN = ROOT / "build" / "bin"
PLUGIN = ROOT / "build" / "lib" / "libMapGraph.so"
OPT = "opt-19"


@dataclasses.dataclass(frozen=True)
class Program:
    name: str
    folder: str
    patterns: tuple
    modules: bool = False  # measure its largest modules, too


PROGRAMS = (
    Program("demo", "testdata/demo", ("./...",)),
    Program("std", "testdata/bench/std", ("std",)),
    Program("client-go", "testdata/bench/client-go", ("k8s.io/client-go/...",), True),
    Program("prometheus", "testdata/bench/prometheus",
            ("github.com/prometheus/prometheus/cmd/prometheus",), True),
)


def run(words, folder=ROOT, codes=(0,)):
    """(stdout, stderr, seconds); stops the benchmark on any other code."""
    cost, out, err = measure(words, codes, folder)
    return out, err, cost.seconds


def build(program, graph, codes):
    words = [BIN / "mapgraph", "build", "--no-cache", "--tests=false", "--stats", *program.patterns, "-o", graph]
    _, costs, _ = run(words, ROOT / program.folder, codes)
    return phases(costs)


def query_seconds(graph):
    """The slowest of the questions that an editor would ask."""
    questions = [["query", "sql", "SELECT count(*) FROM ops"]]
    report, _, _ = run([BIN / "mapgraph", "check", "--json", "--deps", "--show-possible", graph],
                       codes=(0, 1))
    findings = json.loads(report)["findings"]
    if findings:
        side = findings[0]["sides"][0]
        place = f"{side['file']}:{side['line']}"
        questions.append(["query", "concurrent", place, place])
    return max(run([BIN / "mapgraph", *q, graph])[2] for q in questions), len(findings)


def measure_program(program):
    graph = OUT / f"{program.name}.mg"
    phases = build(program, graph, (0, 3))
    stats = json.loads(run([BIN / "mapgraph", "stats", "--json", graph])[0])
    agreement = Agreement(graph, ROOT / program.folder, program.patterns)
    print(f"### {program.name}\n")
    table(*agreement.rows())
    print(f"{len(agreement.unexplained)} without a reason.\n")
    table(["phase", "seconds", "peak MiB"], phases)
    seconds, shown = query_seconds(graph)
    sizes = stats["graph"]
    table(["functions", "nodes", "edges", "map objects", "threads", "not known",
           ".mg MiB", "slowest query s", "findings (all)"],
          [[sizes["functions"], sizes["nodes"], sizes["edges"], sizes["map objects"],
            sizes["threads"], sum(stats["unknowns"].values()),
            f"{graph.stat().st_size / 2**20:.1f}", f"{seconds:.2f}", shown]])
    table(["what is not known", "count"], sorted(
        stats["unknowns"].items(), key=lambda item: (-item[1], item[0])))


def measure_modules(program, largest=5):
    folder = OUT / f"{program.name}-bc"
    folder.mkdir(parents=True, exist_ok=True)
    run([BIN / "mapgraph-go", "--emit-bc", folder, "--tests=false", *program.patterns],
        ROOT / program.folder, (0, 3))
    files = sorted(folder.rglob("*.bc"), key=lambda f: (-f.stat().st_size, f.name))[:largest]
    rows = []
    for file in files:
        graph = OUT / "module.mg"
        verify = least([OPT, "-passes=verify", "-disable-output", file]).cpu
        extract = least([OPT, f"-load-pass-plugin={PLUGIN}",
                         f"-passes=map-graph<out={graph}>", "-disable-output", file]).cpu
        rows.append([file.stem, f"{file.stat().st_size / 2**20:.1f}", f"{verify:.2f}",
                     f"{extract:.2f}", f"{extract / verify:.2f}",
                     f"{graph.stat().st_size / file.stat().st_size:.2f}"])
    table(["largest modules of " + program.name, "bitcode MiB", "verify s", "extract s",
           "extract / verify", ".mg / bitcode"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="programs (default: all)")
    names = parser.parse_args().names or [p.name for p in PROGRAMS]
    OUT.mkdir(parents=True, exist_ok=True)
    os.environ["PATH"] = f"{BIN}:{os.environ['PATH']}"
    for program in PROGRAMS:
        if program.name in names:
            measure_program(program)
            if program.modules:
                measure_modules(program)
    return 0


if __name__ == "__main__":
    sys.exit(main())
