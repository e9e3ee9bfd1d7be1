#!/usr/bin/env python3
"""Runs that use what former runs have kept against runs that do not.

After every change of a module: the same .mg bytes, the same findings. Damaged,
shared, small and foreign caches; runs that are killed. What an unchanged run
costs is printed, and must be below --max-ratio of the first.
"""

import argparse
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = ROOT / "build" / "bin"
STORE, CACHE, LIMIT = ("internal/session/store.go", "internal/cache/cache.go", "internal/limit/limit.go")
# Few, because all that they import is analysed again and again.
PACKAGES = ("./internal/session", "./internal/limit", "./internal/user")
USER = """package user

import (
	"time"

	"example.org/demo/internal/cache"
	"example.org/demo/internal/session"
)

var (
	seen  = cache.New[string, int](8, time.Minute)
	store = session.NewStore(time.Minute)
)

func Run() {
	go seen.Drop(store.Create("x", time.Now()))
	seen.Fill("y", func() (int, bool) { return 1, true })
}
"""


def edit(path, old, new):
    def change(module):
        file = module / path
        text = file.read_text()
        if old not in text:
            sys.exit(f"{path} has no {old!r}")
        file.write_text(text.replace(old, new, 1))
    return change


def add(path, text):
    return lambda module: (module / path).write_text(text)


# In this order, each on top of the ones before.
CHANGES = (
    ("nothing", lambda module: None),
    ("a date", lambda module: os.utime(module / STORE)),
    ("a comment", edit(STORE, "package session", "// More.\npackage session")),
    ("a body", edit(STORE, "func (s *Store) Len", "func (s *Store) wipe() { clear(s.sessions) }\n\nfunc (s *Store) Len")),
    ("an API", edit(STORE, "type Session struct {", "type Session struct {\n\tAge int")),
    ("a generic body", edit(CACHE, "c.mu.Lock()", "")),
    ("a new file", add("internal/limit/more.go", "package limit\n\nvar Seen = map[string]int{}\n\nfunc See(k string) { Seen[k]++ }\n")),
    ("a file less", lambda module: (module / "internal/limit/more.go").unlink()),
    ("an error", edit(LIMIT, "package limit", "package limit\n\nvar wrong int = true\n")),
    ("the error gone", edit(LIMIT, "\nvar wrong int = true\n", "")),
    ("the language", edit("go.mod", "go 1.26", "go 1.21")),
)


class Check:
    def __init__(self, work):
        self.work = work
        self.module = work / "module"
        self.passed, self.failures = 0, []
        self.environment = {k: v for k, v in os.environ.items() if k != "MAPGRAPH_CACHE"}
        # Where the go command keeps things does not move with XDG_CACHE_HOME.
        self.environment["GOCACHE"] = subprocess.check_output(["go", "env", "GOCACHE"], text=True).strip()

    def expect(self, good, what):
        self.passed += bool(good)
        if not good:
            self.failures.append(what)

    def run(self, *words, tool=BIN, **environment):
        return subprocess.run([tool / "mapgraph", *map(str, words)], cwd=self.module, capture_output=True,
                              env={**self.environment, **environment}, timeout=600)

    def results(self, *flags, tool=BIN, **environment):
        """Graph, findings and everything else that a user sees."""
        graph = self.work / "out.mg"
        graph.unlink(missing_ok=True)
        built = self.run("build", *PACKAGES, "-o", graph, *flags, tool=tool, **environment)
        found = self.run("check", *PACKAGES, "--json", "--show-possible", *flags, tool=tool, **environment)
        if built.returncode not in (0, 3) or found.returncode not in (0, 1, 3):
            sys.exit(built.stderr.decode() + found.stderr.decode())
        return (graph.read_bytes(), found.stdout, found.returncode, found.stderr)

    def same(self, what, cache, *flags, **environment):
        plain = self.results("--no-cache", *flags, **environment)
        first = self.results("--cache", cache, *flags, **environment)
        again = self.results("--cache", cache, *flags, **environment)
        self.expect(plain == first, f"{what}: differs from a run without a cache")
        self.expect(plain == again, f"{what}, again: differs from a run without a cache")
        return plain


def files(cache):
    return sorted(f for f in cache.rglob("*") if f.is_file())


