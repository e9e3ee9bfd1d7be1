//===- RandomProgram.cpp - Well-formed graphs from bytes ------------------===//

#include "graph/testing/RandomProgram.h"

#include "graph/testing/ProgramBuilder.h"

namespace mapgraph {

namespace {
/// The decisions; at the end of the bytes always the first of the choices.
class Chooser {
public:
  explicit Chooser(std::span<const uint8_t> Bytes) : Bytes(Bytes) {}
  size_t below(size_t Bound) {
    if (Bytes.empty() || !Bound)
      return 0;
    size_t Choice = Bytes[0] % Bound;
    Bytes = Bytes.subspan(1);
    return Choice;
  }
  template <typename T> const T &of(const std::vector<T> &From) {
    return From[below(From.size())];
  }
  bool atEnd() const { return Bytes.empty(); }

private:
  std::span<const uint8_t> Bytes;
};

class Author {
public:
  Author(std::span<const uint8_t> Decisions, std::string_view Package)
      : Choose(Decisions) {
    P.package(Package, PF_Own | (Choose.below(2) ? PF_Main : 0));
    Outside.push_back(Ref());
    Outside.push_back(P.global("table"));
    Outside.push_back(P.declare("example.com/shared.Helper"));
    static constexpr uint32_t Flags[] = {
        0, FF_Exported, FF_Init, FF_Local, FF_Main, FF_Test, FF_Program};
    size_t NumFunctions = 1 + Choose.below(3);
    for (size_t I = 0; I != NumFunctions; ++I)
      Bodies.push_back({&P.function("f" + std::to_string(I),
                                    Flags[Choose.below(std::size(Flags))]),
                        {}});
    P.package("example.com/shared");
    Bodies.push_back({&P.function("Generic", FF_Shared), {}});
    for (const Body &B : Bodies)
      Outside.push_back(*B.F);
    P.method("*T", "Do()", *Bodies[0].F);
  }

  Graph write() {
    for (Body &B : Bodies)
      B.Values.push_back(B.F->param());
    while (!Choose.atEnd())
      statement(Bodies[Choose.below(Bodies.size())], 0);
    for (Body &B : Bodies)
      B.F->ret({B.Values.back()});
    return P.build();
  }

private:
  struct Body {
    FunctionBuilder *F;
    std::vector<Ref> Values; ///< the parameter first
  };

  Ref value(Body &B) {
    size_t I = Choose.below(Outside.size() + B.Values.size());
    return I < B.Values.size() ? B.Values[I] : Outside[I - B.Values.size()];
  }

  std::vector<Ref> values(Body &B) {
    std::vector<Ref> Out(Choose.below(3));
    for (Ref &R : Out)
      R = value(B);
    return Out;
  }

  void part(Body &B, unsigned Depth) {
    for (size_t I = Choose.below(3); I; --I)
      statement(B, Depth);
  }

  void statement(Body &B, unsigned Depth) {
    FunctionBuilder &F = *B.F;
    switch (Choose.below(22)) {
    case 0:
      return B.Values.push_back(F.make());
    case 1:
      return B.Values.push_back(F.result(F.lookup(value(B), value(B))));
    case 2:
      F.update(value(B), value(B), value(B));
      return;
    case 3:
      F.mapOp(MapOpKind::Length, value(B));
      return;
    case 4:
      return B.Values.push_back(F.field(value(B), "T.f"));
    case 5:
      return B.Values.push_back(F.load(value(B)));
    case 6:
      F.store(value(B), value(B));
      return;
    case 7:
      return B.Values.push_back(F.copy(values(B)));
    case 8:
      return B.Values.push_back(F.object(ObjectKind::Heap, "T"));
    case 9:
      return B.Values.push_back(F.closure(value(B), values(B)));
    case 10:
      F.lock(value(B), Choose.below(2) ? NF_Read : 0);
      return;
    case 11:
      F.unlock(value(B));
      return;
    case 12:
      F.spawn(value(B), values(B), Choose.below(2) ? NF_Many : 0);
      return;
    case 13:
      return B.Values.push_back(F.result(F.call(value(B), values(B))));
    case 14:
      F.callMethod(F.iface(value(B), "*T"), "Do()", values(B));
      return;
    case 15:
      F.sync(SyncOpKind::Once, value(B), value(B));
      return;
    case 16:
      F.send(value(B), value(B));
      return;
    case 17:
      return B.Values.push_back(
          F.result(F.sync(SyncOpKind::Recv, value(B)), Choose.below(2)));
    case 18:
      if (Depth < 3)
        F.branch([&] { part(B, Depth + 1); }, [&] { part(B, Depth + 1); });
      return;
    case 19:
      if (Depth < 3)
        F.loop([&] { part(B, Depth + 1); });
      return;
    case 20:
      return B.Values.push_back(F.constant(Choose.below(2) ? "1" : "0"));
    case 21:
      if (Depth < 3)
        F.branchOn(B.Values.front(),
                   Choose.below(2) ? TestKind::Equal : TestKind::Less, "1",
                   [&] { part(B, Depth + 1); });
      return;
    }
  }

