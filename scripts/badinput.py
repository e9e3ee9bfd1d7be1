#!/usr/bin/env python3
"""Bad input, and odd but good input: one clear line and the right exit code.

Every case is made here in a temporary folder and given to `mapgraph check`.
"""

import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import testcache  # noqa: F401

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOL = ROOT / "build" / "bin" / "mapgraph"
VENV = ROOT / "build" / "venv"
LLVMLITE = "llvmlite==0.45.1"  # carries LLVM 20, which is newer than ours

GO_MOD = "module example.org/m\n\ngo 1.22\n"
PLAIN_IR = """\
declare ptr @f(ptr)
define ptr @main(ptr %p) {
  %q = call ptr @f(ptr %p)
  ret ptr %q
}
"""
MAIN_GO = """\
package main

var m = map[string]int{}

func main() {
	go func() { m["a"] = 1 }()
	m["b"] = 2
}
"""

CASES = []


def case(expected_code, expected_stderr, arguments):
    """Registers a function that fills the folder; stderr must match the
    regular expression as a whole."""

    def register(function):
        CASES.append((function.__name__, function, expected_code, expected_stderr, arguments))
        return function

    return register


def run(arguments, folder, **options):
    return subprocess.run(
        [TOOL, *arguments], cwd=folder, capture_output=True, text=True,
        errors="replace", timeout=300, stdin=subprocess.DEVNULL, **options,
    )


