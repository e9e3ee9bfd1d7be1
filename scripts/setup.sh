#!/usr/bin/env bash
# Installs what the build needs on Debian 12: packages that are missing, those
# that are named (which only some tests need) included, and a Go that is new
# enough (as a Go module) when the machine has none.
set -euo pipefail
. "$(dirname "$0")/env.sh"

packages=(
  clang-19 llvm-19-dev llvm-19-tools lld-19 clang-format-19 clang-tidy-19 libclang-rt-19-dev
  libclang-19-dev
  gcc g++ cmake ninja-build make ccache git file pkg-config binutils
  libboost-graph-dev libgtest-dev librapidcheck-dev libbenchmark-dev
  libcli11-dev libgraphviz-dev libsqlite3-dev sqlite3 nlohmann-json3-dev
  libflatbuffers-dev flatbuffers-compiler libxxhash-dev libtbb-dev libzstd-dev
  libexpected-dev libroaring-dev libyaml-cpp-dev fonts-dejavu-core python3
  python3-venv python3-yaml
  ca-certificates
  "$@"
)

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null |
    grep -q 'ok installed' || missing+=("$package")
done
if [ "$(go_minor go)" -lt "$GO_MINIMUM" ] && ! command -v go >/dev/null; then
  missing+=(golang-go) # old, but it can fetch the new one
fi
if [ ${#missing[@]} -gt 0 ]; then
  echo "setup: installing ${missing[*]}" >&2
  sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -q >&2
  $sudo env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
fi

if [ "$(go_minor go)" -lt "$GO_MINIMUM" ]; then
  echo "setup: fetching $GO_TOOLCHAIN" >&2
  (cd / && GOFLAGS=-modcacherw go mod download "$GO_TOOLCHAIN")
  goroot="${GOMODCACHE:-$(go env GOMODCACHE)}/$GO_TOOLCHAIN"
  chmod +x "$goroot"/bin/* "$goroot"/pkg/tool/*/*
fi
