//===- Interleaver.cpp - All schedules of a small program -----------------===//

#include "graph/oracle/Interleaver.h"

#include <algorithm>
#include <cstring>
#include <functional>

namespace mapgraph::oracle {

namespace {
/// By thread: how many of its events are known to be over.
using Clock = std::array<uint8_t, Program::MaxThreads>;

void join(Clock &To, const Clock &From) {
  for (unsigned I = 0; I != To.size(); ++I)
    To[I] = std::max(To[I], From[I]);
}

/// Clocks in the order of their arrival.
struct Queue {
  uint8_t Size = 0;
  std::array<Clock, Program::MaxCapacity> Rows = {};

  void push(const Clock &C) { Rows[Size++] = C; }
  Clock pop() {
    Clock Out = Rows[0];
    std::rotate(Rows.begin(), Rows.begin() + 1, Rows.end());
    Rows.back() = {};
    --Size;
    return Out;
  }
};

struct ThreadState {
  uint8_t Started = false;
  uint8_t Next = 0; ///< event
  Clock Knows = {};
};
struct LockState {
  uint8_t Writer = false;
  uint8_t Readers = 0;
  Clock Unlocked = {}, RUnlocked = {};
};
struct ChannelState {
  uint8_t Closed = false;
  Clock AtClose = {};
  Queue Sent;  ///< what messages carry
  Queue Freed; ///< for each free slot, the receive that freed it
};
struct GroupState {
  uint8_t Count = 0;
  Clock Done = {};
};
struct OnceState {
  uint8_t By = 0; ///< Truth's index of the event that ran the function, plus 1
  Clock Done = {};
};
} // namespace

// Bytes only: states are compared and hashed as memory.
struct Interleaver::State {
  std::array<ThreadState, Program::MaxThreads> Threads;
  std::array<LockState, Program::MaxObjects> Locks;
  std::array<ChannelState, Program::MaxObjects> Channels;
  std::array<GroupState, Program::MaxObjects> Groups;
  std::array<OnceState, Program::MaxObjects> Onces;

  std::string_view bytes() const {
    return {reinterpret_cast<const char *>(this), sizeof(*this)};
  }
};

/// A hash set of states that is cheap to empty.
class Interleaver::Visited {
public:
  bool insert(const State &S) {
    if (Rows.size() * 2 >= Slots.size())
      grow();
    uint32_t &Slot = find(S);
    if (Slot)
      return false;
    Rows.push_back(S);
    Slot = static_cast<uint32_t>(Rows.size());
    return true;
  }
  void clear() {
    for (const State &S : Rows)
      Slots[home(S)] = 0;
    if (AnyMoved)
      std::ranges::fill(Slots, 0);
    AnyMoved = false;
    Rows.clear();
  }
  size_t size() const { return Rows.size(); }

private:
  size_t home(const State &S) const {
    return std::hash<std::string_view>()(S.bytes()) & (Slots.size() - 1);
  }
  uint32_t &find(const State &S) {
    size_t At = home(S);
    while (Slots[At] && Rows[Slots[At] - 1].bytes() != S.bytes()) {
      AnyMoved = true;
      At = (At + 1) & (Slots.size() - 1);
    }
    return Slots[At];
  }
  void grow() {
    Slots.assign(Slots.size() * 2, 0);
    for (size_t I = 0; I != Rows.size(); ++I)
      find(Rows[I]) = static_cast<uint32_t>(I + 1);
  }

  std::vector<State> Rows;
  std::vector<uint32_t> Slots = std::vector<uint32_t>(1024); ///< row + 1
  bool AnyMoved = false; ///< some row may not lie in its home
};

/// One program.
class Interleaver::Run {
public:
  Run(Interleaver &Owner, const Program &P) : Owner(Owner), P(P) {}
  Truth explore();

private:
  void steps(const State &S);
  void step(const State &S, unsigned T);
  void stepOnLock(const State &S, unsigned T, const Event &E);
  void send(const State &S, unsigned T, uint8_t Channel);
  void receive(const State &S, unsigned T, const Event &E);
  void meetSender(const State &S, unsigned T, const Event &E);
  void stepOnGroup(const State &S, unsigned T, const Event &E);
  void stepOnce(const State &S, unsigned T, const Event &E);
  void access(const State &S, unsigned T);
  bool happened(const State &S, Place At) const;

