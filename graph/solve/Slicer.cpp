//===- Slicer.cpp - Copies the part of a program that is solved -----------===//

#include "graph/solve/Slicer.h"

#include <algorithm>
#include <tuple>

namespace mapgraph {

static constexpr uint32_t NoRow = UINT32_MAX;

static bool hasMark(const Graph &G) {
  for (size_t I = 0; I != G.Strings.size(); ++I)
    if (G.str(StringId(I)).find(LineMark) != std::string_view::npos)
      return true;
  return false;
}

Slicer::Slicer(Slice &S, const solver::Reachable &R)
    : To(S), G(S.G), What(R), Marks(!hasMark(G)), Strings(G.Strings.size()),
      TypeRows(G.Types.size()), LocRows(G.Locs.size()),
      SelectorRows(G.Selectors.size(), NoRow), NodeRows(G.Nodes.size()),
      FunctionRows(G.Functions.size()), FileNames(G.Strings.size(), NoRow) {}

void Slicer::run() {
  To.Part.Kind = G.Kind;
  chooseRows();
  copyPackages();
  copyFunctions();
  copyNodes();
  copyEdges();
  copyMethods();
  completeTypes();
  copyStored();
  To.Part.freeze();
}

void Slicer::copyStored() {
  solver::StoredPlaces Whole(G);
  To.Stored = {};
  To.Stored.Fields.resize(To.Part.Selectors.size());
  for (size_t S = 0; S != SelectorRows.size(); ++S)
    if (SelectorRows[S] != NoRow)
      To.Stored.Fields[SelectorRows[S]] = Whole.Fields[S];
  for (NodeId N : Whole.Globals)
    if (NodeId Row = node(N))
      To.Stored.Globals.push_back(Row);
}

void Slicer::chooseRows() {
  size_t NumFunctions = 0;
  for (size_t F = 0; F != G.Functions.size(); ++F)
    if (What.function(FunctionId(F)))
      FunctionRows[F] = FunctionId(NumFunctions++);
  To.Part.Functions.reserve(NumFunctions);
  for (size_t N = 0; N != G.Nodes.size(); ++N)
    if (What.node(NodeId(N))) {
      NodeRows[N] = NodeId(To.Nodes.size());
      To.Nodes.push_back(NodeId(N));
    }
}

StringId Slicer::str(StringId S) {
  StringId &Row = Strings[S.Value];
  if (!Row)
    Row = To.Part.str(G.str(S));
  return Row;
}

TypeId Slicer::type(TypeId T) {
  if (!T || TypeRows[T.Value])
    return T ? TypeRows[T.Value] : T;
  TypeRows[T.Value] = TypeId(To.Types.size());
  To.Types.push_back(T);
  To.Part.Types.push_back({str(G.type(T).Name), G.type(T).Kind, {}, {}});
  return TypeRows[T.Value];
}

// The rows grow meanwhile.
void Slicer::completeTypes() {
  for (size_t I = 0; I != To.Types.size(); ++I) {
    const Type &From = G.type(To.Types[I]);
    TypeId Key = type(From.Key), Elem = type(From.Elem);
    To.Part.Types[I].Key = Key;
    To.Part.Types[I].Elem = Elem;
  }
}

// Positions are shown without folders, so equal lines of files of one name look
// the same.
uint32_t Slicer::line(const Loc &L) {
  uint32_t &Name = FileNames[L.File.Value];
  if (Name == NoRow) {
    std::string_view File = G.str(L.File);
    Name = Names.intern(File.substr(File.rfind('/') + 1)).Value;
  }
  return LineRows.add(Name, L.Line).first;
}

LocId Slicer::loc(LocId L) {
  if (!L || LocRows[L.Value])
    return L ? LocRows[L.Value] : L;
  LocRows[L.Value] = LocId(To.Locs.size());
  To.Locs.push_back(L);
  const Loc &From = G.loc(L);
  if (!Marks) {
    To.Part.Locs.push_back({str(From.File), From.Line, From.Column, {}});
    return LocRows[L.Value];
  }
  uint32_t Line = line(From);
  if (Line == To.Lines.size())
    To.Lines.push_back(L);
  To.Part.Locs.push_back({To.Part.str({&LineMark, 1}), Line, 0, {}});
  return LocRows[L.Value];
}

uint32_t Slicer::selector(uint32_t S) {
  uint32_t &Row = SelectorRows[S];
  if (Row == NoRow) {
    Row = To.Part.Selectors.size();
    const FieldSelector &From = G.Selectors[S];
    To.Part.Selectors.push_back({str(From.Name), loc(From.Loc)});
  }
  return Row;
}

void Slicer::copyPackages() {
  for (const Package &P : G.Packages)
    To.Part.Packages.push_back({str(P.Path), str(P.Module), str(P.Version),
                                str(P.Dir), str(P.Language), P.Flags});
}

// The part has no names of files, and solving asks for this only.
bool Slicer::isInTest(const Function &F) const {
  return F.Loc && G.str(G.loc(F.Loc).File).ends_with("_test.go");
}

void Slicer::copyFunctions() {
  for (size_t I = 0; I != G.Functions.size(); ++I) {
    if (!FunctionRows[I])
      continue;
    const Function &F = G.Functions[I];
    To.Part.Functions.push_back(
        {str(F.Name), str(F.Display), F.Package, loc(F.Loc), node(F.Node),
         node(F.First), F.Count, F.Flags | (isInTest(F) ? FF_InTest : 0u),
         type(F.Receiver)});
  }
}

void Slicer::copyNodes() {
  To.Part.Nodes.reserve(To.Nodes.size());
  for (NodeId N : To.Nodes) {
    const Node &From = G.node(N);
    To.Part.Nodes.push_back({From.Kind, From.Op, From.Flags,
                             function(From.Function), loc(From.Loc),
                             type(From.Type), str(From.Name)});
  }
}

void Slicer::copyEdges() {
  for (const Edge &E : G.Edges) {
    NodeId A = node(E.From), B = node(E.To);
    if (!A || !B)
      continue;
    uint32_t Label = hasSelector(E.kind()) ? selector(E.label()) : E.label();
    To.Part.Edges.emplace_back(A, B, E.kind(), Label);
  }
}

void Slicer::copyMethods() {
  for (const Method &M : G.Methods)
    if (NodeId Function = node(M.Function);
        Function && What.function(G.node(M.Function).Function))
      To.Part.Methods.push_back({type(M.Dynamic), str(M.Method), Function});
  // They are in the order of the program's tables, which dead code fills, too.
  std::ranges::sort(To.Part.Methods, {}, [](const Method &M) {
    return std::tuple(M.Dynamic, M.Method, M.Function);
  });
}

} // namespace mapgraph
