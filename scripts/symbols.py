#!/usr/bin/env python3
"""Checks that names of runtime symbols stand in passes/dialects/ only.

The front end emits some of them, tests and test data show them; anywhere else
a name compared as a string is a recogniser outside the tables.
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SYMBOL = re.compile(
    r"\bruntime\.(map|chan|hashmap|new|make|gopanic|gorecover|defer|selectgo"
    r"|closechan|append|slicecopy|itabmethod|assert)"
    r"|\bsync\.\(\*|\bsync/atomic\.\w|\binternal/task\b|\binternal/sync\."
    r"|\bgithub\.com/goplus/llgo|\b__go_|\b_ZN?K?St|\bpthread_\w+|\bbpf_\w+_elem\b"
)
# The help of the rules shows code.
EXEMPT = ("passes/dialects/", "graph/rules/Rules.def")


def problems(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        match = SYMBOL.search(line)
        if match:
            yield f"{path}:{number}: runtime symbol {match.group(0)}: belongs into passes/dialects"


def main():
    if not list(problems("x", 'Name == "runtime.mapassign"')):
        sys.exit("symbols.py does not see a plain runtime symbol")
    files = subprocess.run(
        ["git", "ls-files", "graph", "passes", "cli"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\n")
    found = []
    for path in filter(None, files):
        is_source = path.endswith((".h", ".cpp", ".def", ".c"))
        is_test = path.endswith("Test.cpp") or "/testing/" in path
        if is_source and not is_test and not path.startswith(EXEMPT) and (ROOT / path).exists():
            found += problems(path, (ROOT / path).read_text())
    print("\n".join(found) or "runtime symbols stand in the tables only")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
