#!/usr/bin/env bash
# Runs the lit suite of testdata/ with the lit that comes with LLVM.
set -euo pipefail
. "$(dirname "$0")/env.sh"
cd "$ROOT"
exec python3 /usr/lib/llvm-19/build/utils/lit/lit.py -v --timeout 300 -j2 "$@" testdata
