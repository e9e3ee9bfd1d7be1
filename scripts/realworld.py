#!/usr/bin/env python3
"""Real modules with default options, against what was judged by reading them.

Each module of testdata/realworld/modules.txt is fetched as the pinned version
through the Go module proxy, copied to build/realworld/src so that it is the
main module, and analysed once. Findings are compared with
testdata/realworld/<name>.yaml: which of the judged ones are reported, which are
gone, which nobody has judged yet. testdata/realworld/README.md says what the
columns mean.

Exit code 1 when a finding marked `must` is not as it says, when a judged line
does not read as quoted, or with --strict when a default finding is not judged.
"""

import argparse
import collections
import dataclasses
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import yaml

from phases import phases

ROOT = pathlib.Path(__file__).resolve().parent.parent
JUDGED = ROOT / "testdata" / "realworld"
OUT = ROOT / "build" / "realworld"
SAMPLE = 15  # `possible` findings per module which are judged


@dataclasses.dataclass(frozen=True)
class Module:
    name: str
    path: str
    version: str
    patterns: tuple


@dataclasses.dataclass(frozen=True)
class Finding:
    pair: tuple  # of "file:line op", sorted
    map: str
    rule: str
    verdict: str


def modules():
    """The rows of modules.txt; `std` is a module without version."""
    for line in (JUDGED / "modules.txt").read_text().splitlines():
        words = line.split("#")[0].split()
        if words:
            path, _, version = words[1].partition("@")
            yield Module(words[0], path, version, tuple(words[2:]))


