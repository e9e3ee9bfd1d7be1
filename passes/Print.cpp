//===- Print.cpp - A module graph as text ---------------------------------===//
//
// One line per node: number, kind, facts, what flows into it (after '='), its
// operands, and where control goes (after '->'). Numbers are local to the
// function. For tests and debugging; not a file format.
//
//===----------------------------------------------------------------------===//

#include "passes/ModuleGraph.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace mapgraph {

namespace {
class Printer {
public:
  Printer(const Graph &G, raw_ostream &OS) : G(G), OS(OS) {}
  void print();

private:
  raw_ostream &put(StringRef Before, StringId S, StringRef After = "") {
    return OS << Before << StringRef(G.str(S)) << After;
  }
  void ref(NodeId N);
  void function(const Function &F);
  void node(NodeId N);
  void kind(const Node &X);
  void flags(const Node &X);
  void location(LocId L);
  void label(const Edge &E);

  const Graph &G;
  raw_ostream &OS;
  NodeId First;
};
} // namespace

template <typename Range>
static void listFlags(raw_ostream &OS, uint32_t Set, const Range &Names) {
  for (auto [Flag, Name] : Names)
    if (Set & Flag)
      OS << ' ' << Name;
}

static constexpr std::pair<uint32_t, StringRef> NodeFlags[] = {
    {NF_Read, "read-mode"},    {NF_Try, "try"},
    {NF_Many, "many"},         {NF_CommaOk, "comma-ok"},
    {NF_Buffered, "buffered"}, {NF_Panic, "panic"},
    {NF_Arm, "arm"},           {NF_Iface, "iface"},
    {NF_Deferred, "deferred"}, {NF_Lib, "lib"},
    {NF_Own, "own"},           {NF_Aggregate, "aggregate"},
    {NF_Single, "single"},     {NF_Modify, "modify"},
    {NF_Confined, "confined"}};

static constexpr std::pair<uint32_t, StringRef> FunctionFlags[] = {
    {FF_Exported, "exported"},
    {FF_Main, "main"},
    {FF_Init, "init"},
    {FF_Test, "test"},
    {FF_Artificial, "artificial"},
    {FF_Shared, "shared"},
    {FF_Program, "program"},
    {FF_Opaque, "opaque"},
    {FF_Method, "method"},
    {FF_Local, "local"}};

static constexpr std::pair<uint32_t, StringRef> PackageFlags[] = {
    {PF_Main, "main"},
    {PF_Test, "test"},
    {PF_Dep, "dep"},
    {PF_Std, "std"},
    {PF_Own, "own"}};

void Printer::ref(NodeId N) {
  const Node &X = G.node(N);
  if (X.kind() == NodeKind::Unknown)
    OS << "unknown";
  else if (X.kind() == NodeKind::Function || X.kind() == NodeKind::Global)
    put("", X.Name, X.kind() == NodeKind::Function ? "()" : "");
  else
    OS << '%' << N.Value - First.Value;
}

void Printer::location(LocId L) {
  for (bool Inlined = false; L; L = G.loc(L).Parent, Inlined = true)
    OS << (Inlined ? " in " : " @")
       << sys::path::filename(StringRef(G.str(G.loc(L).File))) << ':'
       << G.loc(L).Line << ':' << G.loc(L).Column;
}

void Printer::kind(const Node &X) {
  switch (X.kind()) {
  case NodeKind::MapOp:
    OS << "map-" << StringRef(text(X.mapOp()));
    break;
  case NodeKind::SyncOp:
    OS << StringRef(text(X.syncOp()));
    break;
  case NodeKind::Access:
    OS << StringRef(text(X.access()));
    break;
  case NodeKind::Object:
    OS << StringRef(text(X.object()));
    break;
  case NodeKind::Call:
    OS << StringRef(text(X.call()));
    break;
  case NodeKind::Value:
    OS << StringRef(text(static_cast<ValueKind>(X.Op)));
    break;
  case NodeKind::Branch:
    OS << StringRef(text(X.kind()));
    if (X.test() != TestKind::None)
      OS << ' ' << StringRef(text(X.test()));
    break;
  case NodeKind::Param:
  case NodeKind::Result:
    OS << StringRef(text(X.kind())) << ' ' << unsigned(X.Op);
    break;
  default:
    OS << StringRef(text(X.kind()));
  }
}

void Printer::label(const Edge &E) {
  OS << StringRef(text(E.kind()));
  if (E.kind() == EdgeKind::Arg || E.kind() == EdgeKind::ResultOf ||
      E.kind() == EdgeKind::Given)
    OS << E.label();
  if (hasSelector(E.kind()))
    OS << ' ' << StringRef(G.str(G.Selectors[E.label()]));
}

void Printer::node(NodeId N) {
  const Node &X = G.node(N);
  OS << "  %" << N.Value - First.Value << ' ';
  kind(X);
  listFlags(OS, X.Flags, NodeFlags);
  if (X.Name != StringId(0))
    put(" \"", X.Name, "\"");
  if (X.Type)
    put(" : ", G.type(X.Type).Name);
  ListSeparator Sep(", ");
  bool Any = false;
  for (EdgeId I : G.in(N)) {
    const Edge &E = G.edge(I);
    if (E.kind() != EdgeKind::Copy && E.kind() != EdgeKind::Field &&
        E.kind() != EdgeKind::Load && E.kind() != EdgeKind::ResultOf)
      continue;
    OS << (Any ? "" : " = ") << Sep;
    Any = true;
    label(E);
    OS << ' ';
    ref(E.From);
  }
  for (EdgeId I : G.out(N)) {
    const Edge &E = G.edge(I);
    if (E.kind() >= EdgeKind::ResultOf && E.kind() <= EdgeKind::Load)
      continue;
    OS << ' ';
    label(E);
    OS << '=';
    ref(E.To);
  }
  location(X.Loc);
  Any = false;
  for (EdgeId I : G.out(N)) {
    const Edge &E = G.edge(I);
    if (E.kind() != EdgeKind::Next)
      continue;
    OS << (Any ? ", " : " -> ");
    Any = true;
    if (E.label())
      OS << (E.label() == 1 ? "true " : "false ");
    ref(E.To);
  }
  OS << '\n';
}

void Printer::function(const Function &F) {
  OS << (F.Flags & FF_Defined ? "define " : "declare ");
  put("", F.Name);
  listFlags(OS, F.Flags, FunctionFlags);
  if (F.Receiver)
    put(" of ", G.type(F.Receiver).Name);
  if (F.Display != F.Name)
    put(" shown \"", F.Display, "\"");
  OS << '\n';
  First = F.First;
  for (uint32_t I = 0; I != F.Count; ++I)
    node(NodeId(First.Value + I));
}

void Printer::print() {
  for (const Package &P : G.Packages) {
    put("package ", P.Path);
    listFlags(OS, P.Flags, PackageFlags);
    put(" language ", P.Language);
    if (P.Module != StringId(0)) {
      put(" module ", P.Module, " ");
      put("", P.Version);
    }
    OS << '\n';
  }
  for (const Method &M : G.Methods) {
    put("method ", G.type(M.Dynamic).Name);
    put(": ", M.Method, " = ");
    ref(M.Function);
    OS << '\n';
  }
  for (const Function &F : G.Functions)
    function(F);
}

void printGraph(const Graph &Original, raw_ostream &OS) {
  Graph G = Original;
  G.freeze();
  Printer(G, OS).print();
}

} // namespace mapgraph
