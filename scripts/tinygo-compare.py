#!/usr/bin/env python3
"""Compare what mapgraph finds in our lowering with what it finds in TinyGo's.

    tinygo-compare.py SAMPLES IR

Every folder of SAMPLES with IR/<folder>.ll is analysed twice: as Go and as that
IR. In the functions of the sample both must give

  ops       the same set of (kind, file:line, function), and the same type of
            the map where both have one
  findings  the same set of (rule, file:line of both sides)

Names of functions are compared in the form of Go's stacks, without type
arguments.

TinyGo gives most accesses the position of the first instruction of their
function, because it moves its builder there to make a variable for the key or
the value, and its package initialisers have no lines. Such ops stand for those of their kind and
function that have no other match, when there are as many.

Differences that are admitted are in SAMPLES/tinygo-known.txt, each must still
occur. A sample without IR is one that TinyGo does not take, which must be
admitted, too. Exit code: 0 all passed, 1 something failed.
"""

import argparse
import collections
import dataclasses
import fnmatch
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

KNOWN = "tinygo-known.txt"
TIMEOUT = 120
NO_LINE = "-"

Known = collections.namedtuple("Known", "number sample what pattern reason")


def known_differences(path):
    """Lines `SAMPLE WHAT PATTERN | REASON`; * and ? match as in file names."""
    result = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        entry, bar, reason = text.partition(" | ")
        words = entry.split(None, 2)
        if not bar or not reason.strip() or len(words) != 3:
            sys.exit(f"{path}:{number}: expected SAMPLE WHAT PATTERN | REASON")
        result.append(Known(number, *(w.strip() for w in words), reason.strip()))
    return result


def without_brackets(name):
    """Type arguments, which may hold brackets themselves, become nothing."""
    depth, kept = 0, []
    for char in name:
        depth += char == "["
        if depth == 0:
            kept.append(char)
        depth -= char == "]"
    return "".join(kept)


def function_name(name):
    """(*main.T).f$1$2 and main.(*T).f.func1.2 are main.(*T).f.func1.2."""
    name = without_brackets(name)
    method = re.match(r"\((\*?)([\w./]+)\.(\w+)\)\.(.*)", name)
    if method:
        star, package, receiver, rest = method.groups()
        receiver = f"(*{receiver})" if star else receiver
        name = f"{package}.{receiver}.{rest}"
    name = re.sub(r"-range(\d+)", r"$\1", name)  # the body of a loop over a function
    base, *closures = name.split("$")
    if closures and closures[0].isdigit():
        return ".".join([base, "func" + closures[0], *closures[1:]])
    return name


def type_name(text):
    """map:{basic:string,named:a/b.T} and map[string]a/b.T are map[string]b.T."""
    text = re.sub(r"\b(?:basic|named):", "", text).replace("pointer:", "*")
    text = text.replace("slice:", "[]").replace("struct:{}", "struct{}")
    text = re.sub(r"^map:\{([^{},]+),(.*)\}$", r"map[\1]\2", text)
    return re.sub(r"[\w.-]+/", "", text)


@dataclasses.dataclass
class Result:
    ops: collections.Counter  # of (kind, file:line, function)
    types: dict  # of each op
    findings: set  # of (rule, op, op)
    begins: dict  # function -> the places of its declaration and first statement


def analyse(tool, samples, argument, database):
    command = [tool, "export", "--format", "sqlite", "-o", database, argument]
    try:
        done = subprocess.run(
            command, cwd=samples, capture_output=True, text=True, timeout=TIMEOUT
        )
    except subprocess.TimeoutExpired:
        return f"stopped after {TIMEOUT} seconds: {' '.join(command)}"
    if done.returncode != 0:
        return f"exit {done.returncode}: {' '.join(command)}\n{done.stderr.strip()}"
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as rows:
        return read(rows)


def place(file, line):
    return f"{os.path.basename(file)}:{line}" if line else NO_LINE


def read(rows):
    result = Result(collections.Counter(), {}, set(), collections.defaultdict(set))
    for name, file, line, first in rows.execute(
        "SELECT f.name, f.file, f.line,"
        " (SELECT min(line) FROM nodes n WHERE n.function = f.id AND n.line > f.line)"
        " FROM functions f WHERE f.line > 0"
    ):
        begin = {place(file, line), place(file, first)}
        result.begins[function_name(name)] |= begin
    by_id = {}
    for number, kind, file, line, name, map_type in rows.execute(
        "SELECT id, op, file, line, function, map_type FROM v_ops"
    ):
        op = (kind, place(file, line), function_name(name or ""))
        by_id[number] = op
        if op[2].startswith("main."):
            result.ops[op] += 1
            if map_type:
                result.types.setdefault(op, set()).add(type_name(map_type))
    for rule, one, other in rows.execute(
        "SELECT f.rule, a.op, b.op FROM findings f"
        " JOIN sides a ON a.finding = f.id AND a.side = 1"
        " LEFT JOIN sides b ON b.finding = f.id AND b.side = 2"
    ):
        result.findings.add((rule, by_id[one], by_id[one if other is None else other]))
    return result


