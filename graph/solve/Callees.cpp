//===- Callees.cpp - Call graph found on the fly --------------------------===//

#include "graph/solve/Callees.h"

#include "graph/solve/DeadArms.h"
#include "graph/solve/Flow.h"
#include "graph/solve/HeldTypes.h"
#include "graph/solve/StructTypes.h"

#include <algorithm>

namespace mapgraph::solver {

// More cells or targets than this in one place say nothing useful: the place
// is a hub of the language's own library, and its calls stay unresolved.
static constexpr size_t MaxTokens = 2000;
static constexpr unsigned MaxCells = 40;

// What is done with the value of a node, so that most edges are not looked at
// for each of its tokens.
enum Use : uint8_t { Copied = 1, Run = 2, Addresses = 4 };

Callees::Callees(const Graph &Program, const std::vector<FunctionId> &Roots)
    : G(Program), Reached(G.Functions.size(), false),
      ClosureCode(G.Functions.size(), false), Signatures(G.Functions.size()),
      Numbers(G.Nodes.size() + G.Types.size()), TargetRow(G.Nodes.size(), 0),
      Targets(1) {
  NumVars = G.Nodes.size() + G.Selectors.size();
  Places.resize(NumVars);
  for (StringId S : G.Selectors) {
    ClosureSelector.push_back(G.str(S).starts_with("closure."));
    TransparentSelector.push_back(G.str(S) == "[]" ||
                                  G.str(S).starts_with("+"));
  }
  noteUses();
  for (const Method &M : G.Methods)
    if (M.Function)
      MethodIndex.try_emplace({M.Method, M.Dynamic},
                              G.node(M.Function).Function);
  for (const Edge &E : G.Edges)
    if (E.kind() == EdgeKind::Code &&
        G.node(E.From).kind() == NodeKind::Object &&
        G.node(E.To).kind() == NodeKind::Function)
      ClosureCode[G.node(E.To).Function.Value] = true;
  for (const Function &F : G.Functions)
    if (F.Node)
      addToken(F.Node.Value, F.Node.Value);
  for (size_t I = 0; I != G.Nodes.size(); ++I)
    if (G.Nodes[I].kind() == NodeKind::Global && isCell(NodeId(I)))
      addToken(I, I);
  for (FunctionId F : Roots)
    activate(F);
  drain();
  for (auto &Functions : Targets)
    std::sort(Functions.begin(), Functions.end());
  sortGroups();
  DeadArms = findDeadArms(G, *this);
  Flows Known(G);
  Semaphores = findSemaphores(G, *this, Known);
  ChannelLocks = findChannelLocks(G, *this, Known);
  Held = findHeldTypes(G, *this, Roots);
  followOuterValues(Roots);
  const StructTypes Structs(G);
  for (const Type &Dynamic : G.Types)
    PointeeOf.push_back(Structs.pointee(G.str(Dynamic.Name)));
}

void Callees::noteUses() {
  Uses.assign(G.Nodes.size(), 0);
  for (const Edge &E : G.Edges)
    switch (E.kind()) {
    case EdgeKind::Copy:
      Uses[E.From.Value] |= Copied;
      break;
    case EdgeKind::Field:
      if (TransparentSelector[E.label()])
        Uses[E.From.Value] |= Copied;
      break;
    case EdgeKind::Code:
    case EdgeKind::Recv:
      Uses[E.To.Value] |= Run;
      break;
    case EdgeKind::Load:
      Uses[E.From.Value] |= Addresses;
      break;
    case EdgeKind::Addr:
      Uses[E.To.Value] |= Addresses;
      break;
    default:
      break;
    }
  // Uses of functions and globals are pulled in when code is reached.
  for (size_t I = 0; I != G.Nodes.size(); ++I)
    if (!G.Nodes[I].Function || G.Nodes[I].kind() == NodeKind::Function)
      Uses[I] = 0;
}

const std::vector<TypeId> *Callees::heldTypes(NodeId Global) const {
  auto It = Held.find(Global);
  return It == Held.end() ? nullptr : &It->second;
}

const std::vector<FunctionId> &Callees::callers(FunctionId F) const {
  if (Callers.empty())
    collectCallers();
  return Callers[F.Value];
}

void Callees::collectCallers() const {
  Callers.resize(G.Functions.size());
  for (size_t I = 0; I != G.Functions.size(); ++I) {
    if (!Reached[I])
      continue;
    forTargets(FunctionId(I), [&](NodeId, FunctionId Callee) {
      if (auto &By = Callers[Callee.Value];
          By.empty() || By.back() != FunctionId(I))
        By.push_back(FunctionId(I));
    });
  }
}

// Whether the value at the end is that at the beginning.
bool Callees::isPassedOn(const Edge &E) const {
  return E.kind() == EdgeKind::Copy ||
         (E.kind() == EdgeKind::Field && TransparentSelector[E.label()]);
}

// All that is reached by the ways that tokens take.
void Callees::followOuterValues(const std::vector<FunctionId> &Roots) {
  FromOutside.assign(Places.size(), false);
  std::vector<Var> Rest;
  auto Reach = [&](Var V) {
    if (!FromOutside[V])
      Rest.push_back(V);
    FromOutside[V] = true;
  };
  for (FunctionId F : Roots)
    for (NodeId Param : Signatures[F.Value].Params)
      if (Param)
        Reach(Param.Value);
  while (!Rest.empty()) {
    Var V = Rest.back();
    Rest.pop_back();
    for (Var To : Places[V].Flows)
      Reach(To);
    if (V >= G.Nodes.size())
      continue;
    for (EdgeId Id : G.out(NodeId(V)))
      if (const Edge &E = G.edge(Id); isPassedOn(E))
        Reach(E.To.Value);
  }
}

bool Callees::canPointTo(NodeId V, TypeId Struct) const {
  if (V.Value >= Places.size() || isCrowded(V) || FromOutside[V.Value])
    return true;
  bool Known = false;
  for (uint32_t T : Places[V.Value].Tokens.row()) {
    if (!isType(T))
      continue;
    TypeId Pointee = PointeeOf[typeOf(T).Value];
    if (!Pointee || Pointee == Struct)
      return true;
    Known = true;
  }
  return !Known;
}

Callees::Idle Callees::idle(NodeId V) const {
  if (IdleTypes.empty() || V.Value >= Places.size())
    return Idle::No;
  bool Some = false, All = !isCrowded(V) && !FromOutside[V.Value];
  for (uint32_t T : Places[V.Value].Tokens.row()) {
    if (!isType(T))
      continue;
    bool Here = IdleTypes.contains(typeOf(T));
    Some |= Here;
    All &= Here;
  }
  return !Some ? Idle::No : All ? Idle::Yes : Idle::Perhaps;
}

Callees::Objects Callees::objects(NodeId V) const {
  Objects Out;
  if (G.node(V).kind() == NodeKind::Object && isCell(V))
    Out.push_back(V);
  if (V.Value >= Places.size())
    return Out;
  for (uint32_t T : Places[V.Value].Tokens.row())
    if (!isType(T) && G.Nodes[T].kind() == NodeKind::Object && NodeId(T) != V)
      Out.push_back(NodeId(T));
  return Out;
}

bool Callees::isCrowded(NodeId V) const {
  return V.Value < Places.size() && Places[V.Value].Tokens.cells() >= MaxCells;
}

// Whether the flow, which is then added, is not among those that start at From.
static bool isNewFlow(const std::vector<uint32_t> &Flows, PairSet &IfMany,
                      uint32_t From, uint32_t To) {
  static constexpr size_t Few = 16;
  if (Flows.size() > Few)
    return IfMany.insert(From, To);
  if (std::find(Flows.begin(), Flows.end(), To) != Flows.end())
    return false;
  if (Flows.size() == Few) {
    for (uint32_t Other : Flows)
      IfMany.insert(From, Other);
    IfMany.insert(From, To);
  }
  return true;
}

bool Callees::isCellToken(uint32_t Token) const {
  return !isType(Token) && G.Nodes[Token].kind() != NodeKind::Function;
}

void Callees::addToken(Var V, uint32_t Token) {
  TokenSet &At = Places[V].Tokens;
  if (At.row().size() >= MaxTokens)
    return;
  bool Cell = isCellToken(Token);
  if ((Cell && At.cells() >= MaxCells) || !At.insert(Token, Cell, Numbers))
    return;
  Work.push_back({V, Token});
}

void Callees::addFlow(Var From, Var To) {
  if (From == To || !isNewFlow(Places[From].Flows, HasFlow, From, To))
    return;
  Places[From].Flows.push_back(To);
  for (uint32_t T : Places[From].Tokens.row())
    addToken(To, T);
}

static bool storesThroughAddr(const Node &N) {
  if (N.kind() == NodeKind::Access)
    return N.access() == AccessKind::Write;
  if (N.kind() != NodeKind::SyncOp)
    return false;
  switch (N.syncOp()) {
  case SyncOpKind::Send:
  case SyncOpKind::AtomicStore:
  case SyncOpKind::AtomicRmw:
  case SyncOpKind::PoolPut:
    return true;
  default:
    return false;
  }
}

static bool loadsThroughAddr(const Node &N) {
  if (N.kind() == NodeKind::Access)
    return N.access() == AccessKind::Read;
  if (N.kind() != NodeKind::SyncOp)
    return false;
  switch (N.syncOp()) {
  case SyncOpKind::Recv:
  case SyncOpKind::AtomicLoad:
  case SyncOpKind::AtomicRmw:
  case SyncOpKind::PoolGet:
    return true;
  default:
    return false;
  }
}

void Callees::flowStore(NodeId Event, Var Content) {
  for (EdgeId Id : G.out(Event))
    if (G.edge(Id).kind() == EdgeKind::Val)
      addFlow(G.edge(Id).To.Value, Content);
}

void Callees::flowLoad(NodeId Event, Var Content) {
  for (EdgeId Id : G.out(Event))
    if (G.edge(Id).kind() == EdgeKind::ResultOf)
      addFlow(Content, G.edge(Id).To.Value);
}

void Callees::activate(FunctionId F) {
  const Function &Row = G.function(F);
  if (Reached[F.Value])
    return;
  Reached[F.Value] = true;
  if (!(Row.Flags & FF_Defined) || (Row.Flags & FF_Opaque) || !Row.First)
    return;
  Signature &Sig = Signatures[F.Value];
  for (uint32_t I = 0; I != Row.Count; ++I) {
    NodeId N(Row.First.Value + I);
    const Node &X = G.node(N);
    if (X.kind() == NodeKind::Param || X.kind() == NodeKind::Result) {
      auto &List = X.kind() == NodeKind::Param ? Sig.Params : Sig.Results;
      if (List.size() <= X.Op)
        List.resize(X.Op + 1);
      List[X.Op] = N;
    }
  }
  for (uint32_t I = 0; I != Row.Count; ++I) {
    NodeId N(Row.First.Value + I);
    const Node &X = G.node(N);
    // What comes from outside any function.
    for (EdgeId Id : G.in(N)) {
      const Edge &E = G.edge(Id);
      NodeKind From = G.node(E.From).kind();
      if (E.kind() == EdgeKind::Copy &&
          (From == NodeKind::Function ||
           (From == NodeKind::Global && isCell(E.From))))
        addToken(N.Value, E.From.Value);
      Var Content;
      if (E.kind() == EdgeKind::Load && contentOf(E.From, Content))
        addFlow(Content, N.Value);
    }
    if (X.kind() == NodeKind::Object) {
      if (X.object() == ObjectKind::Closure) {
        if (NodeId Code = G.target(N, EdgeKind::Code))
          addToken(N.Value, Code.Value);
      } else if (isCell(N)) {
        addToken(N.Value, N.Value);
      }
      continue;
    }
    if (X.has(NF_Iface) && X.kind() == NodeKind::Value && X.Type) {
      addToken(N.Value, tokenOf(X.Type));
      if (X.has(NF_Single))
        IdleTypes.insert(X.Type);
    }
    if (X.kind() == NodeKind::MapOp) {
      Var Content = mapVar(X.Type);
      flowStore(N, Content);
      if (X.mapOp() != MapOpKind::Make)
        flowLoad(N, Content);
      continue;
    }
    Var Content;
    if (storesThroughAddr(X) || loadsThroughAddr(X))
      if (NodeId A = G.target(N, EdgeKind::Addr); A && contentOf(A, Content)) {
        if (storesThroughAddr(X))
          flowStore(N, Content);
        if (loadsThroughAddr(X))
          flowLoad(N, Content);
      }
    if (NodeId Code = G.target(N, EdgeKind::Code);
        Code && G.node(Code).kind() == NodeKind::Function)
      link(N, G.node(Code).Function);
    else if (Code) {
      const std::vector<uint32_t> Now = Places[Code.Value].Tokens.row();
      for (uint32_t T : Now)
        if (!isType(T) && G.Nodes[T].kind() == NodeKind::Function)
          link(N, G.Nodes[T].Function);
    }
    if (NodeId R = G.target(N, EdgeKind::Recv)) {
      const std::vector<uint32_t> Now = Places[R.Value].Tokens.row();
      for (uint32_t T : Now)
        if (isType(T))
          linkType(N, typeOf(T));
    }
  }
}

NodeId sourceOfVal(const Graph &G, NodeId Event) {
  if (NodeId Value = G.target(Event, EdgeKind::Val))
    for (EdgeId Id : G.in(Value))
      if (G.edge(Id).kind() == EdgeKind::ResultOf)
        return G.edge(Id).From;
  return {};
}

bool Callees::codeIsFirst(NodeId Event, FunctionId Callee) const {
  const Node &E = G.node(Event);
  if (E.kind() == NodeKind::Call)
    return E.call() == CallKind::Indirect;
  return isCallback(E) && G.target(Event, EdgeKind::Recv) &&
         !(G.function(Callee).Flags & FF_Method);
}

NodeId Callees::actual(NodeId Event, FunctionId Callee, uint32_t Param) const {
  bool Closure = isClosure(Callee);
  if (codeIsFirst(Event, Callee))
    return G.target(Event, EdgeKind::Arg, Closure ? Param : Param + 1);
  if (NodeId A = G.target(Event, EdgeKind::Arg, Param))
    return A;
  if (Param == 0 && Closure)
    return G.target(Event, EdgeKind::Code);
  if (Param == 0)
    return G.target(Event, EdgeKind::Recv);
  return {};
}

void Callees::link(NodeId Event, FunctionId Callee) {
  uint32_t &Row = TargetRow[Event.Value];
  if (!Row) {
    Row = Targets.size();
    Targets.emplace_back();
  }
  std::vector<FunctionId> &List = Targets[Row];
  if (std::find(List.begin(), List.end(), Callee) != List.end())
    return;
  List.push_back(Callee);
  activate(Callee);
  const Signature &Sig = Signatures[Callee.Value];
  for (uint32_t I = 0; I != Sig.Params.size(); ++I)
    if (Sig.Params[I])
      if (NodeId A = actual(Event, Callee, I))
        addFlow(A.Value, Sig.Params[I].Value);
  NodeKind K = G.node(Event).kind();
  if (K != NodeKind::Call)
    return;
  for (EdgeId Id : G.out(Event)) {
    const Edge &E = G.edge(Id);
    if (E.kind() == EdgeKind::ResultOf && E.label() < Sig.Results.size() &&
        Sig.Results[E.label()])
      addFlow(Sig.Results[E.label()].Value, E.To.Value);
  }
}

void Callees::linkType(NodeId Event, TypeId T) {
  auto It = MethodIndex.find({G.node(Event).Name, T});
  if (It != MethodIndex.end())
    link(Event, It->second);
}

// A pointer variable V can point to the cell with this content.
void Callees::onCell(NodeId V, Var Content) {
  for (EdgeId Id : G.out(V))
    if (G.edge(Id).kind() == EdgeKind::Load)
      addFlow(Content, G.edge(Id).To.Value);
  for (EdgeId Id : G.in(V)) {
    const Edge &E = G.edge(Id);
    if (E.kind() != EdgeKind::Addr)
      continue;
    const Node &X = G.node(E.From);
    if (storesThroughAddr(X))
      flowStore(E.From, Content);
    if (loadsThroughAddr(X))
      flowLoad(E.From, Content);
  }
}

void Callees::onToken(Var V, uint32_t Token) {
  NodeId N(V);
  uint8_t Does = V < G.Nodes.size() ? Uses[V] : 0;
  if (Does & Copied)
    for (EdgeId Id : G.out(N))
      if (const Edge &E = G.edge(Id); isPassedOn(E))
        addToken(E.To.Value, Token);
  if (Does & Run)
    for (EdgeId Id : G.in(N)) {
      const Edge &E = G.edge(Id);
      if (E.kind() == EdgeKind::Code && !isType(Token) &&
          G.node(E.From).kind() != NodeKind::Object &&
          G.Nodes[Token].kind() == NodeKind::Function)
        link(E.From, G.Nodes[Token].Function);
      else if (E.kind() == EdgeKind::Recv && isType(Token))
        linkType(E.From, typeOf(Token));
    }
  if ((Does & Addresses) && !isType(Token) && isCell(NodeId(Token)))
    onCell(N, objectVar(NodeId(Token)));
  pass(Places[V].Flows, Token);
}

// Places are all over the memory: those that come next are fetched meanwhile.
void Callees::pass(const std::vector<Var> &To, uint32_t Token) {
  static constexpr size_t Ahead = 4;
  const uint32_t Number = Numbers.find(Token);
  const size_t Count = To.size();
  for (size_t I = 0; I != std::min(2 * Ahead, Count); ++I)
    __builtin_prefetch(&Places[To[I]], 1);
  for (size_t I = 0; I != std::min(Ahead, Count); ++I)
    Places[To[I]].Tokens.prefetch(Number);
  for (size_t I = 0; I != Count; ++I) {
    if (I + 2 * Ahead < Count)
      __builtin_prefetch(&Places[To[I + 2 * Ahead]], 1);
    if (I + Ahead < Count)
      Places[To[I + Ahead]].Tokens.prefetch(Number);
    addToken(To[I], Token);
  }
}

void Callees::drain() {
  while (!Work.empty()) {
    auto [V, Token] = Work.back();
    Work.pop_back();
    onToken(V, Token);
  }
}

} // namespace mapgraph::solver
