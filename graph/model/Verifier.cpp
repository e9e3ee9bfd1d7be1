//===- Verifier.cpp - Is this a well-formed graph? ------------------------===//
//
// One function per invariant, in the order in which later ones rely on earlier
// ones: ids are in range before anything follows them.
//
//===----------------------------------------------------------------------===//

#include "graph/model/Verifier.h"

#include "graph/model/ParentChains.h"

#include <algorithm>

namespace mapgraph {

static bool isEvent(NodeKind K) { return K >= NodeKind::Object; }

// Objects are events only when control passes them.
static bool mustBeReached(NodeKind K) { return K >= NodeKind::Entry; }

static bool isOwned(NodeKind K) { return K >= NodeKind::Value; }

static bool isValue(NodeKind K) {
  return K == NodeKind::Value || K == NodeKind::Param || K == NodeKind::Result;
}

static bool isOperand(NodeKind K) { return K <= NodeKind::Object; }

static bool isOperandEdge(EdgeKind K) { return K <= EdgeKind::Recv; }

namespace {
/// How many edges of the kinds that matter leave a node; saturating.
struct Operands {
  uint8_t Addr = 0, Key = 0, Val = 0, Code = 0, Recv = 0, Results = 0;

  uint8_t *of(EdgeKind K) {
    switch (K) {
    case EdgeKind::Addr:
      return &Addr;
    case EdgeKind::Key:
      return &Key;
    case EdgeKind::Val:
      return &Val;
    case EdgeKind::Code:
      return &Code;
    case EdgeKind::Recv:
      return &Recv;
    case EdgeKind::ResultOf:
      return &Results;
    default:
      return nullptr;
    }
  }
};

/// Where the edges of one kind lead, by source.
class Successors {
public:
  Successors(const Graph &G, EdgeKind K) : Begin(G.Nodes.size() + 2) {
    for (const Edge &E : G.Edges)
      if (E.kind() == K)
        ++Begin[E.From.Value + 2];
    for (size_t I = 2; I < Begin.size(); ++I)
      Begin[I] += Begin[I - 1];
    Sorted.resize(Begin.back());
    // Filling moves each entry from the begin of a node to its end, which is
    // the begin of the next: hence the shift by one more.
    for (const Edge &E : G.Edges)
      if (E.kind() == K)
        Sorted[Begin[E.From.Value + 1]++] = E.To;
  }
  std::span<const NodeId> of(NodeId N) const {
    return {Sorted.data() + Begin[N.Value],
            Begin[N.Value + 1] - Begin[N.Value]};
  }

private:
  std::vector<uint32_t> Begin;
  std::vector<NodeId> Sorted;
};

class Verifier {
public:
  explicit Verifier(const Graph &G) : G(G) {}

  std::optional<std::string> run() {
    bool Good = checkTables() && checkNodes() && checkEdges() &&
                checkFunctions() && checkOwners() && checkLocs() &&
                checkEnds() && checkReached() && checkOperands() &&
                checkArguments();
    return Good ? std::nullopt : std::optional(Error);
  }

private:
  bool fail(std::string Message) {
    Error = std::move(Message);
    return false;
  }
  bool failAt(const char *Invariant, size_t N, std::string_view Why) {
    return fail(std::string(Invariant) + ": node " + std::to_string(N) + " (" +
                std::string(text(G.Nodes[N].kind())) + ") " + std::string(Why));
  }
  bool failAt(const char *Invariant, const Edge &E, std::string_view Why) {
    return fail(std::string(Invariant) + ": edge " +
                std::to_string(&E - G.Edges.data()) + " (" +
                std::string(text(E.kind())) + ", " +
                std::to_string(E.From.Value) + " to " +
                std::to_string(E.To.Value) + ") " + std::string(Why));
  }

