//===- Translate.h - Small programs as graphs -------------------*- C++ -*-===//
//
// Writes a program of Language.h as people would: main makes the objects and
// hands them to its threads in one of several shapes. Many programs go into one
// graph, each as a main package, so that one solve() answers for all.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_ORACLE_TRANSLATE_H
#define MAPGRAPH_GRAPH_ORACLE_TRANSLATE_H

#include "graph/oracle/Language.h"
#include "graph/testing/ProgramBuilder.h"

#include <vector>

namespace mapgraph::oracle {

/// How threads come to the objects.
enum class Shape : uint8_t {
  Arguments, ///< each object is an argument
  Struct,    ///< one object holds maps and channels, and the locks themselves
  Globals,   ///< package-level variables
  Closures,  ///< threads are closures that capture variables
};
inline constexpr unsigned NumShapes = 4;
std::string_view text(Shape S);

class Translation {
public:
  explicit Translation(Shape S) : How(S) {}

  /// Threads with the same code share one function, started several times.
  void add(const Program &P);
  size_t size() const { return Accesses.size(); }

  Graph build() { return Builder.build(); }
  /// The op of an access, after build().
  NodeId op(size_t Program, Place At) const {
    return Builder[Accesses[Program][At.Thread][At.Index]];
  }

private:
  class Author;
  /// By thread and event; the unknown value where the event is no access.
  using Ops = std::array<std::array<Ref, Code::MaxEvents>, Program::MaxThreads>;

  Shape How;
  ProgramBuilder Builder;
  std::vector<Ops> Accesses;
};

} // namespace mapgraph::oracle

#endif
