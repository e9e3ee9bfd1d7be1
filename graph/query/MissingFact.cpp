//===- MissingFact.cpp - What would change a verdict ----------------------===//

#include "graph/query/MissingFact.h"

#include <algorithm>

namespace mapgraph {

std::vector<HeldLock> locksAt(const Facts &P, const SafeIndex &Index,
                              NodeId Op) {
  std::vector<HeldLock> Out;
  bool First = true;
  for (NodeId Twin : Index.opsAt(Index.place(Op)))
    for (uint32_t Row : P.accessesOfOp(Twin)) {
      const std::vector<HeldLock> &Locks = P.access(Row).Locks;
      if (First)
        Out = Locks;
      else
        std::erase_if(Out, [&](const HeldLock &L) {
          return std::ranges::find(Locks, L) == Locks.end();
        });
      First = false;
    }
  return Out;
}

std::vector<std::string> commonLocks(const Facts &P, const SafeIndex &Index,
                                     NodeId A, NodeId B) {
  std::vector<std::string> Out;
  for (const HeldLock &L : locksAt(P, Index, A))
    for (const HeldLock &M : locksAt(P, Index, B))
      if (L.Name == M.Name && !(L.Read && M.Read))
        Out.push_back(L.Name);
  return Out;
}

static std::string names(const std::vector<HeldLock> &Locks) {
  std::string Out;
  for (const HeldLock &L : Locks)
    Out += (Out.empty() ? "" : " and ") + L.Name;
  return Out.empty() ? "no lock" : Out;
}

/// The assumption that is most in doubt: locks before objects before callers.
static size_t weakest(const Finding &F) {
  static constexpr Assumption Order[] = {
      Assumption::OtherLock,     Assumption::LockNoName,
      Assumption::LockSomeWays,  Assumption::SameElement,
      Assumption::SameKey,       Assumption::SameOnWays,
      Assumption::InConstructor, Assumption::HandlerInTest,
      Assumption::TwoRequests,   Assumption::OtherValue,
      Assumption::StartedTwice,  Assumption::NotSetUp,
      Assumption::RoomInBuffer,  Assumption::HadBegun,
      Assumption::HadWork,       Assumption::AfterAnswer,
      Assumption::MissedByTest,  Assumption::NotTheFirst,
      Assumption::FlagFreed,     Assumption::BesideLocker,
      Assumption::LeftEarly,     Assumption::UnknownCall,
      Assumption::LongWay,       Assumption::FarOwner,
      Assumption::Callers};
  for (Assumption A : Order)
    if (auto It = std::ranges::find(F.Kinds, A); It != F.Kinds.end())
      return It - F.Kinds.begin();
  return 0;
}

static std::string factOf(const Facts &P, const Finding &F, size_t I) {
  const std::string Map = P.object(F.Object);
  switch (F.Kinds[I]) {
  case Assumption::OtherLock: {
    std::string A = names(F.Sides[0].Locks), B = names(F.Sides[1].Locks);
    return "whether " + A + " of the one side and " + B +
           " of the other are the same lock: if they are, the pair is safe; "
           "if they differ, it is a race";
  }
  case Assumption::LockNoName:
    return "what the lock is that one side takes under a name that is not "
           "known here: if the other side holds it, too, the pair is safe; if "
           "not, it is a race";
  case Assumption::LockSomeWays:
    return "whether the lock that both sides take on some ways is held on "
           "these: if it always is, the pair is safe; if a way without it "
           "leads here, it is a race";
  case Assumption::SameElement:
    return "whether both sides can work on the same one of several objects (" +
           Map +
           "): if they can, it is a race; if each thread has its own, "
           "the pair is safe";
  case Assumption::SameKey:
    return "whether both sides can use the same key of the outer map at once: "
           "if they can, it is a race; if each thread has keys of its own, the "
           "pair is safe";
  case Assumption::SameOnWays:
    return "whether the map is the same one on the ways that are taken: the "
           "value has several origins; if both sides come to one, it is a "
           "race, else the pair is safe";
  case Assumption::InConstructor:
    return "whether the goroutine has work before the constructor returns: if "
           "nobody can give it any, the pair is safe; if it begins at once, it "
           "is a race";
  case Assumption::HandlerInTest:
    return "whether the test goes on while its server handles a request: if it "
           "does, it is a race; if it waits for each response, the pair is "
           "safe";
  case Assumption::TwoRequests:
    return "whether the test can have two requests under way at once: if it "
           "can, it is a race; if it waits for each response before it asks "
           "again, the pair is safe";
  case Assumption::OtherValue:
    return "whether two threads that find the key missing store values that "
           "differ: if they do, the race loses one of them; if the value "
           "follows from the key alone, the pair is safe";
  case Assumption::StartedTwice:
    return "whether the object can be started again before its first goroutine "
           "has ended: if it can, it is a race; if a state forbids it, the "
           "pair is safe";
  case Assumption::NotSetUp:
    return "whether the map is written after the set-up, too: if it is, it is "
           "a race; if all writes come before the first thread, the pair is "
           "safe";
  case Assumption::FarOwner:
    return "whether both sides reach the same owner over several pointers: if "
           "they do, it is a race; if the owners differ, the pair is safe";
  case Assumption::LongWay:
    return "whether all calls on the two ways are made in one run: if they "
           "are, it is a race; if a condition on the way keeps them apart, the "
           "pair is safe";
  case Assumption::RoomInBuffer:
    return "whether the channel has room for what one side sends: if it has, "
           "it is a race; if the send must wait until the other side has "
           "received, the pair is safe";
  case Assumption::HadBegun:
    return "whether the timer can go off before it is stopped: if it can, it "
           "is a race, as stopping it does not wait for its function; if it is "
           "always stopped or set again in time, the pair is safe";
  case Assumption::HadWork:
    return "whether somebody can send the thread something earlier than the "
           "senders that are known: if so, it is a race; if they are all, the "
           "thread waits for them, and the pair is safe";
  case Assumption::MissedByTest:
    return "what `go test -race` says when the test runs many times: if it "
           "reports the two lines, it is a race; if a wait of the test orders "
           "them, the pair is safe";
  case Assumption::AfterAnswer:
    return "whether the thread can touch the map between its answer and the "
           "next question: if it can, it is a race; if it only does so for a "
           "question, before it answers, the pair is safe";
  case Assumption::NotTheFirst:
    return "how many threads the loop starts: if there are more than those "
           "that are waited for, it is a race; if there is only one, the pair "
           "is safe";
  case Assumption::FlagFreed:
    return "whether the flag that both sides take first is given back while "
           "the side that has taken it is still at work: if it can be, it is a "
           "race; if only that side gives it back, the pair is safe";
  case Assumption::BesideLocker:
    return "whether what takes no lock is called beside the little that does: "
           "if it is, it is a race; if the lock is there for something else, "
           "the pair is safe";
  case Assumption::UnknownCall:
    return "what the call does that gives the object, which is not followed: "
           "if nothing in the object makes one side wait for the other, it is "
           "a race, else the pair is safe";
  case Assumption::LeftEarly:
    return "whether the other side is reached when the call has returned "
           "without having waited for the goroutine: if it is, it is a race; "
           "if the caller stops then, the pair is safe";
  case Assumption::Callers:
    return "whether it is true that " + F.Assumptions[I] +
           ": a test that does so from two goroutines, or a go statement in "
           "the package, makes it a race; if there is only ever one caller at "
           "a time, the pair is safe";
  }
  return "";
}

std::string missingFact(const Facts &P, const Finding &F) {
  if (F.Kinds.empty())
    return F.Assumptions.empty()
               ? "nothing is missing, every step is shown; a lock that both "
                 "sides hold in excluding modes, or an order between them, "
                 "would make the pair safe"
               : "whether " + F.Assumptions.front();
  std::string Out = factOf(P, F, weakest(F));
  if (F.Kinds.size() > 1)
    Out += ". " + std::to_string(F.Kinds.size() - 1) +
           (F.Kinds.size() == 2 ? " more assumption is"
                                : " more assumptions "
                                  "are") +
           " listed above";
  return Out;
}

/// What else would keep the sides apart.
static std::string otherwise(const Facts &P, const SafeIndex &Index, NodeId A,
                             NodeId B, const SafeAnswer &Why) {
  for (uint32_t Row : Index.noted(A, B)) {
    const SafePair &Other = P.solution().Safe[Row];
    if (Other.Reason != Why.Reason)
      return "; where that is not so, " + sentence(Other.Reason, Other.By);
  }
  if (Why.Reason == SafeReason::CommonLock)
    return "";
  std::vector<std::string> Locks = commonLocks(P, Index, A, B);
  return Locks.empty() ? "; they hold no lock in common"
                       : "; both would still hold " + Locks.front();
}

static std::string ruleOut(const SafeAnswer &Why) {
  switch (Why.Reason) {
  case SafeReason::CommonLock:
    return "an access without " + Why.By +
           ", or with its read mode on both sides, would be a conflict";
  case SafeReason::Flag:
    return "if somebody gave " + Why.By +
           " back who has not taken it, the two could meet";
  case SafeReason::WaitGroup:
    return "without the wait for " + Why.By + " in between the two could meet";
  case SafeReason::Channel:
    return "a receive from " + Why.By +
           " that can be served by another send, or none, would let them meet";
  case SafeReason::Answered:
    return "another sender on " + Why.By +
           ", or one that does not wait for the answer, would let them meet";
  case SafeReason::Announced:
    return "if somebody else changed or signalled " + Why.By +
           ", the two could meet";
  case SafeReason::HandedOver:
    return "if somebody else gave " + Why.By + " back, the two could meet";
  case SafeReason::Unchanged:
    return "if " + Why.By +
           " could be set back, or the first side went on without the lock, "
           "the two could meet";
  case SafeReason::Once:
    return "a way to the other side that does not go through " + Why.By +
           " would let them meet";
  case SafeReason::Published:
    return "a write after the object is stored in " + Why.By +
           " would be a conflict";
  case SafeReason::Ended:
    return "if the call returned before its thread has ended, the two could "
           "meet";
  case SafeReason::BeforeStart:
    return "if the thread started earlier, the two could meet";
  case SafeReason::MovedOut:
    return "if the old map stayed in its place, others could still find it";
  case SafeReason::PassedOn:
    return "if one of them used the object after it was sent on, or it were "
           "sent to two receivers, the two could meet";
  case SafeReason::PerInstance:
    return "if two instances of the thread got one object, they would conflict";
  case SafeReason::NotShared:
    return "if the maker gave the object to somebody else before, the two "
           "could meet";
  case SafeReason::Fresh:
    return "if the object were given to a thread before it is complete, the "
           "two could meet";
  case SafeReason::Anew:
    return "if the thread got the object of a later round, the two could meet";
  case SafeReason::SameThread:
    return "a go statement or a handler that leads to one of them would make a "
           "second thread";
  case SafeReason::ReadOnly:
    return "if one of them changed the map, the pair would have to be judged";
  case SafeReason::RootOrder:
    return "if the mains, initialisers or tests ran at once (t.Parallel), they "
           "could meet";
  case SafeReason::OneCaller:
    return "a lock or an atomic in the type, a goroutine that uses the "
           "receiver, a handler, or a test that calls from two goroutines "
           "would be evidence, and the pair likely";
  case SafeReason::OtherObject:
    return "if both sides could get one object, their threads would meet on it";
  }
  return "";
}

std::string missingFact(const Facts &P, const SafeIndex &Index, NodeId A,
                        NodeId B, const SafeAnswer &Why) {
  return ruleOut(Why) + otherwise(P, Index, A, B, Why);
}

} // namespace mapgraph