def put(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def assemble(folder, text, name):
    subprocess.run(["llvm-as-19", "-o", name, "-"], input=text.encode(), cwd=folder, check=True)


UNKNOWN_KIND = ("not LLVM bitcode, LLVM IR text, a .mg file, an object file or "
                "an executable")
NO_DEBUG = (": no debug information: operations have no positions "
            r"\(compile with -g\)\n")


@case(3, r"none\.bc: no such file\n", ["none.bc"])
def missing_file(folder):
    pass


@case(3, r"empty\.bc: empty file\n", ["empty.bc"])
def empty_file(folder):
    put(folder, {"empty.bc": ""})


@case(3, r"cut\.bc: broken bitcode: [^\n]+\n", ["cut.bc"])
def truncated_bitcode(folder):
    assemble(folder, PLAIN_IR, "whole.bc")
    data = (folder / "whole.bc").read_bytes()
    put(folder, {"cut.bc": data[: len(data) // 2]})


@case(3, r"newer\.bc: bitcode written by LLVM20\.[\d.]+, but this tool reads "
         r"bitcode up to LLVM19\.[\d.]+\n", ["newer.bc"])
def newer_bitcode(folder):
    if not (VENV / "bin" / "pip").exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    subprocess.run([VENV / "bin" / "pip", "install", "-q", LLVMLITE], check=True)
    program = ("import llvmlite.binding as b; m = b.parse_assembly('define i32 @f() "
               "{ ret i32 0 }'); open('newer.bc', 'wb').write(m.as_bitcode())")
    subprocess.run([VENV / "bin" / "python", "-c", program], cwd=folder, check=True)


@case(3, rf"text\.bc: {UNKNOWN_KIND}\n", ["text.bc"])
def text_named_bitcode(folder):
    put(folder, {"text.bc": "This is no bitcode.\n"})


@case(3, r"bad\.ll:3:3: [^\n]+\n", ["bad.ll"])
def broken_ir_text(folder):
    put(folder, {"bad.ll": "define void @f() {\nentry:\n  nonsense\n}\n"})


@case(3, r"random\.mg: [^\n]*F1[^\n]*\n", ["random.mg"])
def random_bytes_named_mg(folder):
    put(folder, {"random.mg": random.Random(1).randbytes(4096)})


@case(0, r"", ["good.mg"])
def flipped_bit(folder):
    """Each of 200 flipped bits is told; the untouched file is good."""
    put(folder, {"good.ll": PLAIN_IR})
    built = run(["build", "good.ll", "-o", "good.mg"], folder)
    if built.returncode:
        raise AssertionError(f"build failed: {built.stderr}")
    data = (folder / "good.mg").read_bytes()
    dice = random.Random(2)
    for position in dice.sample(range(len(data)), min(200, len(data))):
        broken = bytearray(data)
        broken[position] ^= 1 << dice.randrange(8)
        put(folder, {"flipped.mg": bytes(broken)})
        result = run(["check", "flipped.mg"], folder)
        if result.returncode != 3 or not re.fullmatch(r"flipped\.mg: [^\n]+\n", result.stderr):
            raise AssertionError(
                f"bit in byte {position}: code {result.returncode}, {result.stderr!r}")


@case(0, "plain.ll" + NO_DEBUG, ["plain.ll"])
def no_debug_information(folder):
    put(folder, {"plain.ll": PLAIN_IR})


@case(0, "lib.ll" + NO_DEBUG, ["lib.ll"])
def ir_without_main(folder):
    put(folder, {"lib.ll": "define void @g() {\n  ret void\n}\n"})


@case(0, "big.ll" + NO_DEBUG, ["big.ll"])
def function_of_100000_blocks(folder):
    blocks = "".join(
        f"b{i}:\n  call void @g()\n  br i1 %c, label %b{i + 1}, label %b{max(1, i - 7)}\n"
        for i in range(1, 100_000))
    put(folder, {"big.ll": "declare void @g()\ndefine void @f(i1 %c) {\nb0:\n"
                           f"  br label %b1\n{blocks}b100000:\n  ret void\n}}\n"})


@case(0, "rec.ll" + NO_DEBUG, ["rec.ll"])
def recursive_types_in_ir(folder):
    put(folder, {"rec.ll": "%t = type { ptr, [2 x %u] }\n%u = type { ptr, i64 }\n"
                           "@a = global %t { ptr @a, [2 x %u] zeroinitializer }\n"
                           "define ptr @f(ptr %p) {\n  %q = getelementptr %t, ptr %p, "
                           "i64 0, i32 1, i64 1\n  ret ptr %q\n}\n"})


@case(0, r"", ["./..."])
def recursive_types_in_go(folder):
    put(folder, {"go.mod": GO_MOD, "a.go": """\
package m

type T map[string]T
type L struct {
	next *L
	all  map[string]*L
	f    func(L) L
}
type I interface{ M() I }

func New() *L { return &L{all: map[string]*L{}} }

func Use(t T, l *L, i I) { t["a"] = t; l.all["x"] = l.next; _ = i.M() }
"""})


@case(0, r"", ["./..."])
def go_without_main(folder):
    put(folder, {"go.mod": GO_MOD, "a.go": "package m\n\nfunc F() {}\n"})


@case(3, r"/[^\n:]*/a\.go:3:8: [^\n]*example\.org/none[^\n]*\n", ["./..."])
def unresolved_import(folder):
    put(folder, {"go.mod": GO_MOD, "a.go": 'package m\n\nimport "example.org/none"\n\n'
                                           "func F() { none.G() }\n"})


@case(3, r"/[^\n:]*/a\.go:3:\d+: [^\n]+\n", ["./..."])
def go_syntax_error(folder):
    put(folder, {"go.mod": GO_MOD, "a.go": "package m\n\nfunc F( {\n}\n"})


@case(3, r"/[^\n:]*/a\.go:3:\d+: [^\n]*undefined: G\n", ["./..."])
def go_type_error(folder):
    put(folder, {"go.mod": GO_MOD, "a.go": "package m\n\nfunc F() { G() }\n"})


@case(3, r"/[^\n:]*/bad/a\.go:3:\d+: [^\n]+\n", ["./..."])
def good_packages_beside_a_broken_one(folder):
    put(folder, {"go.mod": GO_MOD, "main.go": MAIN_GO, "bad/a.go": "package bad\n\nfunc {\n"})


@case(3, r"[^\n]*1\.99[^\n]*1\.\d\d[^\n]*\n", ["./..."])
def module_of_a_newer_go(folder):
    put(folder, {"go.mod": "module example.org/m\n\ngo 1.99\n", "main.go": MAIN_GO})


@case(3, rf"notes\.txt: {UNKNOWN_KIND}\n", ["notes.txt"])
def unknown_kind(folder):
    put(folder, {"notes.txt": "notes\n"})


@case(3, r"plain\.o: no embedded map graph \(section \.mapgraph\); compile it "
         r"with the embedding plugin\n", ["plain.o"])
def object_without_graph(folder):
    put(folder, {"a.c": "int x;\n"})
    subprocess.run(["clang-19", "-c", "a.c", "-o", "plain.o"], cwd=folder, check=True)


@case(2, r"mapgraph: [^\n]+\n", ["--no-such-option"])
def unknown_option(folder):
    pass


@case(3, r"pattern \./\.\.\.: [^\n]+\(start in the folder of the module, or with -C FOLDER\)\n", [])
def no_inputs_outside_of_a_module(folder):
    pass


@case(3, r"no Go files in [^\n]+\(\./\.\.\. means all packages below\)\n", ["."])
def module_without_go_files(folder):
    put(folder, {"go.mod": GO_MOD})


def settings_case(name, text, message):
    """A module whose settings are broken: one line with a place, exit code 2."""

    @case(2, rf"\.mapgraph\.yaml:{message}\n", ["./..."])
    def broken(folder):
        put(folder, {"go.mod": GO_MOD, "main.go": MAIN_GO, ".mapgraph.yaml": text})

    CASES[-1] = (f"settings_{name}", *CASES[-1][1:])


settings_case("unknown_key", "tests: true\nfoo: 1\n", "2: unknown key: foo")
settings_case("wrong_type", "\nexclude: {a: b}\n", "2: expected a list of path patterns")
settings_case("wrong_value", "min-confidence: 2\n", r"1: --min-confidence: [^\n]+")
settings_case("unknown_rule", "rules:\n  MG999: off\n", "2: no such rule: MG999")
settings_case("broken_yaml", "exclude: [a\n", r"\d+: [^\n]+")
settings_case("no_map", "just text\n", "1: expected keys with values")
settings_case("deep", "[" * 100_000, r"\d+: [^\n]+")
settings_case("cyclic", "tests: &a [*a]\n", "1: expected true or false")
settings_case("aliases", "a: &a [x, x]\n" + "".join(
    f"{chr(b)}: &{chr(b)} [*{chr(b - 1)}, *{chr(b - 1)}]\n" for b in range(ord("b"), ord("z"))),
    "1: unknown key: a")
settings_case("binary", random.Random(3).randbytes(4096), r"\d+: [^\n]+")
settings_case("large", "#" * (2 << 20), "1: too large for a file of settings")


@case(2, r"none\.yaml: no such file\n", ["./...", "--config", "none.yaml"])
def no_settings(folder):
    put(folder, {"go.mod": GO_MOD, "main.go": MAIN_GO})


@case(2, r"\.mapgraph\.yaml: not a regular file\n", ["./..."])
def settings_that_are_a_folder(folder):
    put(folder, {"go.mod": GO_MOD, ".mapgraph.yaml/x": ""})


@case(3, r"b\.json:2: not a baseline: broken JSON\n", ["./...", "--baseline", "b.json"])
def broken_baseline(folder):
    put(folder, {"go.mod": GO_MOD, "main.go": MAIN_GO, "b.json": '{"format":\n}'})


@case(3, r"b\.json:1: written by another version of mapgraph[^\n]*\n",
      ["./...", "--baseline", "b.json"])
def newer_baseline(folder):
    put(folder, {"go.mod": GO_MOD, "main.go": MAIN_GO,
                 "b.json": '{"format": "mapgraph-baseline", "version": 99}'})


@case(3, r"b\.json:1: not a baseline: broken JSON\n", ["./...", "--baseline", "b.json"])
def binary_baseline(folder):
    put(folder, {"go.mod": GO_MOD, "main.go": MAIN_GO,
                 "b.json": random.Random(4).randbytes(4096)})


@case(3, r"cannot write none/b\.json: [^\n]+\n", ["./...", "--write-baseline", "none/b.json"])
def baseline_that_cannot_be_written(folder):
    put(folder, {"go.mod": GO_MOD, "main.go": MAIN_GO})


@case(2, r"--new-from: git: not a git repository[^\n]*\n", ["./...", "--new-from", "HEAD"])
def no_repository(folder):
    put(folder, {"go.mod": GO_MOD, "main.go": MAIN_GO})


@case(1, r"", ["prog.mg"])
def sources_that_changed_since(folder):
    put(folder, {"go.mod": GO_MOD, "main.go": MAIN_GO})
    built = run(["build", "./...", "-o", "prog.mg"], folder)
    if built.returncode:
        raise AssertionError(f"build failed: {built.stderr}")
    put(folder, {"main.go": b"/* mapgraph:ignore\xff `'\"" + random.Random(5).randbytes(4096)})


def check_case(function, code, stderr, arguments, folder):
    function(folder)
    result = run(["check", *arguments], folder)
    if result.returncode != code:
        return f"exit code {result.returncode}, not {code}: {result.stderr[-500:]!r}"
    if not re.fullmatch(stderr, result.stderr):
        return f"stderr {result.stderr[:500]!r} is not {stderr!r}"
    if function is good_packages_beside_a_broken_one and "[MG001" not in result.stdout:
        return f"the good package was not analysed: {result.stdout!r}"
    return None


def interrupt(folder):
    """SIGINT in the middle of the work: 130, and nothing left behind."""
    put(folder, {"go.mod": GO_MOD, "main.go": MAIN_GO.replace(
        "package main\n", 'package main\n\nimport _ "net/http"\n'), "tmp/x": ""})
    process = subprocess.Popen(
        [TOOL, "check", "./..."], cwd=folder, start_new_session=True,
        env={**os.environ, "TMPDIR": str(folder / "tmp")},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    code = process.wait(timeout=60)
    if code != 130:
        return f"exit code {code}, not 130"
    left = [p.name for p in (folder / "tmp").iterdir() if p.name.startswith("mapgraph-")]
    return f"temporary files left: {left}" if left else None


def main():
    passed, failures = 0, []
    cases = [(name, lambda f, c=(fn, code, err, args): check_case(*c, f))
             for name, fn, code, err, args in CASES]
    for name, check in [*cases, ("interrupt", interrupt)]:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="mapgraph-badinput-"))
        try:
            problem = check(folder)
        except (AssertionError, OSError, subprocess.SubprocessError) as error:
            problem = str(error)
        finally:
            shutil.rmtree(folder)
        if problem:
            failures.append(f"{name}: {problem}")
        else:
            passed += 1
    print("\n".join(failures))
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