  template <typename Tag, typename Row>
  static bool in(Id<Tag> I, const std::vector<Row> &Table) {
    return I.Value < Table.size();
  }
  template <typename Tag, typename Row>
  static bool inOrNone(Id<Tag> I, const std::vector<Row> &Table) {
    return !I || in(I, Table);
  }
  bool known(StringId S) const { return S.Value < G.Strings.size(); }
  NodeKind kind(NodeId N) const { return G.node(N).kind(); }
  FunctionId owner(NodeId N) const { return G.node(N).Function; }
  bool sameOwner(const Edge &E) const { return owner(E.From) == owner(E.To); }

  // V1, V3: rows outside the graph proper.
  template <typename Row, typename Predicate>
  bool checkRows(const std::vector<Row> &Rows, const char *What,
                 Predicate Good) {
    for (size_t I = 0; I != Rows.size(); ++I)
      if (!Good(Rows[I]))
        return fail("V1: " + std::string(What) + " " + std::to_string(I) +
                    " has an id out of range");
    return true;
  }
  bool checkTables() {
    return checkRows(G.Locs, "location",
                     [&](const auto &L) {
                       return known(L.File) && inOrNone(L.Parent, G.Locs);
                     }) &&
           checkRows(G.Types, "type",
                     [&](const Type &T) {
                       return known(T.Name) && inOrNone(T.Key, G.Types) &&
                              inOrNone(T.Elem, G.Types) &&
                              T.Kind <= uint32_t(TypeKind::Basic);
                     }) &&
           checkRows(G.Methods, "method",
                     [&](const auto &M) {
                       return in(M.Dynamic, G.Types) && known(M.Method) &&
                              in(M.Function, G.Nodes) &&
                              kind(M.Function) == NodeKind::Function;
                     }) &&
           checkRows(G.Packages, "package",
                     [&](const Package &P) {
                       return known(P.Path) && known(P.Module) &&
                              known(P.Version) && known(P.Dir) &&
                              known(P.Language);
                     }) &&
           checkRows(G.Functions, "function",
                     [&](const Function &F) {
                       return known(F.Name) && known(F.Display) &&
                              inOrNone(F.Package, G.Packages) &&
                              inOrNone(F.Loc, G.Locs) &&
                              inOrNone(F.Receiver, G.Types) &&
                              in(F.Node, G.Nodes);
                     }) &&
           checkRows(G.Selectors, "selector", [&](const FieldSelector &S) {
             return known(S.Name) && inOrNone(S.Loc, G.Locs);
           });
  }

  // V1, V3.
  static unsigned numOps(NodeKind K) {
    switch (K) {
    case NodeKind::MapOp:
      return unsigned(MapOpKind::Last);
    case NodeKind::SyncOp:
      return unsigned(SyncOpKind::Last);
    case NodeKind::Access:
      return unsigned(AccessKind::Last);
    case NodeKind::Object:
      return unsigned(ObjectKind::Last);
    case NodeKind::Call:
      return unsigned(CallKind::Last);
    case NodeKind::Value:
      return unsigned(ValueKind::Last);
    case NodeKind::Branch:
      return unsigned(TestKind::Last);
    default:
      return 256; // a position, or nothing
    }
  }
  bool checkNodes() {
    if (G.Nodes.empty() || G.Nodes[0].kind() != NodeKind::Unknown)
      return fail("V1: node 0 is not the unknown value");
    for (size_t N = 0; N != G.Nodes.size(); ++N) {
      const Node &X = G.Nodes[N];
      if (X.kind() >= NodeKind::Last || X.Op >= numOps(X.kind()))
        return failAt("V3", N, "has an unknown kind or operation");
      if (N && X.kind() == NodeKind::Unknown)
        return failAt("V1", N, "is a second unknown value");
      if (!inOrNone(X.Function, G.Functions) || !inOrNone(X.Loc, G.Locs) ||
          !inOrNone(X.Type, G.Types) || !known(X.Name))
        return failAt("V1", N, "has an id out of range");
    }
    return true;
  }

