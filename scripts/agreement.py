#!/usr/bin/env python3
"""Compare the map operations of a graph with those of go/ssa, one by one.

  agreement.py FOLDER PATTERN...

The packages are those that PATTERN... names in FOLDER, without tests. An
operation is its kind, the symbol of its function, line and column; each side may
have several at one place. What one side has alone gets a reason, or is named.

Exit code: 0 every difference has a reason, 1 some have none.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import testcache  # noqa: F401

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = ROOT / "build" / "bin"
ROW = re.compile(r'^MG_(?!CALLBACK)\w+\("([^"]+)"', re.MULTILINE)
OPS = ("make", "lookup", "update", "delete", "iterate", "length", "clear")
GRAPH_OPS = """
SELECT o.op, o.line, o."column", o.library, f.symbol
FROM ops o JOIN functions f ON f.id = o.function"""
FUNCTIONS = """
SELECT f.symbol, p.path AS package, max(f.defined) AS defined
FROM functions f LEFT JOIN packages p ON p.id = f.package GROUP BY f.symbol"""
THUNK = re.compile(r"\.(defer|go)\d+$")  # of a statement that is a function in the IR
ARGUMENTS = re.compile(r"\[.*")  # of an instance


def output(words, folder=None, codes=(0,)):
    done = subprocess.run([str(w) for w in words], cwd=folder, capture_output=True, text=True)
    if done.returncode not in codes:
        sys.exit(f"{' '.join(map(str, words))}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def ask(graph, sql):
    return json.loads(output([BIN / "mapgraph", "query", "sql", sql, graph, "--json"]))


def place(op):
    return op["op"], THUNK.sub("", op["symbol"]), op["line"], op["column"]


def tabled():
    """Symbols that a row in the tables stands for; a callback's row only adds to its body."""
    return {symbol for table in (ROOT / "passes" / "dialects").glob("Go*.def")
            for symbol in ROW.findall(table.read_text())}


class Bodies:
    """Which functions the graph has with their bodies."""

    def __init__(self, graph):
        rows = ask(graph, FUNCTIONS)
        self.defined = {row["symbol"]: row["defined"] for row in rows}
        self.packages = {row["package"] for row in rows if row["defined"]}
        self.modelled = tabled()

    def reason(self, op):
        """Why the graph does not have an operation of go/ssa, or None."""
        if op["dead"]:
            return "behind a constant condition"
        if op["package"] not in self.packages:
            return "in packages that tables model"
        known = self.defined.get(op["symbol"])
        if known == 0 or ARGUMENTS.sub("", op["symbol"]) in self.modelled:
            return "in functions that tables model"
        if known is None and op["instance"]:
            return "in instances that nothing calls"
        return None


class Agreement:
    """Counts by kind: same, and by reason what only go/ssa or the graph has."""

    def __init__(self, graph, folder, patterns):
        self.same = collections.Counter()
        self.only = collections.defaultdict(collections.Counter)  # reason -> kinds
        self.unexplained = []
        ops = ask(graph, GRAPH_OPS)
        bodies = Bodies(graph)
        ours = collections.defaultdict(list)
        for op in ops:
            if op["op"] in OPS:
                ours[place(op)].append(op)
        text = output([BIN / "mapgraph-go", "--list-ssa", "--tests=false", *patterns],
                      folder, (0, 3))
        theirs = collections.defaultdict(list)
        for line in text.splitlines():
            op = json.loads(line)
            theirs[place(op)].append(op)
        for key in sorted(ours.keys() | theirs.keys()):
            self.add(ours.get(key, []), theirs.get(key, []), bodies)

    def add(self, ours, theirs, bodies):
        """All operations at one place."""
        own = [op for op in ours if not op["library"]]
        for op in ours:
            if op["library"]:
                self.only["+ library calls"][op["op"]] += 1
        common = min(len(own), len(theirs))
        for op in own[:common]:
            self.same[op["op"]] += 1
        for op in own[common:]:
            if any(other["deferred"] for other in theirs):
                self.only["+ deferred, at a further exit"][op["op"]] += 1
            else:
                self.miss("only in the graph", op)
        for op in theirs[common:]:
            if reason := bodies.reason(op):
                self.only["- " + reason][op["op"]] += 1
            else:
                self.miss("only in go/ssa", op)

    def miss(self, where, op):
        self.unexplained.append(f"{where}: {op['op']} in {op['symbol']} "
                                f"at line {op['line']}:{op['column']}")

    def rows(self):
        """A table: its head and rows."""
        def row(name, counts):
            return [name, *(counts[op] for op in OPS)]

        more = [(r, c) for r, c in sorted(self.only.items()) if r.startswith("+")]
        less = [(r, c) for r, c in sorted(self.only.items()) if r.startswith("-")]
        ssa = sum((c for _, c in less), self.same.copy())
        graph = sum((c for _, c in more), self.same.copy())
        return ["operation", *OPS], [
            row("go/ssa", ssa), *(row(r, c) for r, c in less + more), row("graph", graph)]


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    folder, patterns = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as temporary:
        graph = pathlib.Path(temporary) / "program.mg"
        output([BIN / "mapgraph", "build", "--tests=false", *patterns, "-o", graph],
               folder, (0, 3))
        found = Agreement(graph, folder, patterns)
    head, rows = found.rows()
    for cells in [head, *rows]:
        print(f"{cells[0]:36}" + "".join(f"{cell:>9}" for cell in cells[1:]))
    for line in found.unexplained:
        print(line)
    print(f"{len(found.unexplained)} without a reason")
    return 1 if found.unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
