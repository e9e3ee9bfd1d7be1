#!/usr/bin/env bash
# make demo: the map operation graph of a small server of ours and of one real
# module, a picture of each, and the findings. Exit code 0 when exactly the bugs
# that were put into the server are reported.
set -euo pipefail
. "$(dirname "$0")/env.sh"
out=$ROOT/build/demo
mkdir -p "$out"

picture() { # graph, name
  mapgraph export "$1" --format svg --view conflicts -o "$out/$2-conflicts.svg"
  mapgraph export "$1" --format svg --view ops --collapse package \
    --max-nodes 200 -o "$out/$2-ops.svg"
  echo "pictures: build/demo/$2-conflicts.svg build/demo/$2-ops.svg"
}

echo "== our server (testdata/demo)"
cd "$ROOT/testdata/demo"
mapgraph build ./... -o "$out/demo.mg"
mapgraph stats "$out/demo.mg" | sed -n '/^map operations/,/^sync/p' | sed '$d'
picture "$out/demo.mg" demo
mapgraph check "$out/demo.mg" || [ $? = 1 ]
mapgraph check --json "$out/demo.mg" >"$out/demo.json" || [ $? = 1 ]

echo
echo "== a real module (github.com/hashicorp/memberlist)"
cd "$ROOT/testdata/bench/memberlist"
mapgraph build --tests=false github.com/hashicorp/memberlist -o "$out/memberlist.mg"
mapgraph stats "$out/memberlist.mg" | sed -n '/^map operations/,/^sync/p' | sed '$d'
picture "$out/memberlist.mg" memberlist
mapgraph check "$out/memberlist.mg" || [ $? = 1 ]

echo
python3 "$ROOT/scripts/demo_verdict.py" "$ROOT/testdata/demo" "$out/demo.json"