  // V1, V3, V12.
  bool checkEdges() {
    for (const Edge &E : G.Edges) {
      if (E.kind() >= EdgeKind::Last)
        return failAt("V3", E, "has an unknown kind");
      if (!in(E.From, G.Nodes) || !in(E.To, G.Nodes))
        return failAt("V1", E, "ends outside the graph");
      if (isOverlay(E.kind()) && G.Kind != GraphKind::Solved)
        return failAt("V12", E, "is overlay, but the graph is not solved");
    }
    return true;
  }

  // V2: what functions say about nodes.
  bool checkFunctions() {
    for (size_t I = 0; I != G.Functions.size(); ++I) {
      const Function &F = G.Functions[I];
      auto Broken = [&](std::string_view Why) {
        return fail("V2: function " + std::to_string(I) + " (" +
                    std::string(G.str(F.Name)) + ") " + std::string(Why));
      };
      if (kind(F.Node) != NodeKind::Function || owner(F.Node) != FunctionId(I))
        return Broken("is not that of its Function node");
      if (!(F.Flags & FF_Defined)) {
        if (F.Count || F.First)
          return Broken("is not defined, but has a body");
        continue;
      }
      if (!F.Count || !in(F.First, G.Nodes) ||
          F.Count > G.Nodes.size() - F.First.Value)
        return Broken("has a body outside the graph");
      for (uint32_t N = 0; N != F.Count; ++N) {
        NodeId X(F.First.Value + N);
        if (!isOwned(kind(X)) || owner(X) != FunctionId(I))
          return Broken("has a body that is not all its own");
        if ((kind(X) == NodeKind::Entry) != (N == 0))
          return Broken("does not begin with its one entry");
      }
    }
    return true;
  }

  // V2: what nodes say about functions.
  bool checkOwners() {
    for (size_t N = 0; N != G.Nodes.size(); ++N) {
      const Node &X = G.Nodes[N];
      bool HasOwner = isOwned(X.kind()) || X.kind() == NodeKind::Function;
      if (HasOwner != bool(X.Function))
        return failAt("V2", N, HasOwner ? "has no function" : "has a function");
      if (!HasOwner)
        continue;
      const Function &F = G.function(X.Function);
      bool Named = X.kind() == NodeKind::Function
                       ? F.Node == NodeId(N)
                       : F.First && N - F.First.Value < F.Count;
      if (!Named)
        return failAt("V2", N, "is not a node of its function");
    }
    return true;
  }

  // V11.
  bool checkLocs() {
    std::optional<uint32_t> Loop = findLoop(
        G.Locs.size(), [&](uint32_t L) { return G.Locs[L].Parent.Value; });
    return !Loop || fail("V11: location " + std::to_string(*Loop) +
                         " is its own ancestor");
  }

  // V4, V5, V9, V10: what each edge joins. One pass for all: a large graph has
  // millions of edges, whose ends lie anywhere.
  bool checkEnds() {
    return std::ranges::all_of(G.Edges, [&](const Edge &E) {
      switch (E.kind()) {
      case EdgeKind::Next:
        return checkFlow(E);
      case EdgeKind::ResultOf:
        return checkResult(E);
      case EdgeKind::Cond:
        return checkCondition(E);
      case EdgeKind::Field:
        return checkPointerFlow(E) && checkSelector(E);
      case EdgeKind::Given:
        return checkGiven(E);
      case EdgeKind::Part:
        return checkPart(E) && checkSelector(E);
      case EdgeKind::Copy:
      case EdgeKind::Load:
        return checkPointerFlow(E);
      default:
        return !isOperandEdge(E.kind()) || checkOperand(E);
      }
    });
  }

  bool checkFlow(const Edge &E) {
    if (!isEvent(kind(E.From)) || !isEvent(kind(E.To)) || !sameOwner(E))
      return failAt("V4", E, "does not join events of one function");
    if (kind(E.From) == NodeKind::Return || kind(E.To) == NodeKind::Entry)
      return failAt("V4", E, "leaves a return or ends in an entry");
    if (E.label() > (kind(E.From) == NodeKind::Branch ? 2 : 0))
      return failAt("V4", E, "has the label of another branch arm");
    return true;
  }

