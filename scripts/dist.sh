#!/usr/bin/env bash
# make dist: dist/mapgraph-VERSION-linux-amd64.tar.gz with the binaries, the
# plugins and every shared library they need, the C library included.
set -euo pipefail
. "$(dirname "$0")/env.sh"
cd "$ROOT"
version=$(mapgraph version | cut -d' ' -f2)
name=mapgraph-$version-linux-amd64
stage=$ROOT/dist/$name
rm -rf "$stage"
mkdir -p "$stage"/{bin,lib,libexec}

for program in mapgraph mapgraph-go; do
  cp "build/bin/$program" "$stage/libexec/"
  clang-19 -O2 -static -Wall -Wextra -Werror -o "$stage/bin/$program" \
    scripts/dist/launcher.c
done
strip "$stage"/bin/* "$stage"/libexec/*
# The plugins belong to the opt or clang of the user and bring no libraries.
cp build/lib/libMapGraph.so build/lib/libMapGraphEmbed.so "$stage/"
mkdir "$stage/plugins"
mv "$stage"/*.so "$stage/plugins/"
strip --strip-debug "$stage"/plugins/*

ldd "$stage"/libexec/* | awk '$2 == "=>" && $3 ~ /^\// { print $3 }
                              $1 ~ /^\/.*ld-linux/ { print $1 }' |
  sort -u | xargs -I{} cp -L {} "$stage/lib/"
cp LICENSE README.md "$stage/"
tar -C dist --sort=name --owner=0 --group=0 --mtime=@0 -cz -f "dist/$name.tar.gz" "$name"
rm -rf "$stage"
echo "dist/$name.tar.gz $(du -h "dist/$name.tar.gz" | cut -f1)"
