//===- Link.cpp - Module graphs to a program graph ------------------------===//
//
// Rows of the result: the unknown value, the Function nodes, the globals, then
// the bodies in module order. The first three are known before a module is
// copied (Symbols.h), so each module is looked at once more and then freed.
//
//===----------------------------------------------------------------------===//

#include "graph/link/Link.h"

#include "graph/link/LocTable.h"
#include "graph/link/ModuleOrder.h"
#include "graph/link/Symbols.h"

#include <algorithm>
#include <optional>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace mapgraph {

namespace {
/// What is shared by the modules.
struct Result {
  explicit Result(const Symbols &S) : S(S), Locs(G.Locs) {
    G.Kind = GraphKind::Linked;
    size_t NumFixed = 1 + S.numFunctions() + S.numGlobals();
    G.Nodes.reserve(NumFixed + S.numBodyNodes());
    G.Nodes.resize(NumFixed);
    G.Nodes[0].Kind = static_cast<uint8_t>(NodeKind::Unknown);
    G.Functions.resize(S.numFunctions());
    for (size_t F = 0; F != S.numFunctions(); ++F) {
      G.Functions[F].Node = functionNode(F);
      Node &N = G.node(functionNode(F));
      N.Kind = static_cast<uint8_t>(NodeKind::Function);
      N.Function = FunctionId(F);
    }
    for (size_t I = 0; I != S.numGlobals(); ++I)
      G.node(globalNode(I)).Kind = static_cast<uint8_t>(NodeKind::Global);
  }

  static NodeId functionNode(size_t F) { return NodeId(1 + F); }
  NodeId globalNode(size_t I) const { return NodeId(1 + S.numFunctions() + I); }

  const Symbols &S;
  Graph G;
  LocTable Locs;
  std::unordered_map<uint32_t, PackageId> PackageByPath;
};

/// Copies what stays of one module.
class ModuleCopy {
public:
  ModuleCopy(Result &To, const Graph &From, size_t M)
      : To(To), G(From), M(M), Strings(From.Strings.size()),
        Locs(From.Locs.size()), Places(From.Nodes.size()) {}

  void run() {
    copyTypes();
    copyPackages();
    for (const FieldSelector &S : G.Selectors)
      Selectors.push_back(To.G.addSelector(G.str(S.Name), loc(S.Loc)));
    copyFunctions();
    copyOutside();
    copyEdges();
    for (const Method &X : G.Methods)
      To.G.Methods.push_back(
          {type(X.Dynamic), str(X.Method), place(X.Function)});
  }

private:
  // Strings and locations of bodies that are dropped are never asked for.
  StringId str(StringId S) {
    StringId &Row = Strings[S.Value];
    if (!Row)
      Row = To.G.str(G.str(S));
    return Row;
  }
  LocId loc(LocId L) {
    // Outermost first: a row names the row of its parent.
    std::vector<LocId> Chain;
    for (; L && !Locs[L.Value]; L = G.loc(L).Parent)
      Chain.push_back(L);
    LocId Row = L ? Locs[L.Value] : LocId();
    for (; !Chain.empty(); Chain.pop_back()) {
      const Loc &X = G.loc(Chain.back());
      Row = To.Locs.add({str(X.File), X.Line, X.Column, Row});
      Locs[Chain.back().Value] = Row;
    }
    return Row;
  }
  TypeId type(TypeId T) const { return T ? Types[T.Value] : T; }
  PackageId package(PackageId P) const { return P ? Packages[P.Value] : P; }
  NodeId place(NodeId N) const { return Places[N.Value]; }

  void copyTypes() {
    for (const Type &T : G.Types)
      Types.push_back(
          To.G.addType(G.str(T.Name), static_cast<TypeKind>(T.Kind)));
    for (size_t I = 0; I != G.Types.size(); ++I) {
      Type &T = To.G.Types[Types[I].Value];
      T.Key = T.Key ? T.Key : type(G.Types[I].Key);
      T.Elem = T.Elem ? T.Elem : type(G.Types[I].Elem);
    }
  }

  // What one module does not know of a package another one may.
  void copyPackages() {
    for (const Package &From : G.Packages) {
      StringId Path = str(From.Path);
      auto [It, New] = To.PackageByPath.try_emplace(
          Path.Value, PackageId(To.G.Packages.size()));
      if (New)
        To.G.Packages.emplace_back().Path = Path;
      Package &P = To.G.Packages[It->second.Value];
      for (StringId Package::*Text : {&Package::Module, &Package::Version,
                                      &Package::Dir, &Package::Language})
        if (!(P.*Text).Value)
          P.*Text = str(From.*Text);
      P.Flags |= From.Flags;
      Packages.push_back(It->second);
    }
  }

  void copyNode(Node &N, const Node &From) {
    N.Kind = From.Kind;
    N.Op = From.Op;
    N.Flags = From.Flags;
    N.Loc = loc(From.Loc);
    N.Type = type(From.Type);
    N.Name = str(From.Name);
  }

