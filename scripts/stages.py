"""The stages of the check, in order."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Stage:
    name: str
    command: str  # for bash, in the root of the repository
    minutes: float  # the time limit
    inputs: tuple = ()  # globs; the stage is left out when one matches nothing
    gate: bool = False  # without it no other stage makes sense
    long: bool = False  # only in check --long


GO_TEST = (
    '. scripts/frontend-env.sh && cd frontend && '
    'go test -tags "$FRONTEND_TAGS" ./...'
)
GO_VET = (
    '. scripts/frontend-env.sh && cd frontend && '
    'go vet -tags "$FRONTEND_TAGS" ./...'
)
# Hundreds of small programs share the graphs of the standard library.
CACHED = 'rm -rf "$ROOT/build/cache"; export MAPGRAPH_CACHE="$ROOT/build/cache"; '
# The sets are complete; each program is written in one shape, in the long check
# in all of them.
ORACLE = (
    "check() { build/bin/mapgraph-oracle check -j2 --rates testdata/oracle/rates.txt $*; }; "
    "check --set locks && check --set names --all-shapes && check --set primitives && "
    "check --set random --count 60000 && "
    "build/bin/mapgraph-oracle known testdata/oracle/known.txt"
)
ORACLE_ALL = (
    "check() { build/bin/mapgraph-oracle check -j2 --rates testdata/oracle/rates.txt $*; }; "
    "check --set locks --all-shapes && check --set primitives --all-shapes && "
    "check --set random --seed 2 --count 1000000 && "
    "python3 scripts/oracle-go.py --set primitives --every 100 --tool && "
    "python3 scripts/oracle-go.py --set random --count 20000 --race 20"
)
TOOL = (
    "cli/CMakeLists.txt",
    "frontend/go.mod",
    "graph/solve/Solve.h",
    "graph/io/Sqlite.h",
    "passes/CMakeLists.txt",
)

STAGES = (
    Stage("build", "scripts/build.sh", 30, gate=True),
    Stage("layers", "python3 scripts/layering.py", 1),
    Stage("symbols", "python3 scripts/symbols.py", 1),
    Stage("format", "scripts/format.sh", 3),
    Stage("vet", GO_VET, 10, ("frontend/go.mod",)),
    Stage("tidy", "scripts/tidy.sh", 20),
    Stage(
        "unit",
        "ctest --test-dir build --output-on-failure --no-tests=error -LE lit -j2",
        15,
        ("graph/**/*Test.cpp",),
    ),
    Stage("oracle", ORACLE, 15, ("graph/oracle/Main.cpp",)),
    Stage("oracle-all", ORACLE_ALL, 60, ("graph/oracle/Main.cpp",), long=True),
    Stage(
        "oracle-go",
        "python3 scripts/oracle-go.py --set primitives --every 1000 --tool --race 20",
        15,
        TOOL + ("scripts/oracle-go.py",),
    ),
    Stage("frontend", GO_TEST, 20, ("frontend/go.mod", "frontend/**/*_test.go")),
    Stage("lit", "scripts/lit.sh", 15, ("testdata/lit.cfg.py",)),
    Stage(
        "patterns",
        "python3 scripts/corpus.py --check && "
        + CACHED + "python3 scripts/verdicts.py testdata/patterns && "
        "mapgraph score testdata/patterns/corpus.yaml --min-precision 0.9 --min-recall 0.75",
        20,
        TOOL + ("scripts/verdicts.py", "testdata/patterns"),
    ),
    Stage(
        "native",
        "python3 scripts/native.py",
        10,
        TOOL + ("scripts/native.py", "testdata/native/*.cpp", "testdata/kernel/*.c"),
    ),
    Stage("racesuite", "python3 scripts/racesuite.py", 15, TOOL + ("scripts/racesuite.py",)),
    Stage("demo", "scripts/demo.sh", 15, TOOL + ("testdata/demo/go.mod",)),
    Stage(
        "agreement",
        "python3 scripts/agreement.py testdata/demo ./... && "
        "python3 scripts/agreement.py frontend/testdata/go ./...",
        10,
        TOOL + ("scripts/agreement.py", "testdata/demo/go.mod"),
    ),
    Stage("badinput", "python3 scripts/badinput.py", 15, TOOL + ("scripts/badinput.py",)),
    Stage(
        "determinism",
        "python3 scripts/determinism.py",
        15,
        TOOL + ("scripts/determinism.py", "testdata/demo/go.mod"),
    ),
    Stage("cache", "python3 scripts/cache.py", 15, TOOL + ("scripts/cache.py",)),
    Stage(
        "batch",
        "python3 scripts/batch-kill.py --modules 24 --kills 3 --max-ratio 0.5",
        5,
        TOOL + ("scripts/batch-kill.py",),
    ),
    Stage(
        "batch-long",
        "python3 scripts/batch-kill.py",
        30,
        TOOL + ("scripts/batch-kill.py",),
        long=True,
    ),
    Stage(
        "bazel",
        "scripts/setup.sh bazel-bootstrap && python3 scripts/bazel.py",
        20,
        TOOL + ("scripts/bazel.py", "bazel/mapgraph.bzl"),
        long=True,
    ),
    Stage(
        "tinygo",
        "scripts/tinygo.sh",
        10,
        TOOL + ("scripts/tinygo.sh", "scripts/tinygo-compare.py"),
    ),
    Stage("dist", "scripts/dist.sh && scripts/test-dist.sh", 15, TOOL + ("scripts/dist.sh",)),
    Stage("asan", "scripts/asan.sh", 30, ("graph/**/*Test.cpp",)),
    Stage("fuzz", "scripts/fuzz.sh", 30, ("testdata/fuzz",), long=True),
    Stage(
        "realworld",
        "python3 scripts/realworld.py",
        120,
        TOOL + ("testdata/realworld/modules.txt",),
        long=True,
    ),
    Stage("bench", "python3 scripts/bench.py", 120, TOOL + ("scripts/bench.py",), long=True),
)
