//===- SolutionTables.cpp - A solution as a FlatBuffer --------------------===//
//
// Accesses are many and share few sets of locks, so each set is stored once.
//
//===----------------------------------------------------------------------===//

#include "graph/format/GraphTables.h"
#include "graph/format/Payload.h"

#include <map>

namespace mapgraph {

template <typename T> using Offsets = std::vector<flatbuffers::Offset<T>>;

namespace {
/// Numbers the distinct sets of locks and writes them.
class LockSets {
public:
  uint32_t row(const std::vector<HeldLock> &Set) {
    auto [It, New] = Rows.try_emplace(Set, static_cast<uint32_t>(Order.size()));
    if (New)
      Order.push_back(&It->first);
    return It->second;
  }

  Offsets<fbs::LockSet> write(BoundedBuilder &To) const {
    Offsets<fbs::LockSet> Sets;
    for (const std::vector<HeldLock> *Set : Order) {
      Offsets<fbs::HeldLock> Locks;
      for (const HeldLock &L : *Set)
        Locks.push_back(fbs::CreateHeldLock(To.B, To.str(L.Name), L.Read));
      Sets.push_back(fbs::CreateLockSet(To.B, To.vector(Locks)));
    }
    return Sets;
  }

private:
  std::map<std::vector<HeldLock>, uint32_t> Rows;
  std::vector<const std::vector<HeldLock> *> Order;
};
} // namespace

static std::vector<uint32_t> numbers(const std::vector<NodeId> &Nodes) {
  std::vector<uint32_t> Out;
  for (NodeId N : Nodes)
    Out.push_back(N.Value);
  return Out;
}

static flatbuffers::Offset<fbs::Side>
writeSide(BoundedBuilder &To, const Side &S, LockSets &Locks) {
  auto Spawned = To.vector(numbers(S.Spawned));
  auto Calls = To.vector(numbers(S.Calls));
  return fbs::CreateSide(To.B, S.Op.Value, S.Thread, Spawned, Calls,
                         Locks.row(S.Locks));
}

static Offsets<flatbuffers::String>
writeTexts(BoundedBuilder &To, const std::vector<std::string> &Texts) {
  Offsets<flatbuffers::String> Out;
  for (const std::string &T : Texts)
    Out.push_back(To.str(T));
  return Out;
}

static flatbuffers::Offset<fbs::Finding>
writeFinding(BoundedBuilder &To, const Finding &F, LockSets &Locks) {
  auto Rule = To.str(F.Rule);
  auto Assumptions = To.vector(writeTexts(To, F.Assumptions));
  auto First = writeSide(To, F.Sides[0], Locks);
  auto Second = writeSide(To, F.Sides[1], Locks);
  auto Why = To.str(F.Why);
  auto Fix = To.str(F.Fix);
  auto Program = To.str(F.Program);
  return fbs::CreateFinding(To.B, Rule, static_cast<uint8_t>(F.Result),
                            F.Confidence, Assumptions, F.Object, First, Second,
                            Why, Fix, Program, F.Counted);
}

tl::expected<std::string, std::string> encode(const Solution &S,
                                              uint64_t Limit) {
  BoundedBuilder To(Limit);
  LockSets Locks;

  Offsets<fbs::Thread> Threads;
  for (const Thread &T : S.Threads)
    Threads.push_back(fbs::CreateThread(To.B, static_cast<uint8_t>(T.Root),
                                        T.Many, T.Entry.Value, T.Site.Value,
                                        T.Parent, To.str(T.Name)));
  Offsets<fbs::MapObject> Objects;
  for (const MapObject &O : S.Objects)
    Objects.push_back(fbs::CreateMapObject(To.B, To.str(O.Name), O.Type.Value,
                                           O.Declared.Value, O.Site.Value,
                                           O.Holder.Value));
  std::vector<AccessRow> Accesses;
  for (const ObjectAccess &A : S.Accesses)
    Accesses.push_back({A.Op, A.Object, A.Thread, Locks.row(A.Locks)});
  Offsets<fbs::Finding> Findings;
  for (const Finding &F : S.Findings)
    Findings.push_back(writeFinding(To, F, Locks));
  Offsets<fbs::Unknown> Unknowns;
  for (const auto &[Reason, Count] : S.Unknowns)
    Unknowns.push_back(fbs::CreateUnknown(To.B, To.str(Reason), Count));

  auto ProgramRows = To.vector(writeTexts(To, S.Programs));
  auto ThreadRows = To.vector(Threads);
  auto ObjectRows = To.vector(Objects);
  auto LockRows = To.vector(Locks.write(To));
  auto AccessRows = writeTable(To, Accesses, layout::Accesses);
  auto FindingRows = To.vector(Findings);
  auto Overlay = writeTable(To, S.Overlay, layout::Edges);
  auto UnknownRows = To.vector(Unknowns);
  return finish(To, fbs::CreateSolution(To.B, FormatVersion, ProgramRows,
                                        ThreadRows, ObjectRows, LockRows,
                                        AccessRows, FindingRows, Overlay,
                                        UnknownRows));
}

static std::vector<NodeId> nodes(const flatbuffers::Vector<uint32_t> &From) {
  std::vector<NodeId> Out;
  for (uint32_t N : From)
    Out.push_back(NodeId(N));
  return Out;
}

static std::vector<std::string> texts(
    const flatbuffers::Vector<flatbuffers::Offset<flatbuffers::String>> &From) {
  std::vector<std::string> Out;
  for (const flatbuffers::String *S : From)
    Out.push_back(S->str());
  return Out;
}

namespace {
/// Reads the rows of a solution; Error is set when one is malformed.
class SolutionReader {
public:
  explicit SolutionReader(const fbs::Solution &F) : F(F) {}

