//===- Wrap.cpp - Functions that exist in the graph only ------------------===//
//
// Two kinds of functions have no body in any module but a known meaning: what
// sync.OnceFunc and its kin return, and methods of locks when they are called
// through a method table or a function value. Both get a body of one event.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"

#include "llvm/IR/Constants.h"

using namespace llvm;

namespace mapgraph {

namespace {
/// Adds nodes of a made-up function to the graph.
class Maker {
public:
  Maker(Graph &G, FunctionId F) : G(G), F(F) {
    G.Functions[F.Value].First = NodeId(G.Nodes.size());
    Last = node(NodeKind::Entry);
  }
  NodeId node(NodeKind K, uint8_t Op = 0) { return G.addNode(K, Op, F); }
  NodeId event(NodeKind K, uint8_t Op = 0) {
    NodeId N = node(K, Op);
    G.addEdge(Last, N, EdgeKind::Next);
    Last = N;
    return N;
  }
  /// Result I of the function comes from the event.
  void result(NodeId Event, unsigned I) {
    NodeId V = node(NodeKind::Value);
    G.addEdge(Event, V, EdgeKind::ResultOf, I);
    G.addEdge(V, node(NodeKind::Result, I), EdgeKind::Copy);
  }
  void finish() {
    event(NodeKind::Return);
    mapgraph::Function &Row = G.Functions[F.Value];
    Row.Count = G.Nodes.size() - Row.First.Value;
  }

private:
  Graph &G;
  FunctionId F;
  NodeId Last;
};
} // namespace

// A closure over the given function; calling it runs that function once, and
// the closure itself is what the runs have in common.
void BodyBuilder::wrapEvent(const CallBase &C, const Row &R) {
  const Value *Code = operand(C, R.Code);
  if (!Code)
    return;
  const mapgraph::Function &Mine = G.function(Id);
  mapgraph::Function Row;
  Row.Name = G.str((Original.getName() + ".once" + Twine(++Wrapped)).str());
  Row.Display = Row.Name;
  Row.Package = Mine.Package;
  Row.Loc = MB.location(C.getDebugLoc());
  Row.Flags =
      FF_Defined | FF_Artificial | (Mine.Flags & (FF_Shared | FF_Local));
  FunctionId Once(G.Functions.size());
  Row.Node = G.addNode(NodeKind::Function, 0, Once, Row.Loc, {}, Row.Name);
  G.Functions.push_back(Row);

  uint32_t Captured = MB.Fields.captured(1);
  Maker M(G, Once);
  NodeId Self = M.node(NodeKind::Param, 0), At = M.node(NodeKind::Value),
         Given = M.node(NodeKind::Value);
  G.addEdge(Self, At, EdgeKind::Field, Captured);
  G.addEdge(At, Given, EdgeKind::Load);
  NodeId E = M.event(NodeKind::SyncOp, static_cast<uint8_t>(SyncOpKind::Once));
  G.node(E).Name = G.str(R.Symbol);
  G.node(E).Loc = Row.Loc;
  G.addEdge(E, Self, EdgeKind::Addr);
  G.addEdge(E, Given, EdgeKind::Code);
  constexpr unsigned MaxResults = 2;
  for (unsigned I = 0; R.has(RF_Result) && I != MaxResults; ++I)
    M.result(E, I);
  M.finish();

  NodeId Closure =
      newNode(NodeKind::Object, static_cast<uint8_t>(ObjectKind::Closure), &C);
  place(Closure, Pos);
  ValueNodes[&C] = Closure;
  edge(Closure, Row.Node, EdgeKind::Code);
  writeNode(C, fieldOf(Closure, Captured), value(Code));
}

NodeId ModuleBuilder::functionValue(const llvm::Function &F) {
  NodeId N = function(F);
  const Row *R = rowOf(F);
  mapgraph::Function &Row = G.Functions[G.node(N).Function.Value];
  if (!R || R->Kind != RowKind::Sync || R->Addr != 0 || Row.First ||
      R->has(RF_OutCell) || R->has(RF_ValCell))
    return N;
  Row.Flags = (Row.Flags & ~FF_Opaque) | FF_Defined | FF_Shared | FF_Artificial;
  Maker M(G, G.node(N).Function);
  NodeId Receiver = M.node(NodeKind::Param, 0);
  NodeId Given;
  int Other = R->Code >= 0 ? R->Code : R->Val;
  if (Other > 0)
    Given = M.node(NodeKind::Param, Other);
  NodeId E = M.event(NodeKind::SyncOp, R->Op);
  G.node(E).Name = G.str(R->Symbol);
  G.node(E).Flags = nodeFlags(*R);
  G.addEdge(E, Receiver, EdgeKind::Addr);
  if (Given)
    G.addEdge(E, Given, R->Code >= 0 ? EdgeKind::Code : EdgeKind::Val);
  if (R->has(RF_Result))
    M.result(E, 0);
  M.finish();
  return N;
}

} // namespace mapgraph
