# Sourced: how Go finds the headers and archives of the C++ side. Go's build
# cache does not look at archives and foreign headers, so their hashes become
# part of the command line: a changed archive links again, a changed header
# compiles again.
hash_of() { cat "$@" 2>/dev/null | sha256sum | cut -c1-16; }

MAPGRAPH_ARCHIVES=()
for archive in Extract Passes Format Model; do
  file=$ROOT/build/lib/libMapGraph$archive.a
  if [ -f "$file" ]; then MAPGRAPH_ARCHIVES+=("$file"); fi
done

FRONTEND_TAGS=llvm19
FRONTEND_LDFLAGS="-X main.archives=$(hash_of "${MAPGRAPH_ARCHIVES[@]}")"
export CGO_ENABLED=1

if [ -f "$ROOT/passes/Extract.h" ]; then
  FRONTEND_TAGS=llvm19,extract
  export CGO_CPPFLAGS="-I$ROOT -DMAPGRAPH_EXTRACT_H=0x$(hash_of "$ROOT/passes/Extract.h")"
  export CGO_LDFLAGS="-Wl,--start-group ${MAPGRAPH_ARCHIVES[*]} -Wl,--end-group -lxxhash -lzstd -lstdc++ -lm"
fi
