//===- Names.cpp - How people see the rows of a graph ---------------------===//

#include "graph/query/Names.h"

namespace mapgraph {

Names::Names(const Graph &Program, std::string R)
    : G(Program), Packages(Program), Root(std::move(R)) {
  if (!Root.empty() && Root.back() != '/')
    Root += '/';
}

std::string Names::file(StringId File) const { return file(G.str(File)); }

std::string Names::file(std::string_view Path) const {
  if (!Root.empty() && Path.starts_with(Root))
    Path.remove_prefix(Root.size());
  while (Path.starts_with("./"))
    Path.remove_prefix(2);
  return std::string(Path);
}

Place Names::place(LocId L) const {
  if (!L)
    return {};
  const Loc &At = G.loc(L);
  return {file(At.File), At.Line, At.Column};
}

static bool isRelative(const Place &P) {
  return !P.File.empty() && P.File.front() != '/';
}

Place Names::place(NodeId N) const {
  if (!N)
    return {};
  const Node &Row = G.node(N);
  bool Declaration =
      !Row.Loc && Row.kind() == NodeKind::Function && Row.Function;
  Place Out = place(Declaration ? G.function(Row.Function).Loc : Row.Loc);
  if (isRelative(Out))
    Out.File.insert(0, moduleFolder(Packages.of(N)));
  return Out;
}

Place Names::place(const MapObject &M) const {
  Place Out = place(M.Declared);
  if (isRelative(Out) && M.Site)
    Out.File.insert(0, ownFolder(Packages.of(M.Site)));
  return Out;
}

// Of several own modules, as in a workspace, each has its folder below the
// root.
std::string Names::ownFolder(PackageId Of) const {
  if (!Of || Root.empty() || !(G.package(Of).Flags & PF_Own))
    return "";
  std::string_view Dir = G.str(G.package(Of).Dir);
  return Dir.starts_with(Root) ? std::string(Dir.substr(Root.size())) + '/'
                               : "";
}

// Files of other modules are relative to those: "example.com/dep@v1.2.0/".
std::string Names::moduleFolder(PackageId Of) const {
  if (!Of)
    return "";
  const Package &P = G.package(Of);
  if (P.Flags & PF_Own)
    return ownFolder(Of);
  std::string_view Module = G.str(P.Module), Version = G.str(P.Version);
  if (P.Flags & PF_Std || Module.empty())
    return "";
  std::string Out(Module);
  if (!Version.empty())
    Out += '@' + std::string(Version);
  return Out + '/';
}

std::string Names::position(LocId L) const { return text(place(L)); }
std::string Names::position(NodeId N) const { return text(place(N)); }
std::string Names::position(const MapObject &M) const { return text(place(M)); }

std::string Names::function(FunctionId F) const {
  if (!F)
    return "?";
  std::string Name = functionName(G, F);
  return Name.empty() ? "?" : Name;
}

std::string Names::shortFunction(FunctionId F) const {
  return shortenPaths(function(F));
}

FunctionId Names::functionOf(NodeId N) const {
  return N ? G.node(N).Function : FunctionId();
}

std::string Names::type(TypeId T) const {
  return T ? shortenPaths(withoutVariants(G.str(G.type(T).Name))) : "";
}

std::string_view Names::op(NodeId N) const {
  const Node &Row = G.node(N);
  switch (Row.kind()) {
  case NodeKind::MapOp:
    return text(Row.mapOp());
  case NodeKind::SyncOp:
    return text(Row.syncOp());
  case NodeKind::Access:
    return text(Row.access());
  case NodeKind::Call:
    return text(Row.call());
  case NodeKind::Object:
    return text(Row.object());
  default:
    return text(Row.kind());
  }
}

std::string_view Names::opWord(NodeId N) const {
  const Node &Row = G.node(N);
  if (Row.kind() == NodeKind::Entry)
    return "declaration";
  if (Row.kind() == NodeKind::MapOp && Row.mapOp() == MapOpKind::IterNext)
    return text(MapOpKind::IterBegin);
  return op(N);
}

std::string_view Names::access(NodeId N) const {
  const Node &Row = G.node(N);
  if (Row.kind() == NodeKind::Entry || Row.kind() == NodeKind::Return)
    return "nil";
  if (Row.kind() == NodeKind::SyncOp && Row.has(NF_Atomic))
    return Row.syncOp() == SyncOpKind::AtomicLoad ? "read" : "write";
  if (isWrite(Row))
    return "write";
  return isRead(Row) ? "read" : op(N);
}

static std::string_view threadNoun(const Graph &G, NodeId Site) {
  FunctionId F = G.node(Site).Function;
  if (!F || !G.function(F).Package)
    return "goroutine";
  std::string_view Language = G.str(G.package(G.function(F).Package).Language);
  return Language.empty() || Language.starts_with("go") ? "goroutine"
                                                        : "thread";
}

std::string Names::thread(const Thread &T) const {
  if (!T.Site)
    return T.Name.empty() ? "?" : shortenPaths(T.Name);
  if (T.Root == Thread::RootKind::Spawn)
    return std::string(threadNoun(G, T.Site)) + " started at " +
           position(T.Site);
  if (T.Root == Thread::RootKind::Callback)
    return "handler registered at " + position(T.Site);
  return shortenPaths(T.Name);
}

bool isWrite(const Node &N) {
  if (N.kind() == NodeKind::MapOp)
    return writes(N.mapOp());
  if (N.kind() == NodeKind::SyncOp)
    return writes(touch(N.syncOp()));
  return N.kind() == NodeKind::Access && N.access() == AccessKind::Write;
}

bool isRead(const Node &N) {
  if (N.kind() == NodeKind::MapOp)
    return reads(N.mapOp()) && !writes(N.mapOp());
  if (N.kind() == NodeKind::SyncOp)
    return touch(N.syncOp()) != Touch::None && !writes(touch(N.syncOp()));
  return N.kind() == NodeKind::Access && N.access() == AccessKind::Read;
}

std::string text(const Place &P) {
  if (P.File.empty())
    return "?";
  std::string Out = P.File;
  for (uint32_t Part : {P.Line, P.Column}) {
    if (Part == 0)
      break;
    Out += ':';
    Out += std::to_string(Part);
  }
  return Out;
}

std::string text(const std::vector<HeldLock> &Locks) {
  std::string Out;
  for (const HeldLock &L : Locks) {
    if (!Out.empty())
      Out += ", ";
    Out += L.Name;
    if (L.Read)
      Out += " (read)";
  }
  return Out.empty() ? "none" : Out;
}

} // namespace mapgraph
