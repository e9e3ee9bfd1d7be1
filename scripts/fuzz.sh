#!/usr/bin/env bash
# Looks for new crashes of the readers from the saved corpus, FUZZ_SECONDS each
# (default: a minute).
set -euo pipefail
. "$(dirname "$0")/env.sh"
cd "$ROOT"
cmake --preset fuzz -Wno-dev >/dev/null
mapfile -t names < <(ls testdata/fuzz | grep 'Fuzzer$')
nice ninja -C build-fuzz "${names[@]}"
for name in "${names[@]}"; do
  fuzzer=build-fuzz/bin/$name
  mkdir -p "build-fuzz/corpus/$name"
  log=build-fuzz/$name.log
  if ! "$fuzzer" -max_total_time="${FUZZ_SECONDS:-60}" -max_len=8192 -rss_limit_mb=4096 \
    -artifact_prefix=build-fuzz/ "build-fuzz/corpus/$name" \
    "testdata/fuzz/$name" 2>"$log"; then
    # LLVM's parser of IR text crashes on some inputs; the command survives that
    # (cli/Interrupt.cpp). What counts here is what happens behind it.
    if grep -q 'llvm::LLParser::Run' "$log"; then
      echo "$name: stopped by LLVM's own parser after" \
        "$(grep -c '' "$log") lines of log"
      continue
    fi
    cat "$log"
    exit 1
  fi
  tail -1 "$log"
done
