#!/usr/bin/env python3
"""What `mapgraph check` costs with an empty cache, when nothing has changed, and
when one file has: a comment, a function that nothing runs, lines of one that
runs, and what such a one does with maps; in a package below many and in one above
many.

The changed packages are copies of the pinned modules, put in by `replace`; the
cache and the copies are in a temporary folder. Without tests.
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
from phases import peak, phases

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOL = ROOT / "build" / "bin" / "mapgraph"
ENVIRONMENT = {"GOFLAGS": "-mod=mod"}
BODY = "\nfunc changedHere() map[int]int {\n\tm := map[int]int{1: 1}\n\tdelete(m, 1)\n\treturn m\n}\n"
COMMENT = "\n// Nothing but a remark.\n"
LINES = "\n\t// Where this is called from does not matter.\n"
MAP = "\n\tcalls := map[string]int{}\n\tcalls[\"here\"]++\n\tchangedHere()[len(calls)]++\n"


@dataclasses.dataclass(frozen=True)
class Program:
    folder: str  # holds the module file that pins it
    pattern: str
    low: tuple  # module and file of a package that many import
    high: tuple  # of one that few import
    running: str  # where a function of the latter begins that the program runs


PROGRAMS = {
    "client-go": Program(
        "client-go", "k8s.io/client-go/...",
        ("k8s.io/client-go", "util/homedir/homedir.go"),
        ("k8s.io/client-go", "tools/record/event.go"),
        "func (e *eventBroadcasterImpl) StartRecordingToSink(sink EventSink) watch.Interface {"),
    "kube-controller-manager": Program(
        "kubernetes", "k8s.io/kubernetes/cmd/kube-controller-manager",
        ("k8s.io/utils", "net/net.go"),
        ("k8s.io/kubernetes", "pkg/controller/endpoint/endpoints_controller.go"),
        "func (e *Controller) syncService(ctx context.Context, key string) error {"),
}


def go(folder, *words):
    return subprocess.check_output(["go", *words], cwd=folder, text=True,
                                   env={**os.environ, **ENVIRONMENT}).strip()


def pinned(program, work):
    """A module folder as the pinned one, with copies of what will be changed."""
    folder = work / "bench"
    shutil.copytree(ROOT / "testdata" / "bench" / program.folder, folder)
    files = {}
    for kind, (module, file) in (("low", program.low), ("high", program.high)):
        copy = work / module.replace("/", "_")
        if not copy.exists():
            shutil.copytree(go(folder, "list", "-m", "-f", "{{.Dir}}", module), copy, copy_function=shutil.copyfile)
            subprocess.run(["chmod", "-R", "u+w", copy], check=True)
            go(folder, "mod", "edit", f"-replace={module}={copy}")
        files[kind] = copy / file
    return folder, files


def append(text):
    def change(file):
        with open(file, "a") as out:
            out.write(text)
    return change


def insert(text, behind):
    def change(file):
        old = file.read_text()
        if behind not in old:
            sys.exit(f"{file} has no {behind!r}")
        file.write_text(old.replace(behind, behind + text, 1))
    return change


def run(program, work):
    folder, files = pinned(program, work)
    words = [TOOL, "check", "--tests=false", "--stats", "--cache", work / "cache", program.pattern]
    nothing = lambda file: None  # noqa: E731
    rows, first = [], None
    for what, kind, change in (
        ("cold", "low", nothing),
        ("unchanged", "low", nothing),
        ("a comment, low package", "low", append(COMMENT)),
        ("a function that nothing runs, low package", "low", append(BODY)),
        ("a function that nothing runs, high package", "high", append(BODY)),
        ("lines of a function that runs", "high", insert(LINES, program.running)),
        ("maps of a function that runs", "high", insert(MAP, program.running)),
    ):
        change(files[kind])
        cost, _, err = measure(words, (0, 1, 3), folder, ENVIRONMENT)
        first = first or cost
        seconds = {phase: float(s) for phase, s, _ in phases(err)}
        rows.append([
            what, f"{cost.seconds:.1f}", f"{cost.seconds / first.seconds:.1%}", f"{cost.cpu:.1f}",
            f"{cost.cpu / first.cpu:.1%}", f"{peak(err):.0f}", f"{seconds['front end']:.1f}",
            f"{seconds.get('solve', 0):.1f}"])
        print(" | ".join(rows[-1]), file=sys.stderr, flush=True)
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="programs (default: all)")
    for name in parser.parse_args().names or PROGRAMS:
        with tempfile.TemporaryDirectory(prefix="mapgraph-bench-") as work:
            rows = run(PROGRAMS[name], pathlib.Path(work))
        table([name, "s", "of cold", "CPU s", "of cold", "peak MiB", "front end s", "solve s"], rows)


if __name__ == "__main__":
    main()
