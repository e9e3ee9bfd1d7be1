//===- Simplify.h - Offline variable substitution ---------------*- C++ -*-===//
//
// Makes a body smaller without changing what it says (Rountev & Chandra 2000):
// a value with one source, a copy, is that source; equal parts of equal values
// are one. Ids change, order does not.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_SIMPLIFY_H
#define MAPGRAPH_PASSES_SIMPLIFY_H

namespace mapgraph {

struct Body;

void simplify(Body &B);

} // namespace mapgraph

#endif
