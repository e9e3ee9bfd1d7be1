#!/usr/bin/env bash
# Builds the whole program of a C package of Debian as one bitcode file:
#   scripts/c-bitcode.sh OUT.bc [FOLDER]
# The source of bash is fetched from the mirror of Debian into FOLDER (default:
# build/bench/c) by apt, without root; nothing of it is kept in the repository.
# What the linker would optimise is what is written, with debug information of
# lines and without optimisation beyond -O1.
set -euo pipefail
. "$(dirname "$0")/env.sh"
out=$(realpath -m "$1")
folder=$(realpath -m "${2:-$ROOT/build/bench/c}")
package=bash
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}

mkdir -p "$folder"/{state/lists/partial,cache/archives/partial}
cd "$folder"
if ! compgen -G "$package-*/configure" >/dev/null; then
  echo "deb-src $mirror bookworm main" >sources.list
  apt=(-q -o "Dir::State=$folder/state" -o "Dir::Cache=$folder/cache"
    -o "Dir::Etc::sourcelist=$folder/sources.list" -o Dir::Etc::sourceparts=-
    -o APT::Sandbox::User=root)
  apt-get "${apt[@]}" update >&2
  apt-get "${apt[@]}" source --download-only "$package" >&2
  tar xf "$package"_*.orig.tar.*
  # bash packs its own tarball inside.
  compgen -G "$package-*/configure" >/dev/null || tar xf "$package"-*/"$package"-*.tar.*
fi
cd "$(dirname "$(compgen -G "$package-*/configure" | head -n 1)")"
if [ ! -f Makefile ]; then
  CC=clang-19 AR=llvm-ar-19 RANLIB=llvm-ranlib-19 \
    CFLAGS='-flto -O1 -gline-tables-only -w -std=gnu89' \
    CC_FOR_BUILD=clang-19 \
    LDFLAGS='-fuse-ld=lld' \
    ./configure --without-bash-malloc --disable-nls >configure.out
fi
nice make LDFLAGS='-fuse-ld=lld -Wl,-plugin-opt=save-temps' >make.out 2>&1
cp bash.0.0.preopt.bc "$out"