  tl::expected<Solution, std::string> read() {
    S.Programs = texts(*F.programs());
    for (const fbs::LockSet *Set : *F.lock_sets())
      readLocks(*Set);
    for (const fbs::Thread *T : *F.threads())
      readThread(*T);
    for (const fbs::MapObject *O : *F.objects())
      S.Objects.push_back({O->name()->str(), TypeId(O->type()),
                           LocId(O->declared()), NodeId(O->site()),
                           LocId(O->holder())});
    readAccesses();
    for (const fbs::Finding *Row : *F.findings())
      readFinding(*Row);
    tl::expected<std::vector<Edge>, std::string> Overlay =
        readTable<layout::Edges>(*F.overlay(), "overlay edges");
    if (Overlay)
      S.Overlay = std::move(*Overlay);
    else
      fail(Overlay.error());
    for (const fbs::Unknown *U : *F.unknowns())
      S.Unknowns.push_back({U->reason()->str(), U->count()});
    if (!Error.empty())
      return tl::make_unexpected(Error);
    return std::move(S);
  }

private:
  void fail(const std::string &Why) {
    if (Error.empty())
      Error = "F7: " + Why;
  }

  void readLocks(const fbs::LockSet &Set) {
    LockSets.emplace_back();
    for (const fbs::HeldLock *L : *Set.locks())
      LockSets.back().push_back({L->name()->str(), L->read()});
  }

  std::vector<HeldLock> locks(uint32_t Row) {
    if (Row < LockSets.size())
      return LockSets[Row];
    fail("a set of locks that the solution does not have");
    return {};
  }

  void readThread(const fbs::Thread &T) {
    if (T.root() > static_cast<uint8_t>(Thread::RootKind::Kernel))
      fail("unknown kind of thread");
    S.Threads.push_back({static_cast<Thread::RootKind>(T.root()), T.many(),
                         NodeId(T.entry()), NodeId(T.site()), T.parent(),
                         T.name()->str()});
  }

  void readAccesses() {
    tl::expected<std::vector<AccessRow>, std::string> Rows =
        readTable<layout::Accesses>(*F.accesses(), "accesses");
    if (!Rows)
      return fail(Rows.error());
    for (const AccessRow &R : *Rows)
      S.Accesses.push_back({R.Op, R.Object, R.Thread, locks(R.Locks)});
  }

  Side readSide(const fbs::Side &From) {
    return {NodeId(From.op()), From.thread(), nodes(*From.spawned()),
            nodes(*From.calls()), locks(From.locks())};
  }

  void readFinding(const fbs::Finding &From) {
    if (From.verdict() > static_cast<uint8_t>(Verdict::Unknown))
      fail("unknown verdict");
    Finding To;
    To.Rule = From.rule()->str();
    To.Result = static_cast<Verdict>(From.verdict());
    To.Confidence = From.confidence();
    To.Assumptions = texts(*From.assumptions());
    To.Object = From.object();
    To.Sides[0] = readSide(*From.first());
    To.Sides[1] = readSide(*From.second());
    To.Why = From.why()->str();
    To.Fix = From.fix()->str();
    To.Program = From.program()->str();
    To.Counted = From.counted();
    S.Findings.push_back(std::move(To));
  }

  const fbs::Solution &F;
  Solution S;
  std::vector<std::vector<HeldLock>> LockSets;
  std::string Error;
};
} // namespace

tl::expected<Solution, std::string> decodeSolution(std::string_view Payload) {
  tl::expected<const fbs::Solution *, std::string> Root =
      open<fbs::Solution>(Payload);
  if (!Root)
    return tl::make_unexpected(Root.error());
  return SolutionReader(**Root).read();
}

} // namespace mapgraph
