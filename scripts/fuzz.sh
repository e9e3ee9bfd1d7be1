#!/usr/bin/env bash
# Looks for new crashes of the readers for a minute each, from the saved corpus.
set -euo pipefail
. "$(dirname "$0")/env.sh"
cd "$ROOT"
cmake --preset fuzz -Wno-dev >/dev/null
nice ninja -C build-fuzz
for fuzzer in build-fuzz/bin/*Fuzzer; do
  name=$(basename "$fuzzer")
  mkdir -p "build-fuzz/corpus/$name"
  "$fuzzer" -max_total_time=60 -max_len=4096 -rss_limit_mb=4096 \
    "build-fuzz/corpus/$name" "testdata/fuzz/$name"
done
