#!/usr/bin/env python3
"""Compares findings with the marks of the demo: FOLDER FINDINGS.json.

A seeded bug is a map with lines marked `// RACE! MG00x`. Every marked line must
be a side of a finding with that rule, every finding must have such a side, and
there must be exactly two maps with findings.
"""

import json
import pathlib
import re
import sys

MARK = re.compile(r"//\s*RACE!\s*(MG\d{3}(?:\|MG\d{3})*)")
SEEDED = 2


def marks(folder):
    found = {}
    for path in sorted(folder.rglob("*.go")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            match = MARK.search(line)
            if match:
                found[str(path.relative_to(folder)), number] = set(match.group(1).split("|"))
    return found


def main(folder, report):
    expected = marks(pathlib.Path(folder))
    findings = [f for f in json.loads(pathlib.Path(report).read_text())["findings"]
                if f["verdict"] in ("race", "likely")]
    problems, seen, maps = [], set(), set()
    for finding in findings:
        maps.add((finding["map"]["name"], finding["map"]["file"], finding["map"]["line"]))
        places = [(side["file"], side["line"]) for side in finding["sides"]]
        hits = [p for p in places if finding["rule"] in expected.get(p, ())]
        seen.update(hits)
        if not hits:
            sides = " and ".join(f"{file}:{line}" for file, line in places)
            problems.append(f"{finding['rule']} at {sides} is none of the seeded bugs")
    problems += [f"{f}:{n}: the seeded bug is not reported"
                 for f, n in sorted(set(expected) - seen)]
    if len(maps) != SEEDED:
        problems.append(f"{len(maps)} maps with findings, not {SEEDED}: {sorted(maps)}")
    print("\n".join(problems) or f"both seeded bugs are reported, and nothing else "
                                 f"({len(findings)} findings on {SEEDED} maps)")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