def size(cache):
    return sum(f.stat().st_size for f in files(cache))


def check_changes(c):
    cache = c.work / "changes"
    before = None
    for what, change in CHANGES:
        change(c.module)
        plain = c.same(f"changed: {what}", cache)
        if what in ("a body", "a generic body", "a new file", "an error"):
            c.expect(plain[0] != before[0], f"changed: {what}: no effect on the graph, a test of nothing")
        before = plain
    for flags in (("--tests=false",), ("--accesses=variables",), ("--no-simplify",), ("--tags", "netgo")):
        c.same(f"with {' '.join(flags)}", cache, *flags)
    c.same("with GOFLAGS", cache, GOFLAGS="-tags=netgo")
    c.same("for another system", cache, GOOS="windows", CGO_ENABLED="0")


def damage(data, how, dice):
    if how == "empty" or not data:
        return b""
    place = dice.randrange(len(data))
    if how == "cut":
        return data[:place]
    return data[:place] + bytes([data[place] ^ (1 << dice.randrange(8))]) + data[place + 1:]


def check_damage(c, dice):
    cache = c.work / "damage"
    plain = c.results("--no-cache")
    for how in ("empty", "cut", "flipped", "flipped"):
        c.results("--cache", cache)
        for file in files(cache):
            file.write_bytes(damage(file.read_bytes(), how, dice))
        c.expect(c.results("--cache", cache) == plain, f"{how} files: another result")
        again = c.run("check", *PACKAGES, "--stats", "--cache", cache).stderr.decode()
        c.expect("solve" not in again, f"{how} files: not mended:\n{again}")


def check_parallel(c):
    cache = c.work / "parallel"
    plain = c.run("check", *PACKAGES, "--json", "--no-cache").stdout
    words = [BIN / "mapgraph", "check", *PACKAGES, "--json", "--cache", cache]
    runs = [subprocess.Popen(words, cwd=c.module, stdout=subprocess.PIPE, env=c.environment) for _ in range(4)]
    for r in runs:
        c.expect(r.communicate(timeout=600)[0] == plain, "runs at the same time: another result")
    c.expect(not list(cache.glob("*/new-*")), "runs at the same time leave unfinished files")


def check_killed(c, dice, kills=4):
    cache = c.work / "killed"
    plain = c.results("--no-cache")
    for _ in range(kills):
        run = subprocess.Popen([BIN / "mapgraph", "check", *PACKAGES, "--cache", cache], cwd=c.module,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=c.environment)
        time.sleep(dice.uniform(0.5, 4))
        run.kill()
        run.wait()
    c.expect(c.results("--cache", cache) == plain, "after runs that were killed: another result")


def check_limit(c):
    cache = c.work / "limited"
    plain = c.results("--no-cache")
    c.expect(c.results("--cache", cache, "--cache-limit", 1) == plain, "small cache: another result")
    c.expect(size(cache) <= 1 << 20, f"small cache: {size(cache)} bytes")
    c.results("--cache", cache)
    needed = files(cache)
    for flags in ("--no-simplify",), ("--accesses=variables",), ("--no-simplify", "--accesses=variables"):
        c.results("--cache", cache, *flags)
    kept = sorted(set(files(cache)) - set(needed))
    c.expect(size(cache) > 1 << 20, "the default limit is 1 MiB: a test of nothing")
    old, new = kept[::2], kept[1::2]
    for file in old:
        os.utime(file, (1, 1))
    edit(STORE, "len(s.sessions)", "len((s.sessions))")(c.module)
    c.run("check", *PACKAGES, "--cache", cache, "--cache-limit", 1)
    left = set(files(cache))
    c.expect(size(cache) <= 1 << 20, f"small cache, later: {size(cache)} bytes")
    c.expect(not left & set(old) or left >= set(new), "what was not used for longest is not removed first")