  bool isLocal(const Edge &E) const {
    return !isOwned(kind(E.To)) || sameOwner(E);
  }
  bool checkOperand(const Edge &E) {
    NodeKind From = kind(E.From);
    bool Leaves = From == NodeKind::Object
                      ? E.kind() == EdgeKind::Code &&
                            G.node(E.From).object() == ObjectKind::Closure
                      : isEvent(From);
    return (Leaves && isOperand(kind(E.To)) && isLocal(E)) ||
           failAt("V5", E, "does not join an event and its operand");
  }
  bool checkResult(const Edge &E) {
    return (mustBeReached(kind(E.From)) && kind(E.To) == NodeKind::Value &&
            isLocal(E)) ||
           failAt("V5", E, "does not join an event and what it yields");
  }
  bool isUpdateOfAnswer(const Edge &E) const {
    auto is = [&](NodeId N, MapOpKind K) {
      return kind(N) == NodeKind::MapOp && G.node(N).mapOp() == K;
    };
    return is(E.From, MapOpKind::Update) && is(E.To, MapOpKind::Lookup);
  }
  bool isValueKind(NodeId N, ValueKind K) const {
    return kind(N) == NodeKind::Value &&
           G.node(N).Op == static_cast<uint8_t>(K);
  }
  bool isPlace(NodeId N) const {
    return kind(N) == NodeKind::Param || isValueKind(N, ValueKind::Part);
  }
  bool checkGiven(const Edge &E) {
    bool Contents = isPlace(E.To) || isValueKind(E.To, ValueKind::Fields);
    bool Has = kind(E.From) == NodeKind::Call ||
               (kind(E.From) == NodeKind::Object && !isPlace(E.To));
    return (Has && Contents && isLocal(E)) ||
           failAt("V5", E, "does not join a call and what it hands over");
  }
  bool checkPart(const Edge &E) {
    bool OfFields = isValueKind(E.From, ValueKind::Fields);
    bool Fits = OfFields
                    ? isOperand(kind(E.To))
                    : isPlace(E.From) && isValueKind(E.To, ValueKind::Part);
    return (Fits && isLocal(E)) ||
           failAt("V9", E, "does not join a whole and its part");
  }
  bool checkCondition(const Edge &E) {
    bool Compares = kind(E.From) == NodeKind::Branch &&
                    G.node(E.From).test() != TestKind::None;
    bool Tests = kind(E.From) == NodeKind::Branch &&
                 (Compares ? isPlace(E.To) : isEvent(kind(E.To)));
    return ((Tests || isUpdateOfAnswer(E)) && isLocal(E)) ||
           failAt("V5", E, "does not join a branch and what it tests");
  }
  bool checkPointerFlow(const Edge &E) {
    NodeKind From = kind(E.From);
    return (isOperand(From) && isValue(kind(E.To)) &&
            (!isValue(From) || sameOwner(E))) ||
           failAt("V9", E, "does not join values of one function");
  }
  bool checkSelector(const Edge &E) {
    return E.label() < G.Selectors.size() ||
           failAt("V10", E, "has no selector");
  }

  // V4: reachability.
  bool checkReached() {
    Successors Next(G, EdgeKind::Next);
    std::vector<bool> Reached(G.Nodes.size()), InFlow(G.Nodes.size());
    std::vector<NodeId> Work;
    auto Reach = [&](NodeId N) {
      if (!Reached[N.Value])
        Work.push_back(N);
      Reached[N.Value] = true;
    };
    for (const Function &F : G.Functions)
      if (F.First)
        Reach(F.First);
    while (!Work.empty()) {
      NodeId N = Work.back();
      Work.pop_back();
      for (NodeId To : Next.of(N))
        Reach(To);
    }
    for (const Edge &E : G.Edges)
      if (E.kind() == EdgeKind::Next)
        InFlow[E.From.Value] = InFlow[E.To.Value] = true;
    for (size_t N = 0; N != G.Nodes.size(); ++N)
      if ((InFlow[N] || mustBeReached(G.Nodes[N].kind())) && !Reached[N])
        return failAt("V4", N, "is not reachable from the entry");
    return true;
  }

