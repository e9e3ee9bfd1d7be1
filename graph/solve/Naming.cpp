//===- Naming.cpp - Names of values in one function -----------------------===//

#include "graph/solve/Naming.h"

#include <algorithm>

namespace mapgraph::solver {

// A dynamic call with more targets is a hub (Error, String, Read …): its
// targets are reached, but not followed instance by instance.
static constexpr size_t MaxFollowed = 24;
static constexpr size_t MaxFollowedMethods = 6;
static constexpr unsigned MaxRounds = 4;

Naming::Naming(const Graph &Program, const Callees &C, const CalleeSummaries &D,
               Tables &Shared, const Flow &Events, FunctionId Function,
               bool Values)
    : G(Program), Calls(C), Done(D), T(Shared), Events(Events), F(Function),
      ByValue(Values) {
  evaluate();
}

void Naming::add(Names &To, PathId P) {
  if (P && std::find(To.begin(), To.end(), P) == To.end() &&
      To.size() <= MaxNames)
    To.push_back(P);
}

void Naming::evaluate() {
  const Function &Row = G.function(F);
  Of.assign(Row.Count, {});
  for (unsigned Round = 0; Round != MaxRounds; ++Round) {
    bool Changed = false;
    forgetLifts();
    auto Update = [&](uint32_t I) {
      Names New = compute(NodeId(Row.First.Value + I));
      if (New == Of[I])
        return;
      Of[I] = std::move(New);
      Changed = true;
    };
    // Values stand before or behind what they are made of: sweep both ways.
    for (uint32_t I = Row.Count; I-- > 0;)
      Update(I);
    for (uint32_t I = 0; I != Row.Count; ++I)
      Update(I);
    size_t Before = Known.size();
    collectStores();
    if (!Changed && Known.size() == Before)
      break;
  }
  forgetLifts();
}

void Naming::forgetLifts() {
  LiftRows.clear();
  LastLift = {};
  LiftedPaths.clear();
  LiftedLocks.clear();
  LiftedSyncs.clear();
}

const Naming::Names &Naming::names(NodeId V) {
  static const Names None;
  if (!V) // an operation without an object, such as a callback
    return None;
  const Node &N = G.node(V);
  if (N.kind() == NodeKind::Global || N.kind() == NodeKind::Function) {
    Names &Out = OutsideNames[PathId(V.Value)];
    if (Out.empty())
      Out.push_back(N.kind() == NodeKind::Global ? T.Paths.global(V)
                                                 : T.Paths.function(V));
    return Out;
  }
  const Function &Row = G.function(F);
  if (V.Value < Row.First.Value || V.Value >= Row.First.Value + Row.Count)
    return None;
  return Of[V.Value - Row.First.Value];
}

// Whether control never comes to the event in this variant of the function.
bool Naming::isDead(NodeId Event) const {
  return Events.isCut() && Events.position(Event) == UINT32_MAX &&
         G.target(Event, EdgeKind::Next);
}

Naming::Names Naming::compute(NodeId V) {
  const Node &N = G.node(V);
  Names Out;
  if (N.kind() == NodeKind::Param) {
    add(Out, T.Paths.param(N.Op));
    return Out;
  }
  if (N.kind() == NodeKind::Object) {
    if (!isDead(V))
      add(Out, T.Paths.alloc(V));
    return Out;
  }
  if (N.kind() != NodeKind::Value && N.kind() != NodeKind::Result)
    return Out;
  bool Aggregate = N.has(NF_Aggregate);
  for (EdgeId Id : G.in(V)) {
    const Edge &E = G.edge(Id);
    switch (E.kind()) {
    case EdgeKind::Copy:
      for (PathId P : names(E.From))
        add(Out, P);
      break;
    case EdgeKind::Field: {
      bool FromRegister = G.node(E.From).has(NF_Aggregate);
      const Names From = names(E.From);
      for (PathId P : From) {
        PathId Part = T.Paths.field(P, E.label());
        add(Out, FromRegister && !Aggregate ? content(Part) : Part);
      }
      break;
    }
    case EdgeKind::Load: {
      const Names From = names(E.From);
      for (PathId P : From)
        add(Out, Aggregate ? P : content(P));
      break;
    }
    case EdgeKind::ResultOf:
      if (!isDead(E.From))
        for (PathId P : resultNames(E.From, E.label(), V))
          add(Out, P);
      break;
    default:
      break;
    }
  }
  // What is made because nothing was found, and put there, is what is found.
  if (const Names All = Out; All.size() > 1) {
    auto isPut = [&](PathId P) {
      return std::any_of(All.begin(), All.end(), [&](PathId Found) {
        return Found != P && Put.contains({Found, P});
      });
    };
    Out.erase(std::remove_if(Out.begin(), Out.end(), isPut), Out.end());
  }
  if (Out.size() > MaxNames)
    Out.assign(1, T.Paths.opaque(V));
  nameByValue(V, Out);
  return Out;
}

bool Naming::isTaken(PathId P) const {
  const Path &Base = T.Paths[T.Paths.base(P)];
  const Function &Row = G.function(F);
  return Base.Kind == PathKind::Opaque && !ContextId(Base.B) &&
         Base.A >= Row.First.Value && Base.A < Row.First.Value + Row.Count;
}

NodeId Naming::takenBy(PathId P) const {
  NodeId Out;
  for (EdgeId Id : G.in(NodeId(T.Paths[T.Paths.base(P)].A)))
    switch (const Edge &E = G.edge(Id); E.kind()) {
    case EdgeKind::Copy:
    case EdgeKind::Load:
    case EdgeKind::Field:
      return {};
    case EdgeKind::ResultOf:
      if (Out)
        return {};
      Out = E.From;
      break;
    default:
      break;
    }
  return Out;
}

bool Naming::isOfUnknownCall(NodeId Value) {
  auto isCall = [&](EdgeId Id) {
    const Edge &E = G.edge(Id);
    return E.kind() == EdgeKind::ResultOf &&
           G.node(E.From).kind() == NodeKind::Call;
  };
  return std::ranges::any_of(names(Value), [&](PathId P) {
    const Path &X = T.Paths[P];
    return X.Kind == PathKind::Opaque &&
           (ContextId(X.B) || std::ranges::any_of(G.in(NodeId(X.A)), isCall));
  });
}

// The address of a part is one node for all parts of its kind: only what was
// loaded, received or returned is one object.
void Naming::nameByValue(NodeId V, Names &Of) {
  auto isPart = [&](EdgeId Id) { return G.edge(Id).kind() == EdgeKind::Field; };
  auto isVague = [&](PathId P) {
    return T.Paths[P].Element || (T.Paths[P].Kind == PathKind::Opaque &&
                                  (!ByValue || Of.size() > 1 || !isTaken(P)));
  };
  if (std::ranges::none_of(Of, isVague) || std::ranges::any_of(G.in(V), isPart))
    return;
  HasVague = true;
  if (ByValue)
    Of.assign(1, T.Paths.opaque(V));
}

Naming::Names Naming::resultNames(NodeId Event, uint32_t Index, NodeId V) {
  const Node &E = G.node(Event);
  Names Out;
  NodeId Addr = G.target(Event, EdgeKind::Addr);
  if (E.kind() == NodeKind::MapOp) {
    if (E.mapOp() == MapOpKind::Make || E.mapOp() == MapOpKind::Clone)
      return {T.Paths.alloc(Event)};
    if (E.mapOp() == MapOpKind::IterNext && Index == 0)
      return {T.Paths.opaque(V)};
    for (PathId M : names(Addr))
      add(Out, T.Paths.mapElement(M));
    return Out;
  }
  if (E.kind() == NodeKind::Access) {
    const Names From = names(Addr);
    for (PathId P : From)
      add(Out, content(P));
    return Out;
  }
  if (E.kind() == NodeKind::SyncOp) {
    const Names From = names(Addr);
    for (PathId P : From)
      switch (E.syncOp()) {
      case SyncOpKind::Recv: {
        PathId Sent = T.Paths.message(P);
        add(Out, G.node(V).has(NF_Aggregate) ? Sent : content(Sent));
        break;
      }
      case SyncOpKind::AtomicLoad:
        add(Out, content(P));
        break;
      case SyncOpKind::AtomicRmw: // what somebody else has stored
        add(Out, T.Paths.deref(P));
        break;
      default:
        break;
      }
    // What a pool gives belongs to who gets it.
    if (E.syncOp() == SyncOpKind::PoolGet)
      Out.assign(1, T.Paths.alloc(Event));
    return Out;
  }
  if (E.kind() != NodeKind::Call)
    return Out;
  const auto &Targets = followed(Event);
  bool Known = !Targets.empty() && !isOpen(Event);
  for (FunctionId Callee : Targets) {
    const auto &Results = Done.at(Event, Callee).Results;
    if (Index >= Results.size() || Results[Index].empty()) {
      Known &= G.function(Callee).Flags & FF_Defined &&
               !(G.function(Callee).Flags & FF_Opaque);
      continue;
    }
    for (PathId P : Results[Index])
      for (PathId L : lift(Event, Callee, P))
        add(Out, L);
  }
  if (!Known || Out.empty())
    Out.assign(1, T.Paths.opaque(V));
  return Out;
}

const std::vector<PathId> &Naming::storedAt(PathId Addr) const {
  static const std::vector<PathId> None;
  auto It = ByAddr.find(Addr);
  return It == ByAddr.end() ? None : It->second;
}

// Whether each of several threads puts an object of its own there.
bool Naming::isOneOfThreads(PathId Addr, PathId Value) const {
  const Path &Base = T.Paths[T.Paths.base(Value)];
  NodeId Start = T.Paths.madeBy(Value);
  if (Base.Kind != PathKind::Alloc || !ContextId(Base.B) ||
      !isAsync(G.node(Start)))
    return false;
  uint32_t Pos = Events.position(Start), Made = UINT32_MAX;
  if (NodeId Holder = T.Paths.madeBy(Addr))
    Made = Events.position(Holder);
  return Pos != UINT32_MAX && Made != Pos &&
         (G.node(Start).has(NF_Many) || Events.canFollow(Pos, Pos, Made));
}

PathId Naming::unique(PathId Addr) const {
  auto It = ByAddr.find(Addr);
  return It != ByAddr.end() && It->second.size() == 1 &&
                 !isOneOfThreads(Addr, It->second.front())
             ? It->second.front()
             : PathId();
}

PathId Naming::content(PathId Address) {
  PathId At = Address;
  // Copies of copies end; two structs that are swapped do not.
  for (unsigned Copies = 0; Copies != 4; ++Copies) {
    const Path A = T.Paths[At];
    if (A.Kind == PathKind::Field && T.Paths.isElementSelector(A.B) &&
        !T.Paths.isMessage(At))
      break;
    // A cell that holds one of many keeps its own name: who shares the cell
    // shares what it holds.
    if (PathId V = unique(At))
      return T.Paths[V].Element && !T.Paths[At].Element ? T.Paths.deref(At) : V;
    // A part of a struct that was copied as a whole: the source's part.
    if (A.Kind != PathKind::Field || ByAddr.contains(At))
      break;
    PathId Whole = unique(PathId(A.A));
    if (!Whole || T.Paths[Whole].Kind != PathKind::Deref)
      break;
    At = T.Paths.field(T.Paths.parent(Whole), A.B);
  }
  return T.Paths.deref(At);
}

const std::vector<FunctionId> &Naming::followed(NodeId Event) {
  static const std::vector<FunctionId> None;
  const auto &Targets = Calls.targets(Event);
  NodeId Receiver = G.target(Event, EdgeKind::Recv);
  if (!Receiver || Targets.size() < 2)
    return Targets.size() <= MaxFollowed ? Targets : None;
  // The receiver's own type decides where it is known.
  std::vector<TypeId> Types;
  for (PathId P : names(Receiver))
    Types.push_back(typeOf(P));
  std::sort(Types.begin(), Types.end());
  if (Types.empty() || !Types.front() || !Types.back())
    return Targets.size() <= MaxFollowedMethods ? Targets : None;
  auto &Of = ByReceiver[{Event, Types}];
  if (Of.empty())
    for (FunctionId F : Targets)
      if (TypeId R = G.function(F).Receiver;
          !R || std::binary_search(Types.begin(), Types.end(), R))
        Of.push_back(F);
  return Of.size() <= MaxFollowedMethods ? Of : None;
}

TypeId Naming::typeOf(PathId P) const {
  if (!P || T.Paths[P].Kind != PathKind::Alloc)
    return {};
  const Node &N = G.node(NodeId(T.Paths[P].A));
  bool Struct = N.kind() == NodeKind::Object && N.Type &&
                G.type(N.Type).Kind == static_cast<uint32_t>(TypeKind::Struct);
  return Struct ? N.Type : TypeId();
}

PathId Naming::resolve(PathId P) {
  const Path X = T.Paths[P];
  if (T.Paths.isBase(P))
    return P;
  PathId Below = resolve(PathId(X.A));
  if (!Below || (X.Kind == PathKind::Field && !canHave(Below, X.B)))
    return {};
  return X.Kind == PathKind::Field ? T.Paths.field(Below, X.B) : content(Below);
}

// Whether what P names can have the field: the name may have come from a call
// that reaches methods of several types.
bool Naming::canHave(PathId P, uint32_t Selector) const {
  TypeId Owner = T.fieldOwner(Selector);
  if (!Owner)
    return true;
  if (TypeId Type = typeOf(P))
    return Type == Owner;
  const std::vector<TypeId> *Held = heldTypes(P);
  return !Held || std::ranges::binary_search(*Held, Owner);
}

// Types of what a package-level variable holds, when that is what P names.
const std::vector<TypeId> *Naming::heldTypes(PathId P) const {
  if (!P || T.Paths[P].Kind != PathKind::Deref)
    return nullptr;
  const Path &Variable = T.Paths[T.Paths.parent(P)];
  return Variable.Kind == PathKind::Global ? Calls.heldTypes(NodeId(Variable.A))
                                           : nullptr;
}

bool Naming::isOpen(NodeId Event) {
  NodeId Code = G.target(Event, EdgeKind::Code);
  if (!Code || G.node(Code).kind() == NodeKind::Function ||
      Calls.targets(Event).size() == 1)
    return false;
  PathId P = name(Code);
  return P && T.Paths[T.Paths.base(P)].Kind == PathKind::Param;
}

FunctionId Naming::codeOf(PathId P) const {
  const Path &C = T.Paths[P];
  if (C.Kind == PathKind::Function)
    return G.node(NodeId(C.A)).Function;
  if (C.Kind != PathKind::Alloc)
    return {};
  NodeId Code = G.target(NodeId(C.A), EdgeKind::Code);
  if (!Code || G.node(Code).kind() != NodeKind::Function ||
      G.node(NodeId(C.A)).kind() != NodeKind::Object)
    return {};
  return G.node(Code).Function;
}

} // namespace mapgraph::solver
