//===- Enumerate.cpp - All small programs ---------------------------------===//

#include "graph/oracle/Enumerate.h"

#include <algorithm>
#include <map>
#include <vector>

namespace mapgraph::oracle {

static constexpr unsigned MaxEvents = 3;

static void extend(const Code &C, const std::vector<Event> &Alphabet,
                   std::vector<Code> &Out) {
  Out.push_back(C);
  if (C.size() == MaxEvents)
    return;
  for (Event E : Alphabet) {
    Code Longer = C;
    Longer.add(E);
    extend(Longer, Alphabet, Out);
  }
}

//===----------------------------------------------------------------------===//
// Locks and names
//===----------------------------------------------------------------------===//

static bool isBalanced(const Code &C) {
  std::array<const Event *, Program::MaxObjects> Held = {};
  for (const Event &E : C) {
    if (operandOf(E.What) != Operand::Lock)
      continue;
    const Event *&By = Held[E.On];
    bool Takes = E.What == Op::Lock || E.What == Op::RLock;
    if (Takes == (By != nullptr))
      return false;
    if (By && (By->What == Op::Lock) != (E.What == Op::Unlock))
      return false;
    By = Takes ? &E : nullptr;
  }
  return std::ranges::all_of(Held, [](const Event *E) { return !E; });
}

static std::vector<Code> balancedCodes() {
  std::vector<Event> Alphabet;
  for (uint8_t I = 0; I != Program::MaxObjects; ++I)
    for (Op O :
         {Op::Read, Op::Write, Op::Lock, Op::Unlock, Op::RLock, Op::RUnlock})
      Alphabet.push_back({O, I});
  std::vector<Code> Out;
  extend({}, Alphabet, Out);
  std::erase_if(Out, [](const Code &C) { return !isBalanced(C); });
  std::ranges::sort(Out);
  return Out;
}

static Code renamed(const Code &C, bool SwapMaps, bool SwapLocks) {
  Code Out = C;
  for (unsigned I = 0; I != C.size(); ++I)
    if (operandOf(C[I].What) == Operand::Lock ? SwapLocks : SwapMaps)
      Out[I].On ^= 1;
  return Out;
}

namespace {
/// The balanced codes with their renamings, as numbers.
class Codes {
public:
  static constexpr unsigned NumRenamings = 4;

  Codes() : Rows(balancedCodes()) {
    std::map<Code, unsigned> Number;
    for (unsigned I = 0; I != Rows.size(); ++I)
      Number[Rows[I]] = I;
    for (unsigned R = 0; R != NumRenamings; ++R)
      for (const Code &C : Rows)
        As[R].push_back(Number.at(renamed(C, R & 1, R & 2)));
  }
  unsigned size() const { return Rows.size(); }

  /// How many different renamings the threads have; 0 when one of them comes
  /// before the threads themselves.
  unsigned weight(const std::vector<unsigned> &Threads) const {
    unsigned Same = 0;
    for (const auto &Renaming : As) {
      std::vector<unsigned> Other;
      for (unsigned T : Threads)
        Other.push_back(Renaming[T]);
      std::ranges::sort(Other);
      if (Other < Threads)
        return 0;
      Same += Other == Threads;
    }
    return NumRenamings / Same;
  }

