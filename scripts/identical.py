#!/usr/bin/env python3
"""Whether two builds of the tool find the same, with and without a cache, with
module graphs simplified and not.

The other build is a folder with `mapgraph` and `mapgraph-go` (--tool), or made
of a revision of this repository (--revision). Programs: the modules of testdata,
its C++ and kernel programs, and the named real modules of
testdata/realworld/modules.txt. Of each, all findings in JSON are compared, also
`possible` ones and those of dependencies. Differences are printed; --record
writes the table that testdata/bench/identical.md keeps.

Exit code 1 when something differs.
"""

import argparse
import collections
import dataclasses
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from contextlib import redirect_stdout

import realworld
from measure import table
from native import WAYS

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = ROOT / "build" / "bin"
FLAGS = ["--json", "--deps", "--show-possible", "--no-config", "--fail-on", "never"]


@dataclasses.dataclass(frozen=True)
class Program:
    name: str
    folder: pathlib.Path
    words: tuple  # inputs as check takes them
    is_go: bool = True


def modules_of_testdata():
    """Folders with a go.mod, but those which only pin what is measured."""
    for file in sorted((ROOT / "testdata").rglob("go.mod")):
        folder = file.parent
        if not {"bench", "realworld"} & set(folder.relative_to(ROOT).parts):
            yield Program(str(folder.relative_to(ROOT)), folder, ("./...",))


def native(work):
    """All C++ programs as one row, and all kernel programs: each file its bitcode."""
    for kind, ways in WAYS.items():
        for source in sorted((ROOT / "testdata" / kind).glob("*.c*")):
            for number, way in enumerate(ways):
                name = f"{source.name}.{number}.bc"
                subprocess.run([*way, "-g", "-emit-llvm", "-c", source, "-o", work / name], check=True)
                yield Program(f"testdata/{kind}", work, (name,), False)


def real(names):
    known = {m.name: m for m in realworld.modules()}
    for name in names:
        if name not in known:
            sys.exit(f"{name}: not in testdata/realworld/modules.txt")
        yield Program(name, realworld.fetch(known[name]), known[name].patterns)


def findings(tool, program, *flags):
    """Each finding as text, in order."""
    done = subprocess.run([tool / "mapgraph", "check", *FLAGS, *flags, *program.words], cwd=program.folder,
                          capture_output=True, text=True, env={**os.environ, "GOFLAGS": "-mod=mod"})
    if done.returncode not in (0, 3):
        sys.exit(f"{program.name}: {tool}: exit code {done.returncode}\n{done.stderr[-2000:]}")
    return [json.dumps(f, sort_keys=True) for f in json.loads(done.stdout)["findings"]]


def short(text):
    f = json.loads(text)
    sides = " – ".join(f"{s['op']} {s['file']}:{s['line']}" for s in f["sides"])
    return f"{f['rule']} {f['verdict']} {f['map']['name']}: {sides}"


class Comparison:
    def __init__(self, other, cache):
        self.other, self.cache = other, cache
        self.rows = collections.defaultdict(lambda: [0, 0, 0, 0, 0])

    def differences(self, program, what, before, now):
        """How many findings only one side has, or has in other words."""
        gone, new = (collections.Counter(a) - collections.Counter(b) for a, b in ((before, now), (now, before)))
        for mark, side in (("-", gone), ("+", new)):
            for text in sorted(side):
                print(f"{program.name}: {what}: {mark} {short(text)}")
        return gone.total(), new.total()

    def add(self, program):
        row = self.rows[program.name]
        now = findings(BIN, program, "--no-cache")
        row[0] += len(now)
        gone, new = self.differences(program, "revision", findings(self.other, program, "--no-cache"), now)
        row[1] += gone
        row[2] += new
        if program.is_go:
            for what in ("first with a cache", "second with a cache"):
                row[3] += sum(self.differences(program, what, now, findings(BIN, program, "--cache", self.cache)))
        row[4] += sum(self.differences(program, "not simplified", now,
                                       findings(BIN, program, "--no-cache", "--no-simplify")))


def built(revision, work):
    """The folder with the tool of a revision."""
    tree = work / "tree"
    subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, revision], cwd=ROOT, check=True)
    try:
        subprocess.run(["cmake", "--preset", "release"], cwd=tree, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["ninja", "-C", "build", "--quiet", "mapgraph"], cwd=tree, check=True)
        subprocess.run(["scripts/build-frontend.sh"], cwd=tree, check=True)
        shutil.copytree(tree / "build" / "bin", work / "bin")
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)
    return work / "bin"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--tool", type=pathlib.Path, help="folder with another build")
    group.add_argument("--revision", help="that is built to compare with")
    parser.add_argument("--record", type=pathlib.Path, help="write the table there")
    parser.add_argument("names", nargs="*", help="real modules")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mapgraph-identical-") as name:
        work = pathlib.Path(name)
        other = options.tool.resolve() if options.tool else built(options.revision, work)
        comparison = Comparison(other, work / "cache")
        for program in (*modules_of_testdata(), *native(work), *real(options.names)):
            comparison.add(program)
            print(program.name, *comparison.rows[program.name], file=sys.stderr, flush=True)
    text = io.StringIO()
    with redirect_stdout(text):
        table(["program", "findings", "only before", "only now", "differ with a cache", "differ when not simplified"],
              [[name, *row] for name, row in comparison.rows.items()])
    print(text.getvalue(), end="")
    if options.record:
        options.record.write_text(text.getvalue())
    return int(any(n for row in comparison.rows.values() for n in row[1:]))


if __name__ == "__main__":
    sys.exit(main())
