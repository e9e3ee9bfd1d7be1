#!/usr/bin/env bash
# The tarball works where only Go is installed: it is unpacked into a folder
# which holds Go, the demo and a temporary folder, and run there after chroot.
set -euo pipefail
. "$(dirname "$0")/env.sh"
cd "$ROOT"
bare=$(mktemp -d "${TMPDIR:-/tmp}/mapgraph-bare-XXXXXX")
trap 'chmod -R u+w "$bare"; rm -rf "$bare"' EXIT
mkdir -p "$bare"/{usr/local,opt,tmp,root,dev}
cp -a "$(go env GOROOT)" "$bare/usr/local/go"
cp -a testdata/demo "$bare/demo"
tar -C "$bare/opt" -xzf dist/mapgraph-*.tar.gz
mv "$bare"/opt/mapgraph-* "$bare/opt/mapgraph"
mknod -m 666 "$bare/dev/null" c 1 3 2>/dev/null || : >"$bare/dev/null"

enter=("$(command -v chroot)")
[ "$(id -u)" = 0 ] || enter=("$(command -v unshare)" --user --map-root-user "${enter[@]}")
in_bare() {
  env -i HOME=/root PATH=/usr/local/go/bin GOROOT=/usr/local/go GOPROXY=off \
    "${enter[@]}" "$bare" /opt/mapgraph/bin/mapgraph "$@"
}

in_bare version
in_bare build -C /demo ./... -o /tmp/demo.mg
in_bare export /tmp/demo.mg --format svg --view ops -o /tmp/demo.svg
grep -q '</svg>' "$bare/tmp/demo.svg"
in_bare check -C /demo --json ./... >"$bare/tmp/demo.json" || [ $? = 1 ]
python3 scripts/demo_verdict.py testdata/demo "$bare/tmp/demo.json"