  /// Main starts them all and does nothing else.
  Program program(const std::vector<unsigned> &Threads) const {
    Program P;
    for (unsigned T : Threads) {
      P.Threads[0].add({Op::Go, P.NumThreads});
      P.Threads[P.NumThreads++] = Rows[T];
    }
    return P;
  }

private:
  std::vector<Code> Rows;
  std::array<std::vector<unsigned>, NumRenamings> As;
};
} // namespace

void forEachLockProgram(const Visitor &Visit) {
  Codes All;
  for (unsigned A = 0; A != All.size(); ++A)
    for (unsigned B = A; B != All.size(); ++B)
      for (unsigned C = B; C != All.size(); ++C)
        if (unsigned Weight = All.weight({A, B, C}))
          Visit(All.program({A, B, C}), Weight);
}

void forEachNameProgram(const Visitor &Visit) {
  Codes All;
  for (unsigned A = 0; A != All.size(); ++A)
    for (unsigned B = A; B != All.size(); ++B)
      if (unsigned Weight = All.weight({A, B}))
        for (unsigned Same = 1; Same != 4; ++Same) {
          Program P = All.program({A, B});
          P.Maps[1] = Same & 1 ? 0 : 1;
          P.Locks[1] = Same & 2 ? 0 : 1;
          Visit(P, Weight);
        }
}

//===----------------------------------------------------------------------===//
// Primitives
//===----------------------------------------------------------------------===//

static bool hasAccess(const Code &C, unsigned From = 0) {
  return std::any_of(C.begin() + From, C.end(),
                     [](const Event &E) { return isAccess(E.What); });
}

static std::vector<Code> primitiveCodes(bool Main) {
  std::vector<Event> Alphabet;
  for (Op O : {Op::Write, Op::Lock, Op::Unlock, Op::RLock, Op::RUnlock,
               Op::Send, Op::Recv, Op::Close, Op::Range, Op::Add, Op::Done,
               Op::Wait, Op::OnceWrite})
    Alphabet.push_back({O, 0});
  if (Main)
    Alphabet.push_back({Op::Join, 1});
  std::vector<Code> Out;
  extend({}, Alphabet, Out);
  std::erase_if(Out, [](const Code &C) { return !hasAccess(C); });
  return Out;
}

namespace {
/// Which operations a program has.
class OpSet {
public:
  void add(const Code &C) {
    for (const Event &E : C)
      Bits |= 1u << static_cast<unsigned>(E.What);
  }
  bool has(Op O) const { return Bits >> static_cast<unsigned>(O) & 1; }

  /// Whether each operation has a partner without which it never runs. Cheaper
  /// than running the program, and leaves out nothing that could run.
  bool mayRun() const {
    bool Receives = has(Op::Recv) || has(Op::Range);
    return (!has(Op::Unlock) || has(Op::Lock)) &&
           (!has(Op::RUnlock) || has(Op::RLock)) &&
           (!has(Op::Recv) || has(Op::Send) || has(Op::Close)) &&
           (!has(Op::Range) || has(Op::Close)) &&
           (!has(Op::Done) || has(Op::Add)) &&
           (!has(Op::Send) || Receives || Buffered);
  }
  bool Buffered = false;

private:
  uint32_t Bits = 0;
};
} // namespace

static void visitCapacities(Program &P, const Visitor &Visit) {
  OpSet Ops;
  Ops.add(P.Threads[0]);
  Ops.add(P.Threads[1]);
  unsigned Last = Ops.has(Op::Send) ? Program::MaxCapacity : 0;
  for (unsigned Capacity = 0; Capacity <= Last; ++Capacity) {
    Ops.Buffered = Capacity != 0;
    P.Capacity[0] = static_cast<uint8_t>(Capacity);
    if (Ops.mayRun())
      Visit(P, 1);
  }
}

// Main with the start of the other thread at each place that leaves it an
// access to do; it cannot join what it did not start.
static std::vector<Code> mainCodes() {
  std::vector<Code> Out;
  for (const Code &C : primitiveCodes(true))
    for (unsigned At = 0; At != C.size() && hasAccess(C, At); ++At) {
      if (std::any_of(C.begin(), C.begin() + At,
                      [](const Event &E) { return E.What == Op::Join; }))
        break;
      Out.push_back(C);
      Out.back().insert(At, {Op::Go, 1});
    }
  return Out;
}

void forEachPrimitiveProgram(const Visitor &Visit) {
  const std::vector<Code> Mains = mainCodes(), Workers = primitiveCodes(false);
  Program P;
  P.NumThreads = 2;
  for (const Code &Main : Mains)
    for (const Code &Worker : Workers) {
      P.Threads[0] = Main;
      P.Threads[1] = Worker;
      visitCapacities(P, Visit);
    }
}

} // namespace mapgraph::oracle
