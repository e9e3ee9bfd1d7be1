#!/usr/bin/env bash
# clang-tidy over our sources, with the few checks of .clang-tidy. Flags come
# from the compilation database of the release build; files of parts that are
# not built are not in it.
set -euo pipefail
. "$(dirname "$0")/env.sh"
cd "$ROOT"
python3 - build/compile_commands.json <<'END' |
import json, sys
for file in sorted({e["file"] for e in json.load(open(sys.argv[1]))}):
    if file.endswith(".cpp") and not file.endswith("Test.cpp"):
        print(file)
END
  nice xargs -P 2 -n 4 clang-tidy-19 -p build --quiet --extra-arg=-Wno-unknown-warning-option
