//===- ViewBuilder.cpp - Shared by the builders of views ------------------===//

#include "graph/io/ViewBuilder.h"

namespace mapgraph {

ViewBuilder::ViewBuilder(const Facts &P, std::string Title) : P(P) {
  Out.Title = std::move(Title);
  for (const Finding &F : P.solution().Findings)
    if (F.Result <= Verdict::Likely)
      for (const Side &S : F.Sides)
        if (S.Op)
          Conflicting.insert(S.Op);
}

bool ViewBuilder::isOwn(FunctionId F) const {
  if (!F)
    return false;
  PackageId Package = P.graph().function(F).Package;
  return Package && (P.graph().package(Package).Flags & PF_Own);
}

uint32_t ViewBuilder::add(ViewNode N) {
  if (uint32_t Count = ++Ids[N.Id]; Count > 1)
    N.Id += "#" + std::to_string(Count);
  Out.Nodes.push_back(std::move(N));
  return static_cast<uint32_t>(Out.Nodes.size() - 1);
}

void ViewBuilder::addEdge(uint32_t From, uint32_t To, std::string Kind,
                          std::string Label, std::string FromPort) {
  Out.Edges.push_back(
      {From, To, std::move(FromPort), std::move(Kind), std::move(Label)});
}

uint32_t ViewBuilder::mapNode(uint32_t Object) {
  if (auto It = Maps.find(Object); It != Maps.end())
    return It->second;
  const MapObject &M = P.solution().Objects[Object];
  ViewNode N;
  N.Title = P.object(Object);
  N.Id = "map:" + N.Title;
  N.Kind = "map";
  N.Detail = P.names().type(M.Type);
  if (M.Declared)
    N.Position = P.names().position(M);
  N.Object = Object;
  for (NodeId Op : P.opsOfObject(Object)) {
    N.Conflict |= Conflicting.contains(Op);
    N.Own |= isOwn(P.graph().node(Op).Function);
  }
  return Maps[Object] = add(std::move(N));
}

uint32_t ViewBuilder::opNode(NodeId Op) {
  if (auto It = Ops.find(Op); It != Ops.end())
    return It->second;
  const Names &Name = P.names();
  const Node &Row = P.graph().node(Op);
  ViewNode N;
  N.Title = std::string(Name.op(Op));
  N.Position = Name.position(Op);
  N.Id = N.Title + "@" + N.Position;
  N.Kind = N.Title;
  N.Op = Op;
  N.Function = Row.Function;
  N.Own = isOwn(Row.Function);
  N.Hashes = Row.kind() == NodeKind::MapOp && hashes(Row.mapOp());
  N.Conflict = Conflicting.contains(Op);
  return Ops[Op] = add(std::move(N));
}

uint32_t ViewBuilder::functionNode(FunctionId F) {
  if (auto It = Functions.find(F); It != Functions.end())
    return It->second;
  ViewNode N;
  N.Title = P.names().shortFunction(F);
  N.Id = "func:" + P.names().function(F);
  N.Kind = "function";
  if (LocId At = P.graph().function(F).Loc)
    N.Position = P.names().position(At);
  N.Function = F;
  N.Own = isOwn(F);
  return Functions[F] = add(std::move(N));
}

uint32_t ViewBuilder::threadNode(uint32_t Thread) {
  if (auto It = Threads.find(Thread); It != Threads.end())
    return It->second;
  const mapgraph::Thread &T = P.solution().Threads[Thread];
  ViewNode N;
  N.Title = P.names().thread(T);
  N.Id = "thread:" + N.Title;
  N.Kind = "thread";
  if (T.Entry) {
    FunctionId Entry = P.names().functionOf(T.Entry);
    N.Detail = P.names().shortFunction(Entry);
    N.Own = isOwn(Entry);
  }
  if (T.Many)
    N.Detail += N.Detail.empty() ? "several at once" : ", several at once";
  N.Thread = Thread;
  return Threads[Thread] = add(std::move(N));
}

} // namespace mapgraph
