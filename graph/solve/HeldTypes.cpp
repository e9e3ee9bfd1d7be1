//===- HeldTypes.cpp - What package-level variables can hold --------------===//

#include "graph/solve/HeldTypes.h"

#include "graph/solve/StructTypes.h"

#include <algorithm>

namespace mapgraph::solver {

// Values that are looked at for one variable.
static constexpr size_t MaxValues = 400;

namespace {
/// Follows what one variable holds back to where it was made.
class Origins {
public:
  Origins(const Graph &G, const Callees &Calls,
          const std::vector<FunctionId> &Roots);

  /// Types of what is stored in the variable; none when one is not known.
  std::vector<TypeId> typesIn(NodeId Global);

private:
  void addContent(NodeId Global);
  void addUse(const Edge &Use);
  void add(NodeId V);
  void follow(NodeId V);
  void followValue(NodeId V);
  void followEvent(NodeId Event, uint32_t Index);
  void followResult(NodeId Call, uint32_t Index);
  void followParam(const Node &Param);
  void addType(TypeId Dynamic);
  bool isRun(NodeId Event) const {
    return Calls.reachable(G.node(Event).Function);
  }

  const Graph &G;
  const Callees &Calls;
  std::vector<bool> FromOutside; ///< by function: a root
  std::vector<std::vector<NodeId>> Callers;
  StructTypes Structs;
  // Of the variable in question.
  std::vector<NodeId> Work;
  std::unordered_set<NodeId> Seen;
  std::vector<TypeId> Types;
  bool Known = true;
};
} // namespace

Origins::Origins(const Graph &Program, const Callees &C,
                 const std::vector<FunctionId> &Roots)
    : G(Program), Calls(C), FromOutside(G.Functions.size()),
      Callers(G.Functions.size()), Structs(Program) {
  for (FunctionId F : Roots)
    FromOutside[F.Value] = true;
  for (size_t I = 0; I != G.Nodes.size(); ++I)
    for (FunctionId F : Calls.targets(NodeId(I)))
      Callers[F.Value].push_back(NodeId(I));
}

std::vector<TypeId> Origins::typesIn(NodeId Global) {
  Work.clear();
  Seen.clear();
  Types.clear();
  Known = true;
  addContent(Global);
  while (Known && !Work.empty()) {
    NodeId V = Work.back();
    Work.pop_back();
    follow(V);
  }
  if (!Known)
    Types.clear();
  std::sort(Types.begin(), Types.end());
  Types.erase(std::unique(Types.begin(), Types.end()), Types.end());
  return Types;
}

void Origins::add(NodeId V) {
  if (Seen.insert(V).second)
    Work.push_back(V);
  Known &= Seen.size() <= MaxValues;
}

// All that is stored in the variable.
void Origins::addContent(NodeId Global) {
  if (!Seen.insert(Global).second)
    return;
  for (EdgeId Id : G.in(Global))
    addUse(G.edge(Id));
  for (EdgeId Id : G.out(Global))
    Known &= G.edge(Id).kind() == EdgeKind::Load;
}

void Origins::addUse(const Edge &Use) {
  const Node &Event = G.node(Use.From);
  if (Use.kind() != EdgeKind::Addr || Event.kind() != NodeKind::Access)
    Known = false; // the address goes somewhere
  else if (Event.access() == AccessKind::Write && isRun(Use.From))
    if (NodeId Value = G.target(Use.From, EdgeKind::Val))
      add(Value); // none: nil
}

// "ex.T" for "*ex.T", which has the same fields.
void Origins::addType(TypeId Dynamic) {
  std::string_view Name = G.str(G.type(Dynamic).Name);
  Name.remove_prefix(Name.starts_with("*"));
  TypeId Struct = Structs.find(Name);
  Types.push_back(Struct ? Struct : Dynamic);
}

void Origins::follow(NodeId V) {
  const Node &N = G.node(V);
  if (N.kind() == NodeKind::Value && N.has(NF_Iface) && N.Type)
    addType(N.Type);
  else if (N.kind() == NodeKind::Param)
    followParam(N);
  else if (N.kind() == NodeKind::Value || N.kind() == NodeKind::Result)
    followValue(V);
  else
    Known = false;
}

void Origins::followValue(NodeId V) {
  bool Defined = false;
  for (EdgeId Id : G.in(V)) {
    const Edge &E = G.edge(Id);
    bool OfGlobal = G.node(E.From).kind() == NodeKind::Global;
    switch (E.kind()) {
    case EdgeKind::Copy:
      add(E.From);
      break;
    case EdgeKind::Load:
      if (OfGlobal)
        addContent(E.From);
      Known &= OfGlobal;
      break;
    case EdgeKind::ResultOf:
      followEvent(E.From, E.label());
      break;
    case EdgeKind::Field:
      Known = false;
      break;
    default:
      continue;
    }
    Defined = true;
  }
  Known &= Defined;
}

void Origins::followEvent(NodeId Event, uint32_t Index) {
  const Node &N = G.node(Event);
  NodeId Addr = G.target(Event, EdgeKind::Addr);
  if (N.kind() == NodeKind::Call)
    followResult(Event, Index);
  else if (N.kind() == NodeKind::Access && Addr &&
           G.node(Addr).kind() == NodeKind::Global)
    addContent(Addr);
  else
    Known = false;
}

void Origins::followResult(NodeId Call, uint32_t Index) {
  const auto &Targets = Calls.targets(Call);
  Known &= !Targets.empty();
  for (FunctionId F : Targets) {
    uint32_t Flags = G.function(F).Flags;
    Known &= Flags & FF_Defined && !(Flags & FF_Opaque);
    const auto &Results = Calls.signature(F).Results;
    if (Index < Results.size() && Results[Index])
      add(Results[Index]); // none: always nil
  }
}

void Origins::followParam(const Node &Param) {
  FunctionId F = Param.Function;
  const auto &Events = Callers[F.Value];
  Known &= !FromOutside[F.Value] && !Events.empty();
  for (NodeId Event : Events) {
    NodeId Given = Calls.actual(Event, F, Param.Op);
    if (Given)
      add(Given);
    else // a call passes nil
      Known &= G.node(Event).kind() == NodeKind::Call &&
               G.node(Event).call() == CallKind::Direct;
  }
}

HeldTypes findHeldTypes(const Graph &G, const Callees &Calls,
                        const std::vector<FunctionId> &Roots) {
  Origins From(G, Calls, Roots);
  HeldTypes Out;
  for (size_t I = 0; I != G.Nodes.size(); ++I)
    if (G.Nodes[I].kind() == NodeKind::Global)
      if (auto Types = From.typesIn(NodeId(I)); !Types.empty())
        Out.emplace(NodeId(I), std::move(Types));
  return Out;
}

} // namespace mapgraph::solver
