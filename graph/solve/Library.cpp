//===- Library.cpp - Concurrent callers of exported code ------------------===//

#include "graph/solve/Library.h"

#include "graph/model/ShortNames.h"
#include "graph/solve/Background.h"

#include <map>
#include <set>

namespace mapgraph::solver {

std::string Library::shortName(FunctionId F) const {
  return shortenPaths(functionName(G, F));
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
std::string Library::typeEvidence(const Functions &Methods) const {
  for (FunctionId F : Methods) {
    std::string_view Name = G.str(G.function(F).Name);
    if (Name.ends_with(".ServeHTTP"))
      return shortName(F) + " serves requests, which run concurrently";
    for (const Item &I : Done[F.Value].Items)
      if (T.isThread(I) && isReceiver(T.Paths[T.Paths.base(I.Object)]))
        return shortName(F) + " starts a goroutine that uses the receiver";
  }
  for (FunctionId F : Methods)
    for (const Item &I : Done[F.Value].Items)
      for (uint32_t C : T.Sets[I.Locks])
        if (isOwnLock(LockCode::path(C)))
          return "the type is used by several goroutines, it has the lock " +
                 Names.text(LockCode::path(C), F);
  return {};
}

std::string Library::packageEvidence(const Functions &Exported) const {
  for (FunctionId F : Exported)
    for (const Item &I : Done[F.Value].Items) {
      if (T.async(I.Trace))
        return shortName(F) + " starts goroutines";
      if (I.Locks != SetTable::empty())
        return "the package expects concurrent callers, " + shortName(F) +
               " takes a lock";
    }
  return {};
}

// Whether the place is (a part of) a variable of a package.
static bool isVariable(const PathTable &Paths, PathId P) {
  while (Paths[P].Kind == PathKind::Field)
    P = Paths.parent(P);
  return Paths[P].Kind == PathKind::Global;
}

// Whether a lock is held that belongs to what the map belongs to: its receiver,
// or the variables of the package. A lock of some other object says nothing.
bool Library::isGuarded(const Item &I) const {
  const Path &Owner = T.Paths[T.Paths.base(I.Object)];
  const auto &Locks = T.Sets[I.Locks];
  return std::any_of(Locks.begin(), Locks.end(), [&](uint32_t C) {
    PathId Lock = LockCode::path(C);
    return T.Paths[T.Paths.base(Lock)] == Owner ||
           (Owner.Kind == PathKind::Global && isVariable(T.Paths, Lock));
  });
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

// Whether the method brings its object into service: it starts what goes on for
// as long as the object, and its name says that this is its task.
bool Library::bringsIntoService(FunctionId F, const std::vector<Item> &Does) {
  std::string_view Name = G.str(G.function(F).Name);
  Name = Name.substr(Name.rfind('.') + 1);
  constexpr std::string_view Verbs[] = {"Start", "Run",     "Open", "Listen",
                                        "Serve", "Connect", "Init", "Launch"};
  return std::any_of(std::begin(Verbs), std::end(Verbs),
                     [&](auto Verb) { return Name.starts_with(Verb); }) &&
         std::any_of(Does.begin(), Does.end(),
                     [&](const Item &I) { return Living.isService(I); });
}

// Whether the pair needs two calls, at once, of what brings an object into
// service, or another user of an object that is not in service yet.
bool Library::beforeService(const Meeting &M, bool StarterA, bool StarterB) {
  bool SyncA = !T.async(M.A.Trace), SyncB = !T.async(M.B.Trace);
  return (StarterA && SyncA) || (StarterB && SyncB) ||
         (StarterA && StarterB && Living.isService(M.A) &&
          Living.isService(M.B));
}

void Library::meet(const Functions &Of, PathKind Base,
                   const std::string &Evidence, std::vector<Meeting> &Out) {
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
      if (isGuarded(I))
        Guarded.insert(I.Object);
    }
  }
  std::vector<bool> Starter;
  for (size_t I = 0; I != Of.size(); ++I)
    Starter.push_back(bringsIntoService(Of[I], Items[I]));
  auto Like = [&](uint32_t I, uint32_t J) {
    Meeting M;
    M.Kind = MeetKind::Api;
    M.Evidence = I == J ? shortName(Of[I]) + " is called concurrently"
                        : shortName(Of[I]) + " and " + shortName(Of[J]) +
                              " are called concurrently";
    M.Evidence += " (" + Evidence + ")";
    return M;
  };
  Pairs.concurrent(Items, Like, [&](uint32_t I, uint32_t J, Meeting M) {
    M.Unguarded = !Guarded.contains(M.A.Object) && !writesBehind(M) &&
                  ((M.A.Write && !runsAtAnyTime(Of[I], Items[I], M.A.Object)) ||
                   (M.B.Write && !runsAtAnyTime(Of[J], Items[J], M.B.Object)));
    M.Unguarded |= beforeService(M, Starter[I], Starter[J]);
    Out.push_back(std::move(M));
  });
}

// Whether nothing speaks for set-up in a function that writes the map without a
// lock: it serves, or it fills a variable of the package with what it misses
// there. What does not even look, or only removes, undoes or makes a
// registration.
bool Library::runsAtAnyTime(FunctionId F, const std::vector<Item> &Does,
                            PathId Map) const {
  if (G.str(G.function(F).Name).ends_with(".ServeHTTP"))
    return true;
  bool Looks = false, Fills = false;
  for (const Item &I : Does)
    if (I.Object == Map) {
      Looks |= !I.Write;
      Fills |= G.node(I.Op).kind() != NodeKind::MapOp ||
               G.node(I.Op).mapOp() == MapOpKind::Update;
    }
  return Looks && Fills && !T.Paths.isBase(Map) &&
         isVariable(T.Paths, T.Paths.parent(Map));
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
      size_t First = Out.size();
      Pairs.concurrent(Threads, Done[User.Value].Items, Like, Out);
      // Requests come when the server is set up.
      for (; First != Out.size(); ++First)
        Out[First].Unguarded = Living.isHandler(Out[First].A) &&
                               Out[First].B.Write && !isGuarded(Out[First].B);
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
    if (std::string E = typeEvidence(Methods); !E.empty())
      meet(Methods, PathKind::Param, E, Out);
  for (FunctionId F : Exported)
    meetBackground(F, ByType, Out);
  for (const auto &[Package, Functions] : ByPackage)
    if (std::string E = packageEvidence(Functions); !E.empty())
      meet(Functions, PathKind::Global, E, Out);
  return Out;
}

} // namespace mapgraph::solver
