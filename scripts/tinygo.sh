#!/usr/bin/env bash
# Compiles the samples of frontend/testdata/go with TinyGo and compares what is
# found in them with what is found in our own lowering. TinyGo is built from its
# Go module once and kept in build/tinygo.
set -euo pipefail
. "$(dirname "$0")/env.sh"

VERSION=v0.41.1
NEWEST_GO=26 # that this version takes
samples=$ROOT/frontend/testdata/go
work=$ROOT/build/tinygo
home=$work/$VERSION
# Go installs modules without write permission; the copies are ours.
export GOFLAGS="-modcacherw ${GOFLAGS:-}"

if [ "$(go_minor go)" -gt "$NEWEST_GO" ]; then
  export GOTOOLCHAIN=go${GO_TOOLCHAIN#*-go}
  GOTOOLCHAIN=${GOTOOLCHAIN%.linux-amd64}
fi

build_tinygo() {
  rm -rf "$home"
  mkdir -p "$home/module" "$home/root"
  cd "$home/module"
  cat >go.mod <<EOF
module mapgraph.test/tinygo

go 1.24

require github.com/tinygo-org/tinygo $VERSION
EOF
  nice go build -mod=mod -tags=llvm19 -o ../tinygo.new github.com/tinygo-org/tinygo
  # TinyGo links the packages of its root into a tree of its own and does not
  # follow links there, so the root is a copy. The module lacks src/net.
  cp -r "$(go list -mod=mod -m -f '{{.Dir}}' github.com/tinygo-org/tinygo)/src" ../root/
  chmod -R u+w ../root
  mkdir -p ../root/src/net
  # A target without a C library: only IR is made.
  cat >../host.json <<'EOF'
{"llvm-target": "x86_64-unknown-linux", "cpu": "x86-64", "goos": "linux",
 "goarch": "amd64", "build-tags": ["linux", "amd64"], "gc": "leaking",
 "scheduler": "tasks", "default-stack-size": 65536}
EOF
  mv ../tinygo.new ../tinygo
}

if [ ! -x "$home/tinygo" ]; then (build_tinygo); fi

rm -rf "$work/ir"
mkdir -p "$work/ir"
cd "$samples"
for sample in */; do
  sample=${sample%/}
  # What is printed is the program before any pass; the output file, which
  # TinyGo wants, has lost functions and initialisers.
  TINYGOROOT=$home/root nice timeout 120 "$home/tinygo" build -target="$home/host.json" \
    -opt=0 -internal-printir -o "$work/ir/discard.bc" "./$sample" \
    >"$work/ir/$sample.ll" 2>"$work/ir/$sample.log" || rm -f "$work/ir/$sample.ll"
done
rm -f "$work/ir/discard.bc"

exec python3 "$ROOT/scripts/tinygo-compare.py" "$samples" "$work/ir"
