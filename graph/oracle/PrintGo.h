//===- PrintGo.h - Small programs as Go source ------------------*- C++ -*-===//
//
// Writes a set of programs as one Go module: a function for each, all called by
// one main, so that the whole tool and the race detector run once for many.
//
//   main.go       //go:build !race: calls every program
//   main_race.go  //go:build race: runs program after program, as often as it
//   is
//                 told, and says which; only those that always end well
//   p0.go …       the programs; each comes with its text
//   truth.json    for each program: its name, text, file, whether it can end
//                 badly, and [line, line, overlaps] for each pair of accesses
//                 of two threads, one of which writes
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_ORACLE_PRINTGO_H
#define MAPGRAPH_GRAPH_ORACLE_PRINTGO_H

#include "graph/oracle/Sets.h"

namespace mapgraph::oracle {

/// A function of Go source, and the line of each event in it, from 0.
struct GoFunction {
  std::string Source;
  std::array<std::array<unsigned, Code::MaxEvents>, Program::MaxThreads> Lines =
      {};
};
/// Declarations of the function Name and of what belongs to it; with globals
/// also <Name>reset, to be called before it runs again.
GoFunction printGo(const Program &P, Shape S, const std::string &Name);

/// Writes the module; what went wrong, if anything.
std::optional<std::string> writeGo(const Selection &S,
                                   const std::string &Folder);

} // namespace mapgraph::oracle

#endif
