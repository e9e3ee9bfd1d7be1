#!/usr/bin/env bash
# Unit tests and the saved fuzzing corpus under AddressSanitizer and UBSan.
set -euo pipefail
. "$(dirname "$0")/env.sh"
cd "$ROOT"
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1
cmake --preset asan -Wno-dev >/dev/null
nice ninja -C build-asan
exec ctest --test-dir build-asan --output-on-failure --no-tests=error -LE lit -j2
