"""The lit suite: .ll and .test files anywhere in testdata/."""

import os
import shutil
import sys

import lit.formats

root = os.path.dirname(config.test_source_root or os.path.dirname(__file__))
build = os.environ.get("MAPGRAPH_BUILD", os.path.join(root, "build"))

config.name = "mapgraph"
config.test_format = lit.formats.ShTest(execute_external=True)
config.suffixes = [".ll", ".test"]
config.excludes = ["fuzz", "demo", "patterns", "bench", "realworld", "Inputs"]
config.test_source_root = os.path.join(root, "testdata")
config.test_exec_root = os.path.join(build, "lit")

llvm = "/usr/lib/llvm-19/bin"
config.environment["PATH"] = os.pathsep.join(
    [os.path.join(build, "bin"), llvm, os.environ["PATH"]])
for name in ("HOME", "GOCACHE", "GOMODCACHE", "GOPATH", "GOPROXY", "GOFLAGS", "GONOSUMDB",
             "GOSUMDB", "GONOSUMCHECK", "TMPDIR", "ASAN_OPTIONS", "LD_PRELOAD"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

# Not where the user's own runs keep what they compute.
config.environment["MAPGRAPH_CACHE"] = os.path.join(config.test_exec_root, "cache")

plugin = os.path.join(build, "lib", "libMapGraph.so")
embed = os.path.join(build, "lib", "libMapGraphEmbed.so")
config.substitutions += [
    ("%mapgraph", plugin),
    ("%opt", f"opt-19 -load-pass-plugin={plugin}"),
    ("%clang", f"clang-19 -g -fpass-plugin={embed}"),
    ("%testdata", config.test_source_root),
    ("%python", sys.executable),
]
for feature, needed in {
    "tool": os.path.join(build, "bin", "mapgraph"),
    "go": os.path.join(build, "bin", "mapgraph-go"),
    "plugin": plugin,
    "embed": embed,
}.items():
    if os.path.exists(needed):
        config.available_features.add(feature)
if shutil.which("sqlite3"):
    config.available_features.add("sqlite3")