  // V6, V7, V8.
  static const char *checkMapOp(MapOpKind K, const Operands &O) {
    if (K == MapOpKind::Make)
      return O.Addr == 0 && O.Results == 1 ? nullptr
                                           : "needs no map and one result";
    if (O.Addr != 1)
      return "needs one map";
    bool Keyed = K == MapOpKind::Lookup || K == MapOpKind::Update ||
                 K == MapOpKind::Delete;
    return Keyed && O.Key != 1 ? "needs one key" : nullptr;
  }
  static const char *checkSyncOp(SyncOpKind K, const Operands &O) {
    bool IsThread = K == SyncOpKind::Spawn || K == SyncOpKind::Callback;
    bool Runs = IsThread || K == SyncOpKind::GroupGo || K == SyncOpKind::Once;
    // A thread may be known by an object, which is what a join names, unless it
    // waits for all others.
    bool Optional = IsThread || K == SyncOpKind::Join;
    if (Optional ? O.Addr > 1 : O.Addr != 1)
      return "needs one operand";
    if (O.Code != Runs)
      return Runs ? "needs one function" : "runs no function";
    return O.Val > 1 ? "has several values" : nullptr;
  }
  static const char *checkCall(const Node &X, const Operands &O) {
    if (X.call() != CallKind::Interface)
      return O.Code == 1 && !O.Recv ? nullptr : "needs one callee";
    return !O.Code && O.Recv == 1 && X.Name.Value
               ? nullptr
               : "needs one receiver and a method";
  }
  bool checkOperands() {
    std::vector<Operands> Counts(G.Nodes.size());
    for (const Edge &E : G.Edges)
      if (uint8_t *Count = Counts[E.From.Value].of(E.kind()))
        *Count = std::min(*Count + 1, 2);
    for (size_t N = 0; N != G.Nodes.size(); ++N) {
      const Node &X = G.Nodes[N];
      const Operands &O = Counts[N];
      if (X.kind() == NodeKind::MapOp)
        if (const char *Why = checkMapOp(X.mapOp(), O))
          return failAt("V6", N, Why);
      if (X.kind() == NodeKind::Access && (O.Addr != 1 || O.Val > 1))
        return failAt("V6", N, "needs one address");
      if (X.kind() == NodeKind::SyncOp)
        if (const char *Why = checkSyncOp(X.syncOp(), O))
          return failAt("V7", N, Why);
      if (X.kind() == NodeKind::Call)
        if (const char *Why = checkCall(X, O))
          return failAt("V8", N, Why);
    }
    return true;
  }

  // V10. Arguments mostly come in order; the rest is looked at once more.
  bool checkArguments() {
    std::vector<uint32_t> Behind(G.Nodes.size()); // the least next position
    std::vector<const Edge *> Doubtful;
    for (const Edge &E : G.Edges)
      if (E.kind() == EdgeKind::Arg) {
        uint32_t &Least = Behind[E.From.Value];
        if (E.label() < Least)
          Doubtful.push_back(&E);
        else
          Least = E.label() + 1;
      }
    return Doubtful.empty() || checkOutOfOrder(Doubtful);
  }
  bool checkOutOfOrder(const std::vector<const Edge *> &Doubtful) {
    std::vector<bool> Asked(G.Nodes.size());
    for (const Edge *E : Doubtful)
      Asked[E->From.Value] = true;
    std::vector<std::pair<NodeId, uint32_t>> Places;
    for (const Edge &E : G.Edges)
      if (E.kind() == EdgeKind::Arg && Asked[E.From.Value])
        Places.emplace_back(E.From, E.label());
    std::ranges::sort(Places);
    auto Twice = std::ranges::adjacent_find(Places);
    return Twice == Places.end() || failAt("V10", Twice->first.Value,
                                           "has two arguments at one position");
  }

  const Graph &G;
  std::string Error;
};
} // namespace

std::optional<std::string> verify(const Graph &G) { return Verifier(G).run(); }

} // namespace mapgraph
