#!/usr/bin/env bash
# Builds the release preset: build/bin/mapgraph, build/bin/mapgraph-go and the
# plugins in build/lib.
set -euo pipefail
. "$(dirname "$0")/env.sh"
cd "$ROOT"
cmake --preset release -Wno-dev >/dev/null
nice ninja -C build
if [ -f frontend/go.mod ]; then scripts/build-frontend.sh; fi