  void copyFunctions() {
    for (uint32_t I = 0; I != G.Functions.size(); ++I) {
      const Function &From = G.Functions[I];
      uint32_t Row = To.S.function(M, I);
      Places[From.Node.Value] = Result::functionNode(Row);
      if (!To.S.wins(M, I))
        continue;
      copyNode(To.G.node(Result::functionNode(Row)), G.node(From.Node));
      Function &F = To.G.Functions[Row];
      F.Name = str(From.Name);
      F.Display = str(From.Display);
      F.Package = package(From.Package);
      F.Loc = loc(From.Loc);
      F.Flags = From.Flags;
      F.Receiver = type(From.Receiver);
      if (From.First)
        copyBody(F, From, FunctionId(Row));
    }
  }

  void copyBody(Function &F, const Function &From, FunctionId Row) {
    F.First = NodeId(To.G.Nodes.size());
    F.Count = From.Count;
    for (uint32_t N = 0; N != From.Count; ++N) {
      NodeId Old(From.First.Value + N);
      Places[Old.Value] = NodeId(To.G.Nodes.size());
      Node &New = To.G.Nodes.emplace_back();
      New.Function = Row;
      copyNode(New, G.node(Old));
    }
  }

  void copyOutside() {
    Places[0] = NodeId(0);
    size_t NumGlobals = 0;
    for (size_t N = 0; N != G.Nodes.size(); ++N)
      if (G.Nodes[N].kind() == NodeKind::Global)
        copyGlobal(N, To.globalNode(To.S.global(M, NumGlobals++)));
  }

  // Declarations of a variable say less than its definition.
  void copyGlobal(size_t N, NodeId Row) {
    Places[N] = Row;
    const Node &From = G.Nodes[N];
    Node &Global = To.G.node(Row);
    Global.Name = str(From.Name);
    Global.Flags |= From.Flags;
    if (!Global.Loc)
      Global.Loc = loc(From.Loc);
    if (!Global.Type)
      Global.Type = type(From.Type);
  }

  void copyEdges() {
    for (const Edge &E : G.Edges) {
      NodeId NewFrom = place(E.From), NewTo = place(E.To);
      bool Flow = E.kind() == EdgeKind::Copy || E.kind() == EdgeKind::Field ||
                  E.kind() == EdgeKind::Load;
      if (!NewTo || (!NewFrom && !Flow))
        continue;
      // An object of a body that is gone, used by one that stays: nobody knows
      // what it is.
      if (!NewFrom)
        NewFrom = NodeId(0);
      uint32_t Label = hasSelector(E.kind()) ? Selectors[E.label()] : E.label();
      To.G.addEdge(NewFrom, NewTo, E.kind(), Label);
    }
  }

  Result &To;
  const Graph &G;
  size_t M;
  std::vector<StringId> Strings;
  std::vector<LocId> Locs;
  std::vector<NodeId> Places; ///< in the result; none for dropped bodies
  std::vector<TypeId> Types;
  std::vector<PackageId> Packages;
  std::vector<uint32_t> Selectors;
};
} // namespace

static void removeDuplicates(std::vector<Method> &Methods) {
  auto Key = [](const Method &X) {
    return std::tuple(X.Dynamic, X.Method, X.Function);
  };
  std::ranges::sort(Methods, {}, Key);
  auto Rest = std::ranges::unique(Methods, {}, Key);
  Methods.erase(Rest.begin(), Rest.end());
}

static std::optional<std::string> tooLarge(const std::vector<Graph> &Modules,
                                           const Symbols &S) {
  uint64_t NumEdges = 0, NumSelectors = 0, NumLocs = 0;
  for (const Graph &G : Modules) {
    NumEdges += G.Edges.size();
    NumSelectors += G.Selectors.size();
    NumLocs += G.Locs.size();
  }
  uint64_t NumNodes = 1 + S.numFunctions() + S.numGlobals() + S.numBodyNodes();
  if (std::max({NumNodes, NumEdges, NumLocs}) >= UINT32_MAX)
    return "the linked graph would have more rows than ids";
  // Labels of edges have 24 bits.
  if (NumSelectors >= 1 << 24)
    return "the linked graph would have more selectors than labels";
  return std::nullopt;
}

// Modules are many small blocks, the result a few large ones that do not fit
// between them: without this the peak is the sum of both.
static void releaseMemory([[maybe_unused]] size_t M) {
#ifdef __GLIBC__
  if (M % 64 == 63)
    malloc_trim(0);
#endif
}

tl::expected<Graph, std::string> link(std::vector<Graph> &&Modules) {
  for (const Graph &G : Modules)
    if (G.Kind == GraphKind::Solved)
      return tl::make_unexpected(
          std::string("a solved graph cannot be linked again"));
  sortModules(Modules);
  Symbols S(Modules);
  if (std::optional<std::string> Error = tooLarge(Modules, S))
    return tl::make_unexpected(*Error);
  Result To(S);
  // Growing by doubling would copy millions of edges beside the modules.
  size_t NumEdges = 0;
  for (const Graph &G : Modules)
    NumEdges += G.Edges.size();
  To.G.Edges.reserve(NumEdges);
  for (size_t M = 0; M != Modules.size(); ++M) {
    ModuleCopy(To, Modules[M], M).run();
    Modules[M] = Graph();
    releaseMemory(M);
  }
  removeDuplicates(To.G.Methods);
  To.G.freeze();
  return std::move(To.G);
}

} // namespace mapgraph
