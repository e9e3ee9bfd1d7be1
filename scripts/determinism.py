#!/usr/bin/env python3
"""The same input gives the same bytes: twice, and for any -j. Graphs that are
not simplified before they are written give the same findings."""

import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOL = ROOT / "build" / "bin" / "mapgraph"
RUNS = (("first", "1"), ("again", "1"), ("parallel", "2"), ("many", "7"))
INPUT = ROOT / "testdata" / "demo"
VIEWS = ("ops", "threads", "calls", "conflicts")


def outputs(folder, jobs):
    """Runs every command that writes something; returns name → bytes."""

    def run(*arguments):
        result = subprocess.run([TOOL, *arguments], cwd=INPUT, capture_output=True, timeout=600)
        if result.returncode not in (0, 1):
            sys.exit(f"mapgraph {' '.join(arguments)} failed: {result.stderr.decode()}")
        return result.stdout

    graph = folder / "prog.mg"
    run("build", "./...", "-j", jobs, "-o", str(graph))
    found = {"prog.mg": graph.read_bytes()}
    found["check.txt"] = run("check", "./...", "-v", "--show-possible", "-j", jobs)
    found["check.json"] = run("check", "./...", "--json", "-j", jobs)
    for view in VIEWS:
        for form in ("dot", "svg", "json"):
            name = folder / f"{view}.{form}"
            run("export", str(graph), "--format", form, "--view", view, "-o", str(name))
            found[name.name] = name.read_bytes()
    return found


def findings(folder, *flags):
    command = [TOOL, "check", "./...", "--json", "--show-possible", "--tests=false", *flags]
    result = subprocess.run(command, cwd=folder, capture_output=True, timeout=600)
    return json.loads(result.stdout)["findings"]


def main():
    first, failures, passed = None, [], 0
    for name, jobs in RUNS:
        with tempfile.TemporaryDirectory(prefix="mapgraph-determinism-") as folder:
            found = outputs(pathlib.Path(folder), jobs)
        if first is None:
            first = found
            failures += [f"{f} is empty" for f, data in found.items() if not data]
            continue
        for file, data in found.items():
            if data == first[file]:
                passed += 1
            else:
                failures.append(f"{file}: run '{name}' (-j{jobs}) differs from the first")
    for folder in ("demo", "patterns"):
        plain, whole = (findings(ROOT / "testdata" / folder, *flags) for flags in ((), ("--no-simplify",)))
        if plain and plain == whole:
            passed += 1
        else:
            failures.append(f"{folder}: findings differ with --no-simplify")
    print("\n".join(failures))
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
