# Sourced by the other scripts: the root of the repository, and a Go that is
# new enough first on the PATH.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export ROOT
GO_MINIMUM=26
GO_TOOLCHAIN=golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64

# The minor version of a Go command, 0 when it cannot be run.
go_minor() {
  "$1" env GOVERSION 2>/dev/null | sed -nE 's/^go1\.([0-9]+).*/\1/p' | grep . || echo 0
}

for candidate in "$(command -v go || true)" /usr/local/go/bin/go \
  "${GOMODCACHE:-${GOPATH:-$HOME/go}/pkg/mod}/$GO_TOOLCHAIN/bin/go"; do
  if [ -x "$candidate" ] && [ "$(go_minor "$candidate")" -ge "$GO_MINIMUM" ]; then
    PATH="$(dirname "$candidate"):$PATH"
    break
  fi
done
PATH="$ROOT/build/bin:$PATH"
export PATH
# What the tool keeps in tests is not the user's.
export MAPGRAPH_CACHE="${MAPGRAPH_CACHE:-$ROOT/build/cache}"
