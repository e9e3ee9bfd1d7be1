#!/usr/bin/env bash
# Every source is as its formatter writes it.
set -euo pipefail
. "$(dirname "$0")/env.sh"
cd "$ROOT"

git ls-files -z -- '*.cpp' '*.h' '*.c' ':!testdata' |
  xargs -0r clang-format-19 --dry-run -Werror
unformatted=$(git ls-files -z -- 'frontend/*.go' ':!frontend/**/testdata' |
  xargs -0r gofmt -l)
if [ -n "$unformatted" ]; then
  echo "gofmt would change: $unformatted"
  exit 1
fi