def replaced(own, other):
    """TinyGo's ops whose line is lost: the ops of ours that they stand for."""
    result = {}
    for op in other.ops:
        kind, where, name = op
        if where != NO_LINE and where not in other.begins[name]:
            continue
        missing = {
            o for o in own.ops if (o[0], o[2]) == (kind, name) and o not in other.ops
        }
        # As many ops of TinyGo as places of ours, or some are not there.
        if missing and len(missing | ({op} & own.ops.keys())) <= other.ops[op]:
            result[op] = missing
    return result


def differences(own, other):
    """(what, text): what is own, tinygo, type, own-finding or tinygo-finding."""
    lost = replaced(own, other)
    loose = set().union(*lost.values())
    for op in sorted(own.ops.keys() - other.ops.keys() - loose):
        yield "own", " ".join(op)
    for op in sorted(other.ops.keys() - own.ops.keys() - lost.keys()):
        yield "tinygo", " ".join(op)
    for op in sorted(own.types.keys() & other.types.keys()):
        if not other.types[op] <= own.types[op]:
            mine, theirs = (", ".join(sorted(r.types[op])) for r in (own, other))
            yield "type", f"{' '.join(op)}: {mine} / {theirs}"
    mine, theirs = findings(own, {}), findings(other, lost)
    for finding in sorted(mine - theirs):
        yield "own-finding", " ".join(finding)
    for finding in sorted(theirs - mine):
        yield "tinygo-finding", " ".join(finding)


def findings(result, lost):
    """The set of (rule, place, place); a lost line is replaced when it is clear."""

    def where(op):
        known = lost.get(op, ())
        return next(iter(known))[1] if len(known) == 1 else op[1]

    return {(rule, *sorted((where(a), where(b)))) for rule, a, b in result.findings}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("samples", type=pathlib.Path)
    parser.add_argument("ir", type=pathlib.Path)
    parser.add_argument("--tool", default="mapgraph")
    args = parser.parse_args()
    samples, ir = args.samples.resolve(), args.ir.resolve()
    known = known_differences(samples / KNOWN)
    used = set()

    def admitted(sample, what, text):
        hits = [
            k
            for k in known
            if k.what == what
            and fnmatch.fnmatchcase(sample, k.sample)
            and fnmatch.fnmatchcase(text, k.pattern.replace("[", "[[]"))
        ]
        used.update(hits)
        return bool(hits)

    passed = failed = 0
    for folder in sorted(p.name for p in samples.iterdir() if p.is_dir()):
        summary = ""
        if not (ir / f"{folder}.ll").exists():
            log = (ir / f"{folder}.log").read_text().strip().splitlines()
            found = [("rejected", line) for line in log if not line.startswith("#")]
            found = found or [("rejected", "no message")]
            summary = "TinyGo does not take it"
        else:
            with tempfile.TemporaryDirectory() as scratch:
                own = analyse(args.tool, samples, f"./{folder}", f"{scratch}/own.db")
                other = analyse(
                    args.tool, samples, str(ir / f"{folder}.ll"), f"{scratch}/tinygo.db"
                )
            broken = [r for r in (own, other) if isinstance(r, str)]
            if broken:
                found = [("error", text) for text in broken]
            else:
                found = list(differences(own, other))
                if not own.ops:
                    found.append(("error", "no ops at all"))
                lost = set().union(*(replaced(own, other).values()))
                both = findings(own, {}) & findings(other, replaced(own, other))
                summary = (
                    f"{len((own.ops.keys() & other.ops.keys()) | lost)} ops in both"
                    f" ({len(lost)} without TinyGo's line,"
                    f" {len(own.types.keys() & other.types.keys())} with types),"
                    f" {len(both)} findings in both"
                )
        rest = [d for d in found if not admitted(folder, *d)]
        count = len(found) - len(rest)
        if count:
            summary += f", {count} admitted differences"
        print(f"{'FAIL' if rest else 'ok':4} {folder}: {summary}")
        for what, text in rest:
            print(f"       {what}: {text}")
        passed += not rest
        failed += bool(rest)
    for entry in known:
        if entry not in used:
            print(f"FAIL {KNOWN}:{entry.number}: does not occur: {entry.pattern}")
            failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
