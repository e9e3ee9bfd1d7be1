//===- Simplify.cpp - Offline variable substitution -----------------------===//

#include "passes/Simplify.h"

#include "passes/Body.h"
#include "llvm/ADT/DenseSet.h"

using namespace llvm;

namespace mapgraph {

namespace {
class Simplifier {
public:
  explicit Simplifier(Body &B) : B(B), Into(B.Nodes.size()) {}

  void run() {
    for (bool Changed = true; Changed;) {
      Changed = substituteCopies();
      Changed |= mergeFields();
    }
    compact();
  }

private:
  static bool flows(const Edge &E) {
    return E.kind() == EdgeKind::Copy || E.kind() == EdgeKind::Field ||
           E.kind() == EdgeKind::Load || E.kind() == EdgeKind::ResultOf;
  }
  bool isPlainValue(NodeId N) const {
    if (!Body::isLocal(N))
      return false;
    const Node &X = B.Nodes[N.Value & ~Body::LocalBit];
    return X.kind() == NodeKind::Value && !X.has(NF_Iface);
  }
  size_t index(NodeId N) const { return N.Value & ~Body::LocalBit; }
  NodeId find(NodeId N);
  bool substituteCopies();
  bool mergeFields();
  void redirect();
  void compact();

  Body &B;
  std::vector<NodeId> Into; // what a node was replaced by
};
} // namespace

// With path halving.
NodeId Simplifier::find(NodeId N) {
  while (Body::isLocal(N) && Into[index(N)]) {
    NodeId Next = Into[index(N)];
    if (Body::isLocal(Next) && Into[index(Next)])
      Into[index(N)] = Into[index(Next)];
    N = Next;
  }
  return N;
}

void Simplifier::redirect() {
  std::vector<Edge> Kept;
  Kept.reserve(B.Edges.size());
  for (Edge E : B.Edges) {
    E.From = find(E.From);
    E.To = find(E.To);
    if (E.kind() != EdgeKind::Copy || E.From != E.To)
      Kept.push_back(E);
  }
  B.Edges = std::move(Kept);
}

bool Simplifier::substituteCopies() {
  // The only copy into a value; sources that differ or other edges: none.
  enum : uint8_t { Nothing, OneCopy, Other };
  std::vector<uint8_t> State(B.Nodes.size(), Nothing);
  std::vector<NodeId> Source(B.Nodes.size());
  for (const Edge &E : B.Edges) {
    if (!flows(E) || !isPlainValue(E.To))
      continue;
    size_t I = index(E.To);
    if (E.kind() == EdgeKind::Copy && State[I] == Nothing) {
      State[I] = OneCopy;
      Source[I] = E.From;
    } else if (E.kind() != EdgeKind::Copy || Source[I] != E.From) {
      State[I] = Other;
    }
  }
  bool Changed = false;
  for (size_t I = 0; I != B.Nodes.size(); ++I) {
    if (State[I] != OneCopy || Into[I])
      continue;
    NodeId To = find(Source[I]);
    if (To.Value == 0 || To == Body::local(I))
      continue; // Unknown stays visible where it enters
    // An aggregate and an address are read differently.
    if (Body::isLocal(To) && (B[To].Flags ^ B.Nodes[I].Flags) & NF_Aggregate)
      continue;
    if (!Body::isLocal(To) && B.Nodes[I].Flags & NF_Aggregate)
      continue;
    Into[I] = To;
    if (Body::isLocal(To) && B[To].Name == StringId(0))
      B[To].Name = B.Nodes[I].Name;
    Changed = true;
  }
  if (Changed)
    redirect();
  return Changed;
}

// Two parts of one base under one label, each with no other source, are one.
bool Simplifier::mergeFields() {
  std::vector<uint8_t> Sources(B.Nodes.size());
  for (const Edge &E : B.Edges)
    if (flows(E) && Body::isLocal(E.To))
      Sources[index(E.To)] = std::min(Sources[index(E.To)] + 1, 2);
  DenseMap<std::pair<uint32_t, uint32_t>, NodeId> First;
  bool Changed = false;
  for (const Edge &E : B.Edges) {
    if (E.kind() != EdgeKind::Field || !isPlainValue(E.To) ||
        Sources[index(E.To)] != 1)
      continue;
    auto [It, New] = First.try_emplace({E.From.Value, E.label()}, E.To);
    NodeId To = It->second;
    if (New || To == E.To || (B[To].Flags ^ B[E.To].Flags) & NF_Aggregate)
      continue;
    Into[index(E.To)] = To;
    Changed = true;
  }
  if (Changed)
    redirect();
  // One edge per part.
  if (Changed) {
    DenseSet<std::pair<uint32_t, uint32_t>> Seen;
    llvm::erase_if(B.Edges, [&](const Edge &E) {
      return E.kind() == EdgeKind::Field &&
             !Seen.insert({E.To.Value, E.label()}).second;
    });
  }
  return Changed;
}

void Simplifier::compact() {
  std::vector<bool> Used(B.Nodes.size());
  for (const Edge &E : B.Edges)
    for (NodeId N : {E.From, E.To})
      if (Body::isLocal(N))
        Used[index(N)] = true;
  std::vector<Node> Kept;
  std::vector<NodeId> New(B.Nodes.size());
  for (size_t I = 0; I != B.Nodes.size(); ++I) {
    bool Idle = !Used[I] && B.Nodes[I].kind() == NodeKind::Value;
    if (Into[I] || Idle)
      continue;
    New[I] = Body::local(Kept.size());
    Kept.push_back(B.Nodes[I]);
  }
  B.Nodes = std::move(Kept);
  for (Edge &E : B.Edges) {
    if (Body::isLocal(E.From))
      E.From = New[index(E.From)];
    if (Body::isLocal(E.To))
      E.To = New[index(E.To)];
  }
}

void simplify(Body &B) { Simplifier(B).run(); }

} // namespace mapgraph
