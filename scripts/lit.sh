#!/usr/bin/env bash
# Runs the lit suite of testdata/ through ctest.
set -euo pipefail
. "$(dirname "$0")/env.sh"
exec ctest --test-dir "$ROOT/build" --output-on-failure --no-tests=error -L lit "$@"
