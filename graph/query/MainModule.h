//===- MainModule.h - What belongs to the analysed module -------*- C++ -*-===//
//
// Answers whether code and declarations are of the module that is analysed
// (PF_Own) or of a dependency, and where the text of its files is. A producer
// writes paths relative to the root of the module: a position alone does not
// say of which one. Without any such package all code belongs.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_MAINMODULE_H
#define MAPGRAPH_GRAPH_QUERY_MAINMODULE_H

#include "graph/model/Solution.h"
#include "graph/query/PackageIndex.h"

namespace mapgraph {

class MainModule {
public:
  explicit MainModule(const Graph &Program);

  /// Whether the package of an event, function or global belongs; without a
  /// known package, whether its file does.
  bool owns(NodeId N) const;
  /// Whether the position is in a file below the module's folder.
  bool ownsFile(LocId L) const;
  /// Whether a side or the map belongs: made by our code, or a variable of
  /// ours. Of a map inside an object that we made, like a field of a library's
  /// type, only when our code led to both sides: what the library does with it
  /// by itself nobody can repair here.
  bool concerns(const Solution &S, const Finding &F) const;

  /// The file in which an event or declaration stands: a path to open; "" when
  /// it is not of this module or not known.
  std::string file(NodeId N) const;
  /// The same of a position in code of that package.
  std::string file(LocId L, PackageId P) const;
  /// All files with functions, globals and fields of the module; sorted.
  std::vector<std::string> files() const;

  PackageId packageOf(NodeId N) const { return Packages.of(N); }

private:
  bool owns(PackageId P) const;
  bool isTheMap(const MapObject &M) const;
  bool leadsTo(const Solution &S, const Side &X) const;

  const Graph &G;
  bool Known = false;
  std::vector<std::string> Dirs; ///< with a slash at the end
  PackageIndex Packages;
};

} // namespace mapgraph

#endif
