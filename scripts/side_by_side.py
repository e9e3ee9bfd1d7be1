#!/usr/bin/env python3
"""What `mapgraph check` costs beside other tools on the same packages: with all
caches empty, and once more when nothing has changed.

Each tool has a GOCACHE of its own, empty at first; modules are downloaded. No
tests. `go vet` is asked once for the packages that the program names, which
looks at what they import only for facts, and once for all that the program
needs, as mapgraph does. staticcheck is built as pinned here.
"""

import argparse
import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from measure import measure, table
from phases import peak

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOL = ROOT / "build" / "bin" / "mapgraph"
STATICCHECK = "honnef.co/go/tools/cmd/staticcheck@v0.7.0"
MODULES = {"GOFLAGS": "-mod=mod"}


@dataclasses.dataclass(frozen=True)
class Program:
    folder: str  # holds the module file that pins it
    pattern: str
    module: str  # whose lines are its own
    tools: tuple


PROGRAMS = {
    "etcd": Program("etcd", "go.etcd.io/etcd/server/v3", "go.etcd.io/etcd/server/v3", ("go vet",)),
    "client-go": Program("client-go", "k8s.io/client-go/...", "k8s.io/client-go", ("staticcheck", "go vet")),
    "kube-controller-manager": Program(
        "kubernetes", "k8s.io/kubernetes/cmd/kube-controller-manager", "k8s.io/kubernetes",
        ("go vet", "go vet, all packages")),
}


def listed(program, form, *flags):
    words = ["go", "list", "-deps", *flags, "-f", form, program.pattern]
    text = subprocess.check_output(words, cwd=folder_of(program), text=True, env={**os.environ, **MODULES})
    return [line for line in text.splitlines() if line]


def folder_of(program):
    return ROOT / "testdata" / "bench" / program.folder


def own_lines(program):
    """Lines of the files of the program's own module that it needs."""
    form = ('{{with .Module}}{{if eq .Path "%s"}}{{range $.GoFiles}}{{$.Dir}}/{{.}}\n{{end}}{{end}}{{end}}'
            % program.module)
    return sum(pathlib.Path(file).read_bytes().count(b"\n") for file in listed(program, form))


def staticcheck():
    folder = ROOT / "build" / "tools"
    if not (folder / "staticcheck").exists():
        subprocess.run(["go", "install", STATICCHECK], check=True, env={**os.environ, **MODULES, "GOBIN": folder})
    return folder / "staticcheck"


def command(tool, program, work):
    if tool == "mapgraph check":
        return [TOOL, "check", "--tests=false", "--stats", "--cache", work / "cache", program.pattern]
    if tool == "staticcheck":
        return [staticcheck(), "-tests=false", "-checks", "SA2*", program.pattern]
    if tool == "go vet":
        return ["go", "vet", program.pattern]
    return ["go", "vet", *(p for p in listed(program, "{{.ImportPath}}") if p != "unsafe")]


def run(tool, program):
    """Cost of a run with empty caches, and of the same again."""
    with tempfile.TemporaryDirectory(prefix="mapgraph-bench-") as name:
        work = pathlib.Path(name)
        words = command(tool, program, work)
        caches = {**MODULES, "GOCACHE": str(work / "go"), "STATICCHECK_CACHE": str(work / "staticcheck"),
                  "XDG_CACHE_HOME": str(work / "user")}
        costs = []
        for _ in range(2):
            cost, _, err = measure(words, (0, 1, 2, 3), folder_of(program), caches)
            if tool == "mapgraph check":  # its children are not in what the kernel says
                cost = dataclasses.replace(cost, peak=peak(err))
            costs.append(cost)
        shutil.rmtree(work / "go", ignore_errors=True)
        return costs


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="programs (default: all)")
    for name in parser.parse_args().names or PROGRAMS:
        program = PROGRAMS[name]
        rows, ours = [], None
        for tool in ("mapgraph check", *program.tools):
            cold, again = run(tool, program)
            ours = ours or (cold, again)
            rows.append([tool]
                        + [f"{c.seconds:.1f}, {c.cpu:.1f}, {c.peak:.0f}" for c in (cold, again)]
                        + [f"{o.seconds / c.seconds:.2f}, {o.cpu / c.cpu:.2f}" for o, c in zip(ours, (cold, again))])
            print(" | ".join(rows[-1]), file=sys.stderr, flush=True)
        table([f"{name}, {own_lines(program):,} lines of its own", "cold s, CPU s, MiB", "unchanged s, CPU s, MiB",
               "ours / theirs, cold s, CPU s", "unchanged s, CPU s"], rows)


if __name__ == "__main__":
    main()