  ProgramBuilder P;
  Chooser Choose;
  std::vector<Ref> Outside;
  std::vector<Body> Bodies;
};
} // namespace

Graph randomProgram(std::span<const uint8_t> Decisions,
                    std::string_view Package) {
  return Author(Decisions, Package).write();
}

static NodeId randomNode(Chooser &Choose, const Graph &G) {
  return NodeId(Choose.below(G.Nodes.size()));
}

static std::vector<HeldLock> randomLocks(Chooser &Choose) {
  std::vector<HeldLock> Locks(Choose.below(3));
  for (HeldLock &L : Locks)
    L = {Choose.below(2) ? "T.mu" : "mu", Choose.below(2) == 1};
  return Locks;
}

static Side randomSide(Chooser &Choose, const Graph &G, const Solution &S) {
  Side X;
  X.Op = randomNode(Choose, G);
  X.Thread = static_cast<uint32_t>(Choose.below(S.Threads.size()));
  X.Spawned.resize(Choose.below(2), randomNode(Choose, G));
  X.Calls.resize(Choose.below(3), randomNode(Choose, G));
  X.Locks = randomLocks(Choose);
  return X;
}

Solution randomSolution(std::span<const uint8_t> Decisions, const Graph &G) {
  Chooser Choose(Decisions);
  Solution S;
  S.Programs.assign(1 + Choose.below(2), "cmd/server");
  S.Threads.resize(1 + Choose.below(3));
  for (size_t I = 1; I != S.Threads.size(); ++I) {
    Thread &T = S.Threads[I];
    T.Root = static_cast<Thread::RootKind>(Choose.below(7));
    T.Many = Choose.below(2);
    T.Site = randomNode(Choose, G);
    T.Parent = static_cast<uint32_t>(I - 1);
    T.Name = "goroutine started at p.go:7";
  }
  S.Objects.push_back({"Cache.m", {}, {}, randomNode(Choose, G)});
  for (size_t I = Choose.below(4); I; --I)
    S.Accesses.push_back({randomNode(Choose, G), 0,
                          static_cast<uint32_t>(Choose.below(S.Threads.size())),
                          randomLocks(Choose)});
  for (size_t I = Choose.below(3); I; --I) {
    Finding F;
    F.Rule = "MG001";
    F.Result = static_cast<Verdict>(Choose.below(5));
    F.Confidence = double(Choose.below(101)) / 100;
    F.Assumptions.resize(Choose.below(3), "Handle is called by several");
    F.Sides[0] = randomSide(Choose, G, S);
    F.Sides[1] = randomSide(Choose, G, S);
    F.Why = "same map, no order, no common lock";
    F.Fix = Choose.below(2) ? "hold Cache.mu" : "";
    F.Program = S.Programs[0];
    F.Counted = Choose.below(2);
    S.Findings.push_back(F);
  }
  for (size_t I = Choose.below(4); I; --I)
    S.Overlay.emplace_back(randomNode(Choose, G), randomNode(Choose, G),
                           EdgeKind::Conflicts);
  if (Choose.below(2))
    S.Unknowns.push_back({"indirect call without target", Choose.below(256)});
  return S;
}

} // namespace mapgraph
