//===- Random.cpp - Programs from bytes -----------------------------------===//

#include "graph/oracle/Random.h"

#include <random>
#include <vector>

namespace mapgraph::oracle {

// A thread writes no more than this itself; starts of threads come on top.
static constexpr unsigned MaxOwn = 5;
static constexpr unsigned NumDecisions = 64;

namespace {
class Author {
public:
  explicit Author(std::span<const uint8_t> Bytes) : Bytes(Bytes) {}
  Program write();

private:
  unsigned below(unsigned Bound) {
    if (Bytes.empty())
      return 0;
    unsigned Choice = Bytes[0] % Bound;
    Bytes = Bytes.subspan(1);
    return Choice;
  }
  uint8_t object() { return static_cast<uint8_t>(below(Program::MaxObjects)); }
  Op oneOf(std::initializer_list<Op> Ops) {
    return Ops.begin()[below(static_cast<unsigned>(Ops.size()))];
  }

  void statement(Code &C, unsigned Thread);
  void locked(Code &C);
  void access(Code &C) { C.add({oneOf({Op::Write, Op::Read}), object()}); }

  std::span<const uint8_t> Bytes;
  Program P;
};

void Author::locked(Code &C) {
  bool Shared = below(3) == 0;
  uint8_t Lock = object();
  C.add({Shared ? Op::RLock : Op::Lock, Lock});
  access(C);
  C.add({Shared ? Op::RUnlock : Op::Unlock, Lock});
}

void Author::statement(Code &C, unsigned Thread) {
  switch (below(12)) {
  case 0:
  case 1:
  case 2:
    return access(C);
  case 3:
  case 4:
    if (C.size() + 3 <= MaxOwn)
      return locked(C);
    return access(C);
  case 5:
    return C.add(
        {oneOf({Op::Lock, Op::Unlock, Op::RLock, Op::RUnlock}), object()});
  case 6:
  case 7:
    return C.add({oneOf({Op::Send, Op::Recv, Op::Close, Op::Range}), object()});
  case 8:
  case 9:
    return C.add({oneOf({Op::Done, Op::Wait, Op::Add}), object()});
  case 10:
    return C.add({oneOf({Op::OnceWrite, Op::OnceRead}), object(), object()});
  default:
    if (Thread == 0)
      return C.add(
          {Op::Join, static_cast<uint8_t>(1 + below(P.NumThreads - 1u))});
    return access(C);
  }
}

Program Author::write() {
  P.NumThreads = static_cast<uint8_t>(2 + below(Program::MaxThreads - 1));
  for (unsigned I = 0; I != Program::MaxObjects; ++I)
    P.Capacity[I] = static_cast<uint8_t>(below(Program::MaxCapacity + 1));
  P.Maps[1] = below(4) == 1 ? 0 : 1;
  P.Locks[1] = below(4) == 1 ? 0 : 1;
  for (unsigned T = 0; T != P.NumThreads; ++T)
    for (unsigned N = 1 + below(MaxOwn); P.Threads[T].size() < N;)
      statement(P.Threads[T], T);
  // Started by main, mostly; each group that is waited for is often added to.
  for (uint8_t T = 1; T != P.NumThreads; ++T) {
    Code &By = P.Threads[below(4) == 1 ? T - 1 : 0];
    By.insert(below(2) * below(By.size() + 1), {Op::Go, T});
  }
  if (below(2) && P.Threads[0].size() < Code::MaxEvents)
    P.Threads[0].insert(0, {Op::Add, object()});
  return P;
}
} // namespace

Program programOf(std::span<const uint8_t> Decisions) {
  return Author(Decisions).write();
}

Program randomProgram(uint64_t Seed, uint64_t N) {
  std::seed_seq Mix{Seed, N};
  std::mt19937 Random(Mix);
  std::vector<uint8_t> Bytes(NumDecisions);
  for (uint8_t &B : Bytes)
    B = static_cast<uint8_t>(Random() >> 8);
  return programOf(Bytes);
}

} // namespace mapgraph::oracle
