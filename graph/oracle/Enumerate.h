//===- Enumerate.h - All small programs -------------------------*- C++ -*-===//
//
// Sets of programs which are complete up to a size, in a fixed order, one of
// each class of programs that differ by names only.
//
//   locks       three threads that main starts, at most three events each:
//               reads and writes of two maps, two locks in both modes, every
//               lock given back by its thread and held by it once at a time.
//               437,989 programs up to the names of threads
//   names       the same with two threads, where two variables can mean one map
//               and two one lock
//   primitives  main and one thread, at most three events each besides the
//               start: writes of one map, and every primitive of Ops.def in
//               every order, channels of capacity 0 to 2
//
// Of `primitives` programs are left out where an event can never run: these are
// shorter programs with a dead end; and those where one side has no access that
// could overlap.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_ORACLE_ENUMERATE_H
#define MAPGRAPH_GRAPH_ORACLE_ENUMERATE_H

#include "graph/oracle/Language.h"

#include <functional>

namespace mapgraph::oracle {

/// Weight: how many programs, up to the names of threads only, it stands for.
using Visitor = std::function<void(const Program &P, unsigned Weight)>;

void forEachLockProgram(const Visitor &Visit);
void forEachNameProgram(const Visitor &Visit);
/// Not yet without the programs that only running them can sort out.
void forEachPrimitiveProgram(const Visitor &Visit);

} // namespace mapgraph::oracle

#endif
