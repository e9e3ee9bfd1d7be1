#!/usr/bin/env python3
"""Costs of programs of several sizes without a cache, and how they grow.

For each program the size in go/ssa and the floor (list, type-check, SSA and
nothing else), then the front end and the rest (link, solve, write) one after
the other. The exponents are those of the best fit of CPU time and peak memory
over SSA instructions, through all programs of the run.
"""

import argparse
import dataclasses
import json
import math
import pathlib
import sys
import tempfile

from measure import Cost, measure, table
from phases import peak, phases

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = ROOT / "build" / "bin"

# Smallest first; the folder holds the module file that pins it.
PROGRAMS = {
    "fmt": ("testdata/bench/std", "fmt"),
    "demo": ("testdata/demo", "./..."),
    "client-go": ("testdata/bench/client-go", "k8s.io/client-go/..."),
    "prometheus": ("testdata/bench/prometheus",
                   "github.com/prometheus/prometheus/cmd/prometheus"),
    "kube-controller-manager": ("testdata/bench/kubernetes",
                                "k8s.io/kubernetes/cmd/kube-controller-manager"),
    "kube-apiserver": ("testdata/bench/kubernetes", "k8s.io/kubernetes/cmd/kube-apiserver"),
    "kubelet": ("testdata/bench/kubernetes", "k8s.io/kubernetes/cmd/kubelet"),
}


@dataclasses.dataclass
class Row:
    name: str
    size: dict
    frontend: Cost
    rest: Cost
    seconds: dict  # of the phases of the rest

    def cells(self):
        total = self.frontend.cpu + self.rest.cpu
        return [
            self.name, f"{self.size['lines']:,}", f"{self.size['instructions']:,}",
            f"{self.size['seconds']:.1f}, {self.size['cpu']:.1f}",
            f"{self.frontend.seconds:.1f}, {self.frontend.cpu:.1f}, {self.frontend.peak:.0f}",
            *(self.seconds.get(p, "0") for p in ("link", "solve", "write")),
            f"{self.rest.cpu:.1f}, {self.rest.peak:.0f}",
            f"{self.frontend.seconds + self.rest.seconds:.1f}, {total:.1f}",
            f"{total / self.size['cpu']:.1f}",
        ]


HEAD = ["program", "lines", "SSA instructions", "floor s, CPU s", "front end s, CPU s, MiB",
        "link s", "solve s", "write s", "after the front end CPU s, MiB", "all s, CPU s",
        "all / floor, CPU"]


def run(name, folder):
    where, pattern = PROGRAMS[name]
    modules, solved = folder / "modules.mg", folder / "solved.mg"
    go = [BIN / "mapgraph-go", "--tests=false"]
    size = json.loads(measure([*go, "--count-ssa", pattern], (0, 3), ROOT / where)[1])
    frontend, _, _ = measure([*go, "--mg", "-o", modules, pattern], (0, 3), ROOT / where)
    rest, _, err = measure([BIN / "mapgraph", "build", "--no-cache", "--stats", modules, "-o", solved])
    rest = dataclasses.replace(rest, peak=peak(err))
    return Row(name, size, frontend, rest,
               {phase: f"{float(s):.1f}" for phase, s, _ in phases(err)})


def exponent(points):
    """The slope of the least squares through the logarithms."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mx, my = (sum(v) / len(logs) for v in zip(*logs))
    return (sum((x - mx) * (y - my) for x, y in logs)
            / sum((x - mx) ** 2 for x, _ in logs))


def exponents(rows):
    of = {
        "front end, CPU": lambda r: r.frontend.cpu,
        "front end, memory": lambda r: r.frontend.peak,
        "after it, CPU": lambda r: r.rest.cpu,
        "after it, memory": lambda r: r.rest.peak,
        "all, CPU": lambda r: r.frontend.cpu + r.rest.cpu,
        "all, memory": lambda r: max(r.frontend.peak, r.rest.peak),
    }
    return [[name, f"{exponent([(r.size['instructions'], cost(r)) for r in rows]):.2f}"]
            for name, cost in of.items()]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="programs (default: all)")
    names = parser.parse_args().names or list(PROGRAMS)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            rows.append(run(name, pathlib.Path(folder)))
            print(" | ".join(rows[-1].cells()), file=sys.stderr, flush=True)
    table(HEAD, [r.cells() for r in rows])
    if len(rows) > 1:
        table(["cost over SSA instructions", "exponent"], exponents(rows))


if __name__ == "__main__":
    main()