def go(words, folder):
    done = subprocess.run(["go", *words], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{folder.name}: go {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def without_neighbours(folder):
    """A module of a repository with several refers to its neighbours by path,
    also in a workspace; alone it must take them from the proxy."""
    for file in folder.glob("go.work*"):
        file.unlink()
    for row in json.loads(go(["mod", "edit", "-json"], folder)).get("Replace") or ():
        if row["New"]["Path"].startswith("."):
            go(["mod", "edit", "-dropreplace=" + row["Old"]["Path"]], folder)


def fetch(module):
    """The folder in which the module is the main module."""
    folder = OUT / "src" / module.name
    if (folder / ".complete").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if module.version:
        row = json.loads(go(["mod", "download", "-json", f"{module.path}@{module.version}"],
                            folder.parent))
        shutil.copytree(row["Dir"], folder)
        subprocess.run(["chmod", "-R", "u+w", str(folder)], check=True)
        shutil.rmtree(folder / "vendor", ignore_errors=True)
    else:
        folder.mkdir()
        (folder / "go.mod").write_text("module example.org/std\n\ngo 1.26\n")
    for extra in (JUDGED / "mods" / module.name).glob("go.*"):
        shutil.copy(extra, folder)
    without_neighbours(folder)
    subprocess.run(["go", "mod", "download"], cwd=folder, capture_output=True)
    (folder / ".complete").touch()
    return folder


def analyse(module, folder, tool, cache):
    """Builds the solved graph; seconds, peak MiB and phases."""
    graph = OUT / f"{module.name}.mg"
    environment = dict(os.environ, GOFLAGS="-mod=mod", MAPGRAPH_CACHE=str(cache))
    start = time.monotonic()
    done = subprocess.run([tool, "build", "--stats", *module.patterns, "-o", graph],
                          cwd=folder, capture_output=True, text=True, env=environment)
    seconds = time.monotonic() - start
    (OUT / f"{module.name}.log").write_text(done.stderr)
    if done.returncode not in (0, 3):
        sys.exit(f"{module.name}: exit code {done.returncode}\n{done.stderr[-2000:]}")
    costs = {p: (float(s), float(m)) for p, s, m in phases(done.stderr)}
    return graph, seconds, max((m for _, m in costs.values()), default=0), costs


def findings(graph, folder, tool, everything):
    """What counts in the exit code; warnings like MG006 are another question."""
    words = [tool, "check", "--json", graph]
    if everything:
        words += ["--show-possible", "--min-confidence", "0"]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True)
    if done.returncode not in (0, 1, 3):
        sys.exit(f"{graph.name}: check: exit code {done.returncode}\n{done.stderr}")
    name = graph.stem + (".all.json" if everything else ".json")
    (OUT / name).write_text(done.stdout)
    return [of_json(f) for f in json.loads(done.stdout)["findings"] if f.get("counted", True)]


def of_json(finding):
    """Judgements name files of other modules without those: "dep@v1.2.0/a.go" is a.go."""
    pair = tuple(sorted(f"{re.sub(r'^[^@]*@[^/]*/', '', s['file'])}:{s['line']} {s['op']}"
                        for s in finding["sides"]))
    return Finding(pair, finding["map"]["name"], finding["rule"], finding["verdict"])


def sample(rows):
    """The same findings in every run, spread over all of them."""
    possible = {f.pair: f for f in rows if f.verdict == "possible"}
    order = sorted(possible, key=lambda p: hashlib.sha256(" ".join(p).encode()).hexdigest())
    return [possible[pair] for pair in order[:SAMPLE]]


def judgements(module):
    """Pair → entry of the file of judgements."""
    file = JUDGED / f"{module.name}.yaml"
    if not file.exists():
        return {}, []
    entries = yaml.safe_load(file.read_text()).get("findings") or []
    return {tuple(sorted(p)): e for e in entries for p in e["pairs"]}, entries


def wrong_quotes(entries, folder):
    """Quoted lines that the source does not have at that place."""
    for entry in entries:
        for place, quote in (entry.get("lines") or {}).items():
            file, _, line = place.rpartition(":")
            file = (folder / file).resolve() if not file.startswith("/") else pathlib.Path(file)
            rows = file.read_text(errors="replace").splitlines() if file.exists() else []
            if not 0 < int(line) <= len(rows) or quote not in rows[int(line) - 1]:
                yield f"{place}: does not read `{quote}`"


def broken_promises(entries, default):
    """Entries with `must: reported` or `must: silent` which are not so; silent
    is the map, or only the `sites` that are named."""
    for entry in entries:
        pairs = {tuple(sorted(p)) for p in entry["pairs"]}
        if entry.get("must") == "reported" and not any(f.pair in pairs for f in default):
            yield f"{entry['map']}: must be reported, is not"
        sites = set(entry.get("sites") or ())
        if entry.get("must") == "silent" and any(
                f.map == entry["map"] and (not sites or sites & set(f.pair)) for f in default):
            yield f"{entry['map']}: must be silent, is not"


def show(module, default, everything, judged, verbose):
    """Counts by judgement, then what is new and what is gone."""
    def word(finding):
        return judged.get(finding.pair, {}).get("judgement", "not judged")

    counts = collections.Counter(word(f) for f in default)
    listed = {f.pair for f in default}
    missed = {p: e for p, e in judged.items() if e["judgement"] is True and p not in listed}
    unread = [f for f in sample(everything) if f.pair not in judged]
    for finding in default:
        if finding.pair not in judged:
            print(f"  new: {' / '.join(finding.pair)} {finding.map} [{finding.rule} {finding.verdict}]")
    for pair, entry in missed.items():
        print(f"  true, not listed: {' / '.join(pair)} {entry['map']}")
    if verbose:
        for finding in unread:
            print(f"  sample: {' / '.join(finding.pair)} {finding.map}")
    return counts, len(missed), len(unread)


def by_map(default, judged):
    """Judgements of maps: true when one of its pairs is."""
    maps = {}
    for finding in default:
        word = judged.get(finding.pair, {}).get("judgement", "not judged")
        maps.setdefault(finding.map, set()).add(word)
    return collections.Counter(
        next(w for w in (True, "not judged", "unclear", False) if w in words)
        for words in maps.values())


def precision(counts):
    known = counts[True] + counts[False]
    return f"{100 * counts[True] / known:.0f} %" if known else "–"


def table(rows):
    head = ("module", "version", "default", "true", "false", "unclear", "not judged", "precision",
            "true, not listed", "possible", "of the sample not judged", "s", "solve s", "peak MiB")
    print()
    for row in (head, ["---"] * len(head), *rows):
        print("| " + " | ".join(map(str, row)) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="rows of modules.txt (default: all)")
    parser.add_argument("--tool", default=ROOT / "build" / "bin" / "mapgraph", type=pathlib.Path)
    parser.add_argument("--strict", action="store_true", help="fail on findings that nobody judged")
    parser.add_argument("--fetch-only", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true", help="list the sample, too")
    options = parser.parse_args()
    tool = options.tool.resolve()
    cache = OUT / ("cache-" + hashlib.sha256(
        (tool.parent / "mapgraph-go").read_bytes()).hexdigest()[:8])

    rows, failures = [], []
    total, maps, all_missed = collections.Counter(), collections.Counter(), 0
    for module in modules():
        if options.names and module.name not in options.names:
            continue
        folder = fetch(module)
        if options.fetch_only:
            continue
        graph, seconds, peak, phases = analyse(module, folder, tool, cache)
        default = findings(graph, folder, tool, False)
        everything = findings(graph, folder, tool, True)
        judged, entries = judgements(module)
        print(f"{module.name}:", flush=True)
        counts, missed, unread = show(module, default, everything, judged, options.verbose)
        wrong = [*wrong_quotes(entries, folder), *broken_promises(entries, default)]
        if options.strict and counts["not judged"]:
            wrong.append(f"{counts['not judged']} findings are not judged")
        failures += [f"{module.name}: {text}" for text in wrong]
        total += counts
        maps += by_map(default, judged)
        all_missed += missed
        rows.append([module.name, module.version or "–", len(default), counts[True], counts[False],
                     counts["unclear"], counts["not judged"], precision(counts), missed,
                     len(everything) - len(default), unread, f"{seconds:.0f}",
                     f"{phases.get('solve', (0, 0))[0]:.1f}", f"{peak:.0f}"])

    if rows:
        table(rows)
        print(f"\nAll: {sum(total.values())} findings, {total[True]} true, {total[False]} false, "
              f"{total['unclear']} unclear, {total['not judged']} not judged; precision "
              f"{precision(total)}; {all_missed} true ones not listed")
        print(f"By map: {sum(maps.values())}, {maps[True]} true, {maps[False]} false; "
              f"precision {precision(maps)}")
    for failure in failures:
        print(failure)
    print(f"{len(rows) - len({f.split(':')[0] for f in failures})} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
