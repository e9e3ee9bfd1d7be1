#!/usr/bin/env python3
"""Checks that includes follow the order of the folders.

graph/ knows nothing above it and no LLVM; inside it, a folder includes only
folders before it. passes/ knows model and format only. The front end knows one
header of the C++ side.
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
GRAPH_ORDER = ["model", "format", "link", "solve", "query", "rules", "io", "score"]
PASSES_MAY = ("graph/model/", "graph/format/", "passes/")
FOREIGN = re.compile(r"^(llvm|llvm-c|clang|clang-c)/")
INCLUDE = re.compile(r'^\s*(?://)?\s*#\s*include\s+["<]([^">]+)[">]')
CXX = (".h", ".cpp", ".def", ".c", ".cc")


def graph_problem(path, header):
    if FOREIGN.match(header) or header.startswith(("passes/", "cli/", "frontend/")):
        return "graph/ may not include it"
    if not header.startswith("graph/"):
        return None
    own, other = path.split("/")[1], header.split("/")[1]
    if own not in GRAPH_ORDER:  # helpers of tests see everything in graph/
        return None
    if other not in GRAPH_ORDER:
        is_test = path.endswith(("Test.cpp", "Benchmark.cpp"))
        return None if is_test else f"only tests may include graph/{other}/"
    if GRAPH_ORDER.index(other) > GRAPH_ORDER.index(own):
        return None if path.endswith("Test.cpp") else f"{other} comes after {own}"
    return None


def passes_problem(path, header):
    if header.startswith(("cli/", "frontend/")):
        return "passes/ may not include it"
    if header.startswith("graph/") and not header.startswith(PASSES_MAY):
        return None if path.endswith("Test.cpp") else "passes/ knows graph/model and graph/format only"
    return None


def frontend_problem(path, header):
    if header.startswith(("graph/", "cli/")):
        return "the front end may not include it"
    if "passes/" in header and not header.endswith("passes/Extract.h"):
        return "the front end knows passes/Extract.h only"
    return None


RULES = {"graph": graph_problem, "passes": passes_problem, "frontend": frontend_problem}


def problems(path, text):
    rule = RULES[path.split("/")[0]]
    for number, line in enumerate(text.splitlines(), 1):
        match = INCLUDE.match(line)
        what = match and rule(path, match.group(1))
        if what:
            yield f"{path}:{number}: includes {match.group(1)}: {what}"


def self_test():
    """A rule that finds nothing in a bad file is no rule."""
    bad = {
        "graph/model/A.cpp": '#include "llvm/IR/Module.h"',
        "graph/link/A.cpp": '#include "graph/solve/Solve.h"',
        "graph/io/A.cpp": '#include "graph/testing/Interleaver.h"',
        "passes/A.cpp": '#include "graph/solve/Solve.h"',
        "frontend/a.go": '// #include "passes/MapOps.h"',
    }
    return [p for p, text in bad.items() if not list(problems(p, text))]


def main():
    missed = self_test()
    if missed:
        sys.exit(f"layering.py does not see the bad include of {missed}")
    files = subprocess.run(
        ["git", "ls-files", *RULES], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    found = []
    for path in filter(None, files):
        endings = CXX + (".go",) if path.startswith("frontend/") else CXX
        if path.endswith(endings) and (ROOT / path).exists():
            found += problems(path, (ROOT / path).read_text())
    print("\n".join(found) or "includes follow the layers")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