  const Event *nextOf(const State &S, unsigned T) const;
  void finishEvent(State &S, unsigned T);
  void go(const State &S);
  void go(State S, unsigned T) {
    finishEvent(S, T);
    go(S);
  }
  void panic() {
    Out.Panic = true;
    Moved = true;
  }

  Interleaver &Owner;
  const Program &P;
  Truth Out;
  bool Moved = false;
};

static unsigned indexOf(unsigned Thread, unsigned Index) {
  return Thread * Code::MaxEvents + Index;
}

const Event *Interleaver::Run::nextOf(const State &S, unsigned T) const {
  const ThreadState &Th = S.Threads[T];
  if (!Th.Started || Th.Next == P.Threads[T].size())
    return nullptr;
  return &P.Threads[T][Th.Next];
}

void Interleaver::Run::finishEvent(State &S, unsigned T) {
  ThreadState &Th = S.Threads[T];
  Out.Ran |= uint32_t(1) << indexOf(T, Th.Next);
  Th.Knows[T] = ++Th.Next;
}

void Interleaver::Run::go(const State &S) {
  Moved = true;
  if (Owner.Seen->insert(S))
    Owner.Work.push_back(S);
}

// Whether the access is over; of once only the one that ran the function is.
bool Interleaver::Run::happened(const State &S, Place At) const {
  if (At.Index >= S.Threads[At.Thread].Next)
    return false;
  const Event &E = P.Threads[At.Thread][At.Index];
  return operandOf(E.What) == Operand::Map ||
         S.Onces[E.On].By == indexOf(At.Thread, At.Index) + 1;
}

// The thread's next event accesses a map now: marks what it overlaps with.
void Interleaver::Run::access(const State &S, unsigned T) {
  const ThreadState &Th = S.Threads[T];
  const Event &E = P.Threads[T][Th.Next];
  for (unsigned O = 0; O != P.NumThreads; ++O) {
    if (O == T)
      continue;
    for (unsigned I = Th.Knows[O]; I < S.Threads[O].Next; ++I) {
      const Event &Other = P.Threads[O][I];
      if (!isAccess(Other.What) || !(writes(E.What) || writes(Other.What)) ||
          P.Maps[mapOf(E)] != P.Maps[mapOf(Other)] ||
          !happened(S, {uint8_t(O), uint8_t(I)}))
        continue;
      unsigned A = indexOf(T, Th.Next), B = indexOf(O, I);
      Out.Overlaps[A] |= uint32_t(1) << B;
      Out.Overlaps[B] |= uint32_t(1) << A;
    }
  }
}

void Interleaver::Run::stepOnLock(const State &S, unsigned T, const Event &E) {
  State N = S;
  LockState &L = N.Locks[P.Locks[E.On]];
  Clock &Knows = N.Threads[T].Knows;
  bool Exclusive = E.What == Op::Lock || E.What == Op::Unlock;
  if (E.What == Op::Lock || E.What == Op::RLock) {
    if (L.Writer || (Exclusive && L.Readers))
      return;
    join(Knows, L.Unlocked);
    if (Exclusive)
      join(Knows, L.RUnlocked);
    L.Writer = Exclusive;
    L.Readers += !Exclusive;
    return go(N, T);
  }
  if (Exclusive ? !L.Writer : !L.Readers)
    return panic();
  finishEvent(N, T);
  join(Exclusive ? L.Unlocked : L.RUnlocked, Knows);
  if (Exclusive)
    L.Writer = false;
  else
    --L.Readers;
  go(N);
}

void Interleaver::Run::send(const State &S, unsigned T, uint8_t Channel) {
  const ChannelState &C = S.Channels[Channel];
  if (C.Closed)
    return panic();
  if (!C.Freed.Size)
    return; // full, or unbuffered: the receiver moves both
  State N = S;
  ChannelState &To = N.Channels[Channel];
  join(N.Threads[T].Knows, To.Freed.pop());
  finishEvent(N, T);
  To.Sent.push(N.Threads[T].Knows);
  go(N);
}

// A range goes on after a message, a receive is over.
void Interleaver::Run::receive(const State &S, unsigned T, const Event &E) {
  State N = S;
  ChannelState &C = N.Channels[E.On];
  Clock &Knows = N.Threads[T].Knows;
  if (C.Sent.Size) {
    join(Knows, C.Sent.pop());
    if (E.What == Op::Recv)
      finishEvent(N, T);
    C.Freed.push(Knows);
    return go(N);
  }
  if (C.Closed) {
    join(Knows, C.AtClose);
    return go(N, T);
  }
  if (!P.Capacity[E.On])
    meetSender(S, T, E);
}

void Interleaver::Run::meetSender(const State &S, unsigned T, const Event &E) {
  for (unsigned Sender = 0; Sender != P.NumThreads; ++Sender) {
    const Event *Sending = nextOf(S, Sender);
    if (!Sending || Sending->What != Op::Send || Sending->On != E.On)
      continue;
    State N = S;
    join(N.Threads[T].Knows, S.Threads[Sender].Knows);
    join(N.Threads[Sender].Knows, S.Threads[T].Knows);
    finishEvent(N, Sender);
    if (E.What == Op::Recv)
      finishEvent(N, T);
    go(N);
  }
}

void Interleaver::Run::stepOnGroup(const State &S, unsigned T, const Event &E) {
  State N = S;
  GroupState &Group = N.Groups[E.On];
  if (E.What == Op::Add) {
    ++Group.Count;
    return go(N, T);
  }
  if (E.What == Op::Done) {
    if (!Group.Count)
      return panic();
    --Group.Count;
    finishEvent(N, T);
    join(Group.Done, N.Threads[T].Knows);
    return go(N);
  }
  if (Group.Count)
    return;
  join(N.Threads[T].Knows, Group.Done);
  go(N, T);
}

// The function is one access, and everybody else waits for it: one step.
void Interleaver::Run::stepOnce(const State &S, unsigned T, const Event &E) {
  State N = S;
  OnceState &Once = N.Onces[E.On];
  if (Once.By) {
    join(N.Threads[T].Knows, Once.Done);
    return go(N, T);
  }
  access(S, T);
  Once.By = static_cast<uint8_t>(indexOf(T, S.Threads[T].Next) + 1);
  finishEvent(N, T);
  Once.Done = N.Threads[T].Knows;
  go(N);
}

void Interleaver::Run::step(const State &S, unsigned T) {
  const Event &E = *nextOf(S, T);
  State N = S;
  switch (operandOf(E.What)) {
  case Operand::Map:
    access(S, T);
    return go(N, T);
  case Operand::Lock:
    return stepOnLock(S, T, E);
  case Operand::Group:
    return stepOnGroup(S, T, E);
  case Operand::Once:
    return stepOnce(S, T, E);
  case Operand::Channel:
    if (E.What == Op::Send)
      return send(S, T, E.On);
    if (E.What != Op::Close)
      return receive(S, T, E);
    if (S.Channels[E.On].Closed)
      return panic();
    finishEvent(N, T);
    N.Channels[E.On].Closed = true;
    N.Channels[E.On].AtClose = N.Threads[T].Knows;
    return go(N);
  case Operand::Thread:
    if (E.What == Op::Go) {
      finishEvent(N, T);
      N.Threads[E.On].Started = true;
      N.Threads[E.On].Knows = N.Threads[T].Knows;
      return go(N);
    }
    if (!S.Threads[E.On].Started ||
        S.Threads[E.On].Next != P.Threads[E.On].size())
      return;
    join(N.Threads[T].Knows, S.Threads[E.On].Knows);
    return go(N, T);
  }
}

void Interleaver::Run::steps(const State &S) {
  Moved = false;
  bool AnyLeft = false;
  for (unsigned T = 0; T != P.NumThreads; ++T)
    if (nextOf(S, T)) {
      AnyLeft = true;
      step(S, T);
    }
  if (AnyLeft && !Moved)
    Out.Deadlock = true;
}

Truth Interleaver::Run::explore() {
  Owner.Seen->clear();
  State First;
  First.Threads[0].Started = true;
  for (unsigned I = 0; I != Program::MaxObjects; ++I)
    First.Channels[I].Freed.Size = P.Capacity[I];
  go(First);
  while (!Owner.Work.empty()) {
    State S = Owner.Work.back();
    Owner.Work.pop_back();
    steps(S);
  }
  Out.NumStates = Owner.Seen->size();
  return Out;
}

bool Truth::runsWhole(const Program &P) const {
  for (unsigned T = 0; T != P.NumThreads; ++T)
    for (unsigned I = 0; I != P.Threads[T].size(); ++I)
      if (!runs({uint8_t(T), uint8_t(I)}))
        return false;
  return true;
}

Interleaver::Interleaver() : Seen(std::make_unique<Visited>()) {}
Interleaver::~Interleaver() = default;

Truth Interleaver::explore(const Program &P) { return Run(*this, P).explore(); }

} // namespace mapgraph::oracle
