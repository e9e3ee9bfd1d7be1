//===- Library.cpp - Concurrent callers of exported code ------------------===//

#include "graph/solve/Library.h"

#include "graph/solve/Background.h"

#include <map>
#include <set>

namespace mapgraph::solver {

std::string Library::shortName(FunctionId F) const {
  std::string_view S = G.str(G.function(F).Display);
  if (S.empty())
    S = G.str(G.function(F).Name);
  return std::string(afterSlash(S));
}

static bool isReceiver(const Path &P) {
  return P.Kind == PathKind::Param && P.A == 0;
}

// A lock in the receiver, or one that a field of it points to; not the lock of
// another object that the receiver knows.
bool Library::isOwnLock(PathId Lock) const {
  PathId P = Lock;
  if (T.Paths[P].Kind == PathKind::Deref)
    P = T.Paths.parent(P);
  while (T.Paths[P].Kind == PathKind::Field)
    P = T.Paths.parent(P);
  return isReceiver(T.Paths[P]);
}

// What in the methods shows that several goroutines use one receiver.
Library::Proof Library::typeEvidence(const Functions &Methods) const {
  for (FunctionId F : Methods) {
    std::string_view Name = G.str(G.function(F).Name);
    if (Name.ends_with(".ServeHTTP"))
      return {shortName(F) + " serves requests, which run concurrently", true};
    for (const Item &I : Done[F.Value].Items)
      if (T.isThread(I) && isReceiver(T.Paths[T.Paths.base(I.Object)]))
        return {shortName(F) + " starts a goroutine that uses the receiver"};
  }
  for (FunctionId F : Methods)
    for (const Item &I : Done[F.Value].Items)
      for (uint32_t C : T.Sets[I.Locks])
        if (isOwnLock(LockCode::path(C)))
          return {"the type is used by several goroutines, it has the lock " +
                  Names.text(LockCode::path(C), F)};
  return {};
}

Library::Proof Library::packageEvidence(const Functions &Exported) const {
  for (FunctionId F : Exported)
    for (const Item &I : Done[F.Value].Items) {
      if (T.async(I.Trace))
        return {shortName(F) + " starts goroutines"};
      if (I.Locks != SetTable::empty())
        return {"the package expects concurrent callers, " + shortName(F) +
                " takes a lock"};
    }
  return {};
}

// Functions that people call while they set up, before anything runs.
static bool isSetUp(std::string_view Name, bool Method) {
  size_t Dot = Name.rfind('.');
  if (Dot != std::string_view::npos)
    Name = Name.substr(Dot + 1);
  for (std::string_view Prefix :
       {"Register", "Set", "Init", "Must", "Use", "Enable", "Disable"})
    if (Name.starts_with(Prefix))
      return !Method || Prefix == "Register" || Prefix == "Init";
  return false;
}

void Library::meet(const Functions &Of, PathKind Base, const Proof &Evidence,
                   std::vector<Meeting> &Out) {
  std::vector<std::vector<Item>> Items;
  std::set<PathId> Guarded; // under a lock in one of the methods
  for (FunctionId F : Of) {
    Items.emplace_back();
    if (Base == PathKind::Global &&
        isSetUp(G.str(G.function(F).Name), G.function(F).Flags & FF_Method))
      continue;
    for (const Item &I : Done[F.Value].Items) {
      const Path &P = T.Paths[T.Paths.base(I.Object)];
      // A package answers for its own variables only.
      bool Own = Base == PathKind::Global
                     ? G.function(G.node(I.Op).Function).Package ==
                           G.function(F).Package
                     : P.A == 0;
      if (P.Kind != Base || !Own)
        continue;
      Items.back().push_back(I);
      if (I.Locks != SetTable::empty())
        Guarded.insert(I.Object);
    }
  }
  for (size_t I = 0; I != Of.size(); ++I)
    for (size_t J = I; J != Of.size(); ++J) {
      if (Items[I].empty() || Items[J].empty())
        continue;
      Meeting Like;
      Like.Kind = MeetKind::Api;
      Like.Evidence = I == J ? shortName(Of[I]) + " is called concurrently"
                             : shortName(Of[I]) + " and " + shortName(Of[J]) +
                                   " are called concurrently";
      Like.Evidence += " (" + Evidence.Text + ")";
      size_t First = Out.size();
      Pairs.concurrent(Items[I], Items[J], Like, Out);
      for (; First != Out.size(); ++First)
        Out[First].Unguarded = Base == PathKind::Param && !Evidence.Serves &&
                               !Guarded.contains(Out[First].A.Object) &&
                               !writesBehind(Out[First]);
    }
}

// Whether a goroutine that a method has left behind is what writes.
bool Library::writesBehind(const Meeting &M) const {
  return (M.A.Write && T.async(M.A.Trace)) || (M.B.Write && T.async(M.B.Trace));
}

void Library::meetBackground(FunctionId Maker,
                             const std::map<TypeId, Functions> &ByType,
                             std::vector<Meeting> &Out) {
  const Summary &S = Done[Maker.Value];
  if (S.Results.empty())
    return;
  for (PathId Made : S.Results.front()) {
    const Path &P = T.Paths[Made];
    if (P.Kind != PathKind::Alloc)
      continue;
    auto Methods = ByType.find(G.node(NodeId(P.A)).Type);
    if (!G.node(NodeId(P.A)).Type || Methods == ByType.end())
      continue;
    const std::vector<Item> Threads = background(T, S, Made);
    if (Threads.empty())
      continue;
    for (FunctionId User : Methods->second) {
      Meeting Like;
      Like.Kind = MeetKind::Background;
      Like.Evidence = shortName(User) +
                      " is called while a goroutine runs that " +
                      shortName(Maker) + " has started";
      Pairs.concurrent(Threads, Done[User.Value].Items, Like, Out);
    }
  }
}

std::vector<Meeting> Library::meetings(const Functions &Exported) {
  std::map<TypeId, Functions> ByType;
  std::map<PackageId, Functions> ByPackage;
  for (FunctionId F : Exported) {
    const Function &Row = G.function(F);
    if (Row.Flags & FF_Init)
      continue;
    if ((Row.Flags & FF_Method) && Row.Receiver)
      ByType[Row.Receiver].push_back(F);
    ByPackage[Row.Package].push_back(F);
  }
  std::vector<Meeting> Out;
  for (const auto &[Type, Methods] : ByType)
    if (Proof E = typeEvidence(Methods); !E.Text.empty())
      meet(Methods, PathKind::Param, E, Out);
  for (FunctionId F : Exported)
    meetBackground(F, ByType, Out);
  for (const auto &[Package, Functions] : ByPackage)
    if (Proof E = packageEvidence(Functions); !E.Text.empty())
      meet(Functions, PathKind::Global, E, Out);
  return Out;
}

} // namespace mapgraph::solver
