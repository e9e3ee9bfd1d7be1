#!/usr/bin/env bash
# Builds build/bin/mapgraph-go: the Go front end with the extraction library
# linked in.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. "$ROOT/scripts/frontend-env.sh"
cd "$ROOT/frontend"

main=.
if [ -d cmd/mapgraph-go ]; then main=./cmd/mapgraph-go; fi
go build -tags "$FRONTEND_TAGS" -ldflags "$FRONTEND_LDFLAGS" \
  -o "$ROOT/build/bin/mapgraph-go" "$main"
