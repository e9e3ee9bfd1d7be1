#!/usr/bin/env python3
"""The same input gives the same bytes: twice, for any -j, and with what a run
before has kept. Graphs that are not simplified before they are written give the
same findings."""

import json
import pathlib
import subprocess
import sys
import tempfile

import testcache  # noqa: F401

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOL = ROOT / "build" / "bin" / "mapgraph"
RUNS = (  # name, jobs, with a cache
    ("first", "1", False),
    ("again", "1", False),
    ("parallel", "2", False),
    ("many", "7", False),
    ("into the cache", "2", True),
    ("from the cache", "2", True),
)
INPUT = ROOT / "testdata" / "demo"
VIEWS = ("ops", "threads", "calls", "conflicts")


def outputs(folder, jobs, cache):
    """Runs every command that writes something; returns name → bytes."""

    def run(*arguments):
        result = subprocess.run([TOOL, *arguments, *cache], cwd=INPUT, capture_output=True, timeout=600)
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
    with tempfile.TemporaryDirectory(prefix="mapgraph-cache-") as cache:
        return compare(cache)


def compare(cache):
    first, failures, passed = None, [], 0
    for name, jobs, cached in RUNS:
        flags = ("--cache", cache) if cached else ("--no-cache",)
        with tempfile.TemporaryDirectory(prefix="mapgraph-determinism-") as folder:
            found = outputs(pathlib.Path(folder), jobs, flags)
        if first is None:
            first = found
            failures += [f"{f} is empty" for f, data in found.items() if not data]
            continue
        for file, data in found.items():
            if data == first[file]:
                passed += 1
            else:
                failures.append(f"{file}: run '{name}' (-j{jobs}) differs from the first")
    kept = ("--cache", cache)
    for folder in ("demo", "patterns"):
        plain = findings(ROOT / "testdata" / folder, "--no-cache")
        for name, flags in (
            ("--no-simplify", ("--no-simplify", "--no-cache")),
            ("a cache to be filled", kept),
            ("a cache", kept),
        ):
            if plain and plain == findings(ROOT / "testdata" / folder, *flags):
                passed += 1
            else:
                failures.append(f"{folder}: findings differ with {name}")
    print("\n".join(failures))
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
