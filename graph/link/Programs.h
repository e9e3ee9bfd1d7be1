//===- Programs.h - Which programs a linked graph holds ---------*- C++ -*-===//
//
// Two threads can meet only inside one program. A linked graph of a module
// holds several:
//
//   Command     each main package of the analysed module; when it has none, but
//               there is a main function (plain bitcode), that one
//   TestBinary  the packages whose paths end in the same " [p.test]" and the
//               main package "p.test" that runs them, or one package with tests
//               when its path has no such ending
//   Kernel      the kernel-side entries of one translation unit
//   Library     the exported functions of the packages that no command calls
//               into, but those in folders of examples: their callers are not
//               in the graph. Plain bitcode with a main function and units of
//               kernel programs are none
//
// The analysed module is what is flagged PF_Own; where nothing is, all packages
// that are neither dependencies nor the language's library.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_LINK_PROGRAMS_H
#define MAPGRAPH_GRAPH_LINK_PROGRAMS_H

#include "graph/model/Graph.h"

#include <string>
#include <vector>

namespace mapgraph {

struct Program {
  enum class Kind : uint8_t { Command, TestBinary, Kernel, Library };
  Kind What = Kind::Command;
  /// Package path of a command or kernel program, "p.test", or "library".
  std::string Name;
  /// Initialisers come first and run one after the other, before the rest. Of
  /// a language whose initialisers call those of the imports only the first
  /// ones of the chain are listed.
  std::vector<FunctionId> Roots;
};

/// Commands, tests, kernel programs, the library; each in the order of names.
/// G is frozen. None when there is nothing that could run.
std::vector<Program> programs(const Graph &G, bool Tests = true);

} // namespace mapgraph

#endif