def check_command(c):
    cache = c.work / "home" / "mapgraph"
    c.run("check", *PACKAGES, XDG_CACHE_HOME=str(cache.parent))
    c.expect(len(files(cache)) > 20, "the default cache is not used")
    foreign = [cache / "notes.txt", cache / "ab" / "notes.txt", cache / "ab" / ("0" * 64), cache / "more" / "x.entry"]
    for file in foreign:
        file.parent.mkdir(exist_ok=True)
        file.write_text("not ours")
    shown = c.run("cache", XDG_CACHE_HOME=str(cache.parent)).stdout.decode()
    c.expect(str(cache) in shown and re.search(r"[1-9]\d+ module graphs, 1 solved", shown), "cache: " + shown)
    c.run("cache", "clean", XDG_CACHE_HOME=str(cache.parent))
    c.expect(files(cache) == sorted(foreign), "clean: what is ours stays, or what is not goes")
    c.run("check", *PACKAGES, "--no-cache", XDG_CACHE_HOME=str(cache.parent))
    c.expect(files(cache) == sorted(foreign), "--no-cache: something is kept")
    read_only = c.work / "file"
    read_only.write_text("")
    quiet = c.run("check", *PACKAGES, XDG_CACHE_HOME=str(read_only))
    c.expect(quiet.returncode == 1 and not quiet.stderr, "no place for a cache: " + quiet.stderr.decode())


def check_identity(c):
    """Another front end is another key, whatever its name says."""
    cache, other = c.work / "identity", c.work / "bin"
    other.mkdir()
    for name in ("mapgraph", "mapgraph-go"):
        shutil.copy(BIN / name, other / name)
    c.results("--cache", cache)
    before = len(files(cache))
    c.results("--cache", cache, tool=other)
    c.expect(len(files(cache)) == before, "a copy of the tool does not share the cache")
    with open(other / "mapgraph-go", "ab") as out:
        out.write(b"x")
    c.results("--cache", cache, tool=other)
    # The same module graphs have the same solved program and solution.
    c.expect(len(files(cache)) == 2 * before - 2, "another front end uses what the first has kept")


def check_solutions(c):
    """What a solution does not depend on does not lead to a new one."""
    cache = c.work / "solutions"
    graph = c.same("solutions: before", cache)[0]
    kept = len(list(cache.rglob("*.solution")))
    c.expect(kept == 1, f"{kept} solutions of one program")
    for what, change, more in (
        ("lines", edit(STORE, "package session", "\n\n\npackage session"), 0),
        ("dead code", edit(STORE, "func (s *Store) Len",
                           "func (s *Store) drop() { clear(s.sessions) }\n\nfunc (s *Store) Len"), 0),
        ("a lock less", edit(LIMIT, "s.mu.Lock()", ""), 1),
    ):
        change(c.module)
        before, graph = graph, c.same(f"solutions: {what}", cache)[0]
        c.expect(before != graph, f"solutions: {what}: no effect on the graph, a test of nothing")
        kept += more
        found = len(list(cache.rglob("*.solution")))
        c.expect(found == kept, f"solutions: {what}: {found}, not {kept}")


def check_cost(c, ratio):
    cache = c.work / "cost"
    seconds = []
    for _ in range(2):
        start = time.monotonic()
        c.run("check", *PACKAGES, "--cache", cache)
        seconds.append(time.monotonic() - start)
    print(f"first {seconds[0]:.2f} s, unchanged {seconds[1]:.2f} s, {seconds[1] / seconds[0]:.1%}")
    c.expect(seconds[1] <= ratio * seconds[0], "an unchanged run costs too much")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--max-ratio", type=float, default=0.3)
    parser.add_argument("--only", help="one of the checks")
    options = parser.parse_args()
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="mapgraph-cache-") as work:
        c = Check(pathlib.Path(work))
        shutil.copytree(ROOT / "testdata" / "demo", c.module)
        (c.module / "internal/user").mkdir()
        (c.module / "internal/user/user.go").write_text(USER)
        checks = {
            "cost": lambda: check_cost(c, options.max_ratio),
            "command": lambda: check_command(c),
            "damage": lambda: check_damage(c, dice),
            "parallel": lambda: check_parallel(c),
            "killed": lambda: check_killed(c, dice),
            "identity": lambda: check_identity(c),
            "limit": lambda: check_limit(c),
            "solutions": lambda: check_solutions(c),
            "changes": lambda: check_changes(c),
        }
        for name, check in checks.items():
            if options.only in (None, name):
                check()
    print("\n".join(c.failures))
    print(f"{c.passed} passed, {len(c.failures)} failed")
    return 1 if c.failures else 0


if __name__ == "__main__":
    sys.exit(main())
