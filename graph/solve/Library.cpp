//===- Library.cpp - Concurrent callers of exported code ------------------===//

#include "graph/solve/Library.h"

#include "graph/model/ShortNames.h"
#include "graph/solve/Background.h"

#include <algorithm>
#include <map>

namespace mapgraph::solver {

Library::Library(const Graph &Program, Tables &Shared, const Summaries &Results,
                 const ObjectNames &Texts, Meet &Pairs)
    : G(Program), T(Shared), Done(Results), Names(Texts), Pairs(Pairs),
      Living(Program, Shared) {
  for (const Package &P : G.Packages)
    Packages.insert(withoutVariants(G.str(P.Path)));
}

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

std::string Library::lockEvidence(FunctionId By, PathId Lock) const {
  return "the type is used by several goroutines, it has the lock " +
         Names.text(Lock, By);
}

// What in the methods shows that several goroutines use one receiver.
std::string Library::typeEvidence(const Functions &Methods) const {
  for (FunctionId F : Methods) {
    std::string_view Name = G.str(G.function(F).Name);
    if (Name.ends_with(".ServeHTTP"))
      return shortName(F) + " serves requests, which run concurrently";
    for (const Item &I : Done[F.Value].Items)
      if (T.isThread(I) && !I.ByCell &&
          isReceiver(T.Paths[T.Paths.base(I.Object)]))
        return shortName(F) + " starts a goroutine that uses the receiver";
  }
  for (FunctionId F : Methods)
    for (const Item &I : Done[F.Value].Items)
      for (uint32_t C : T.Sets[I.Locks])
        if (isOwnLock(LockCode::path(C)))
          return lockEvidence(F, LockCode::path(C));
  return {};
}

// The package that has the variable or field of the name; empty when not known.
std::string_view Library::packageOf(std::string_view Name) const {
  Name = Name.substr(0, Name.find('['));
  for (size_t Dot; (Dot = Name.rfind('.')) != Name.npos;) {
    Name = Name.substr(0, Dot);
    if (Packages.contains(Name))
      return Name;
  }
  return {};
}

// Whether the lock is that of a logger, say: who takes it without knowing of it
// expects nothing.
bool Library::isOfOtherPackage(PathId Lock, FunctionId F) const {
  if (T.Paths[Lock].Kind == PathKind::Deref)
    Lock = T.Paths.parent(Lock);
  const Path &P = T.Paths[Lock];
  std::string Name;
  if (P.Kind == PathKind::Field && P.B < G.Selectors.size())
    Name = withoutVariants(G.str(G.Selectors[P.B]));
  else if (P.Kind == PathKind::Global && P.A)
    Name = withoutVariants(G.name(NodeId(P.A)));
  std::string_view Of = packageOf(Name);
  PackageId Own = G.function(F).Package;
  return !Of.empty() && Own &&
         Of != withoutVariants(G.str(G.package(Own).Path));
}

// Whether the access is one of a thread that the package starts, or that comes
// to its code.
bool Library::startsThread(const Item &I, PackageId Own) const {
  for (StepId S = T.firstSpawn(I.Trace); S; S = T.Steps[S.Value].Rest) {
    const Step &X = T.Steps[S.Value];
    FunctionId By = G.node(X.Event).Function;
    if (G.function(X.Callee).Package == Own ||
        (By && G.function(By).Package == Own))
      return true;
  }
  return false;
}

std::string Library::packageEvidence(const Functions &Exported) const {
  std::map<PathId, bool> Own;
  auto IsOwn = [&](FunctionId F, uint32_t Code) {
    auto [It, New] = Own.try_emplace(LockCode::path(Code));
    if (New)
      It->second = !isOfOtherPackage(LockCode::path(Code), F);
    return It->second;
  };
  for (FunctionId F : Exported)
    for (const Item &I : Done[F.Value].Items) {
      if (startsThread(I, G.function(F).Package))
        return shortName(F) + " starts goroutines";
      if (std::ranges::any_of(T.Sets[I.Locks],
                              [&](uint32_t C) { return IsOwn(F, C); }))
        return "the package expects concurrent callers, " + shortName(F) +
               " takes a lock";
    }
  return {};
}

// The name without package and type.
static std::string_view lastPart(std::string_view Name) {
  return Name.substr(Name.rfind('.') + 1);
}

static bool startsWithAny(std::string_view Name,
                          std::initializer_list<std::string_view> Words) {
  return std::ranges::any_of(
      Words, [&](std::string_view Word) { return Name.starts_with(Word); });
}

// Functions that people call while they set up, before anything runs.
static bool isSetUp(std::string_view Name, bool Method) {
  Name = lastPart(Name);
  // RegFunc registers, a Region does not.
  bool Registers = Name.starts_with("Regist") ||
                   (Name.starts_with("Reg") && Name.size() > 3 &&
                    Name[3] >= 'A' && Name[3] <= 'Z');
  return Registers || Name.starts_with("Init") ||
         (!Method &&
          startsWithAny(Name, {"Set", "Must", "Use", "Enable", "Disable"}));
}

// What builds an object or ends its life is called once.
static bool isCalledOnce(std::string_view Name) {
  Name = lastPart(Name);
  return Name == "Load" || Name == "Build" ||
         startsWithAny(Name, {"Setup", "Configure", "Close", "Stop", "Shutdown",
                              "Destroy", "Terminate"});
}

// Where the method starts what goes on for as long as its object, if its name
// says that this is its task: it brings the object into service.
Library::Events Library::servicesOf(FunctionId F,
                                    const std::vector<Item> &Does) {
  Events Out;
  if (!startsWithAny(lastPart(G.str(G.function(F).Name)),
                     {"Start", "Run", "Open", "Listen", "Serve", "Connect",
                      "Init", "Launch"}))
    return Out;
  for (const Item &I : Does)
    if (Living.isService(I) || (T.isThread(I) && Living.worksInLoop(I)))
      Out.insert(startOf(I));
  return Out;
}

// The event that starts the thread of the access; none without a thread.
NodeId Library::startOf(const Item &I) const {
  StepId S = T.firstSpawn(I.Trace);
  return S ? T.Steps[S.Value].Event : NodeId();
}

// Whether the pair needs two calls, at once, of what brings an object into
// service, or another user of an object that is not in service yet.
bool Library::beforeService(const Meeting &M, const Events &ServicesA,
                            const Events &ServicesB) const {
  NodeId StartA = startOf(M.A), StartB = startOf(M.B);
  return (!ServicesA.empty() && !StartA) || (!ServicesB.empty() && !StartB) ||
         (ServicesA.contains(StartA) && ServicesB.contains(StartB));
}

// Whether the pair needs a second call of what brings an object into service:
// its maker has made the first one.
bool Library::startedByMaker(const Meeting &M, FunctionId User) {
  if (T.async(M.B.Trace))
    return false;
  for (StepId S = M.A.Trace; S && !T.Steps[S.Value].Async;
       S = T.Steps[S.Value].Rest)
    if (T.Steps[S.Value].Callee == User)
      return !servicesOf(User, Done[User.Value].Items).empty();
  return false;
}

// A package answers for its own variables only.
bool Library::isOf(const Callers &Group, FunctionId F, const Item &I) const {
  const Path &P = T.Paths[T.Paths.base(I.Object)];
  if (P.Kind != Group.Base)
    return false;
  return Group.Base == PathKind::Global
             ? G.function(G.node(I.Op).Function).Package ==
                   G.function(F).Package
             : P.A == 0;
}

// Whether the function runs all tests of a package: before it does there are
// none, and when it has come back they are over.
bool Library::runsTests(FunctionId F) const {
  const Function &Row = G.function(F);
  for (uint32_t N = 0; N != Row.Count; ++N) {
    NodeId Code = G.target(NodeId(Row.First.Value + N), EdgeKind::Code);
    if (Code && G.node(Code).kind() == NodeKind::Function &&
        G.str(G.function(G.node(Code).Function).Name) == "testing.(*M).Run")
      return true;
  }
  return false;
}

void Library::collect(Callers &Group) {
  for (FunctionId F : Group.Of) {
    auto &Items = Group.Items.emplace_back();
    bool SetUp =
        Group.Base == PathKind::Global &&
        isSetUp(G.str(G.function(F).Name), G.function(F).Flags & FF_Method);
    bool RunsTests = Group.Base == PathKind::Global && runsTests(F);
    for (const Item &I : Done[F.Value].Items)
      if (!SetUp && !(RunsTests && !T.isThread(I)) && isOf(Group, F, I)) {
        Items.push_back(I);
        Group.Locks.add(F, I);
      }
    Group.Services.push_back(servicesOf(F, Items));
  }
}

std::string Library::evidence(const Callers &Group, uint32_t I, uint32_t J,
                              const std::string &Because) const {
  std::string A = shortName(Group.Of[I]), B = shortName(Group.Of[J]);
  return (I == J ? A + " is" : A + " and " + B + " are") +
         " called concurrently (" + Because + ")";
}

// Whether the access may be one of those that come first.
bool Library::maySetUp(const Callers &Group, uint32_t I, const Item &X) const {
  return X.Write && !runsAtAnyTime(Group.Of[I], Group.Items[I], X.Object);
}

void Library::doubt(const Callers &Group, uint32_t I, uint32_t J, Meeting &M) {
  bool Locked = Group.Locks.isLockedFor(M.A.Object);
  M.Unguarded = (!Locked && !writesBehind(M) &&
                 (maySetUp(Group, I, M.A) || maySetUp(Group, J, M.B))) ||
                beforeService(M, Group.Services[I], Group.Services[J]) ||
                (I == J && isCalledOnce(G.str(G.function(Group.Of[I]).Name)));
  if (Group.Base != PathKind::Param || T.async(M.A.Trace) ||
      T.async(M.B.Trace) || !Locked)
    return;
  auto [By, Lock] = Group.Locks.lockFor(M.A.Object);
  M.Evidence = evidence(Group, I, J, lockEvidence(By, Lock));
  if (Group.Locks.isLockedToRead(M.A.Object))
    M.ReadLock = Names.text(Lock, By);
  M.OneLocks = Group.Locks.isLockedByOne(M.A.Object) &&
               !(isGuarded(T, M.A) && isGuarded(T, M.B));
}

void Library::meet(const Functions &Of, PathKind Base,
                   const std::string &Evidence, MeetingList &Out) {
  Callers Group{Of, Base, Lockers(G, T, Done, Of), {}, {}};
  collect(Group);
  auto Like = [&](uint32_t I, uint32_t J) {
    Meeting M;
    M.Kind = MeetKind::Api;
    M.Evidence = evidence(Group, I, J, Evidence);
    return M;
  };
  Pairs.concurrent(Group.Items, Like, [&](uint32_t I, uint32_t J, Meeting M) {
    doubt(Group, I, J, M);
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
                             MeetingList &Out) {
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
        Out[First].Unguarded =
            (Living.isHandler(Out[First].A) && Out[First].B.Write &&
             !isGuarded(T, Out[First].B)) ||
            startedByMaker(Out[First], User);
    }
  }
}

void Library::meetings(const Functions &Exported, MeetingList &Out) {
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
  for (const auto &[Type, Methods] : ByType)
    if (std::string E = typeEvidence(Methods); !E.empty())
      meet(Methods, PathKind::Param, E, Out);
  for (FunctionId F : Exported)
    meetBackground(F, ByType, Out);
  for (const auto &[Package, Functions] : ByPackage)
    if (std::string E = packageEvidence(Functions); !E.empty())
      meet(Functions, PathKind::Global, E, Out);
}

} // namespace mapgraph::solver
