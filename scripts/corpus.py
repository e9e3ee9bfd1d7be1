#!/usr/bin/env python3
"""Write testdata/patterns/corpus.yaml, the labelled corpus of `mapgraph score`.

The labels are the verdict comments of the folders (see verdicts.py), the pattern
codes those of patterns.txt. `--check` writes nothing and exits with 1 when the
file is not what would be written.
"""

import os
import pathlib
import sys

import verdicts

ROOT = pathlib.Path(__file__).resolve().parent.parent / "testdata" / "patterns"
OF_RULE = {"MG001": "P1", "MG002": "P5", "MG003": "P2", "MG004": "P6", "MG005": "P4",
           "MG006": "P9", "MG008": "P1"}
HEAD = "# Written by scripts/corpus.py from the comments in the sources.\nversion: 1\ncases:\n"


def codes():
    """folder -> code, as patterns.txt says."""
    rows = (ROOT / "patterns.txt").read_text().splitlines()
    return dict(row.split() for row in rows if row and not row.startswith("#"))


def family(name):
    """The folder that twins share."""
    head, _, tail = name.rpartition("/")
    return head if tail in ("bug", "fixed") else name


def pattern(name, named, rules):
    """The code of a case: the longest folder that is named, else by its rule."""
    folder = name
    while folder:
        if folder in named:
            return named[folder]
        folder = folder.rpartition("/")[0]
    found = sorted(rules.get(family(name), ()))
    if not found:
        sys.exit(f"corpus.py: {name} has neither a rule nor a code in patterns.txt")
    return OF_RULE[found[0]]


def place(spot, package):
    return f"{os.path.relpath(spot[0], package.folder)}:{spot[1]}"


def case(name, package, code):
    lines = [f"- case: {name}", f"  path: {name}", f"  pattern: {code}"]
    if package.args != ["."]:
        lines.append(f"  args: [{', '.join(package.args)}]")
    if not package.tests:
        lines.append("  tests: false")
    if not package.races:
        lines.append("  expected: silence")
    else:
        lines.append("  expected:")
        lines += [f'  - {{line: "{place(spot, package)}", rules: [{", ".join(sorted(rules))}]}}'
                  for spot, rules in sorted(package.races.items())]
    if package.clean:
        lines.append("  silent:")
        lines += [f"  - {place(spot, package)}" for spot in sorted(package.clean)]
    return "\n".join(lines) + "\n"


def corpus():
    packages = {os.path.relpath(p.folder, ROOT): p for p in verdicts.packages([str(ROOT)])}
    rules = {}
    for name, package in packages.items():
        for accepted in package.races.values():
            rules.setdefault(family(name), set()).update(accepted)
    named = codes()
    return HEAD + "".join(case(name, package, pattern(name, named, rules))
                          for name, package in sorted(packages.items()))


def main():
    path = ROOT / "corpus.yaml"
    if sys.argv[1:] == ["--check"]:
        if not path.exists() or path.read_text() != corpus():
            print("testdata/patterns/corpus.yaml is not current: run scripts/corpus.py")
            return 1
        return 0
    if sys.argv[1:]:
        print(__doc__, file=sys.stderr)
        return 2
    path.write_text(corpus())
    return 0


if __name__ == "__main__":
    sys.exit(main())
