//===- MeetAnswered.cpp - Threads that have answered what they were asked -===//
//
//   questions <- q; go serve(questions, answers); <-answers; m[k]
//
// A thread that is asked over one channel and answers over another one mostly
// has nothing to do between its answer and the next question. That is no order:
// it may answer first, or not each question, and somebody else may ask. So the
// pair is still told, as one that rests on this.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Meet.h"

#include <algorithm>
#include <functional>

namespace mapgraph::solver {

namespace {
/// What a frame asks the thread of an access, and hears from it.
class Dialogue {
public:
  using Asker = std::function<bool(NodeId Questions)>;

  /// HasOtherWork: whether the access is not done for what comes from there.
  Dialogue(Frame &Fr, const Graph &G, const Tables &T, Senders &Reach,
           const Item &First, Asker HasOtherWork)
      : Fr(Fr), E(Fr.events()), Must(Fr.must()), G(G), T(T), Reach(Reach),
        First(First), HasOtherWork(std::move(HasOtherWork)),
        Start(E.position(First.Event)) {}

  /// Whether something can be known: one thread, which does the access itself.
  bool isThere() const {
    StepId S = First.Trace;
    return T.isThread(First) && T.Steps[S.Value].Async &&
           T.Steps[S.Value].Spawns == 1 && !E.inLoop(Start);
  }

  /// Whether all is answered at the position; Stays: and nothing is asked from
  /// there on. Local: over channels that only the frame knows.
  bool isOver(uint32_t At, bool Stays, bool Local) {
    std::optional<SetId> Heard = Must.between(Start)[At];
    return Heard && std::ranges::any_of(T.Sets[*Heard], [&](uint32_t C) {
             PathId Answers = SyncCode::path(C);
             return SyncCode::kind(C) == SyncKind::Recv &&
                    isAnswering(Answers) &&
                    std::ranges::any_of(
                        T.Sets[Must.anySync()], [&](uint32_t D) {
                          PathId Questions = SyncCode::path(D);
                          return SyncCode::kind(D) == SyncKind::Send &&
                                 isAsked(Questions) &&
                                 (!Local || staysHere(Questions)) &&
                                 isInTurn(Questions, Answers, At, Stays) &&
                                 !HasOtherWork(channel(Questions));
                        });
           });
  }

  /// Whether that is so wherever the function returns.
  bool isOverAtEnd() {
    bool Any = false;
    for (uint32_t Pos = 0; Pos != E.size(); ++Pos) {
      const Node &N = G.node(E.event(Pos));
      if (N.kind() != NodeKind::Return || N.has(NF_Panic) ||
          !E.canFollow(Start, Pos))
        continue;
      Any = true;
      if (!isOver(Pos, false, true))
        return false;
    }
    return Any;
  }

private:
  static constexpr unsigned Many = 1000;

  bool has(SetId S, SyncKind K, PathId P) const {
    return T.Sets.contains(S, SyncCode::make(K, P));
  }
  bool sends(SetId S, PathId P) const { return has(S, SyncKind::Send, P); }
  bool isMade(PathId P) const { return T.Paths[P].Kind == PathKind::Alloc; }
  NodeId channel(PathId P) const { return NodeId(T.Paths[P].A); }

  // Whether the thread sends there, and nobody else; not before the access.
  bool isAnswering(PathId P) const {
    if (!isMade(P) || sends(First.Before, P))
      return false;
    for (uint32_t Pos = 0; Pos != E.size(); ++Pos)
      if (Pos != Start && (sends(Must.anyAt(Pos), P) ||
                           has(Must.anyAt(Pos), SyncKind::Close, P)))
        return false;
    // Where another thread under it is not known to send instead.
    return sends(Must.startedAt(Start), P) ||
           (!sends(Must.anyAt(Start), P) &&
            Reach.starts(First.Event, channel(P)));
  }

  // Whether the thread, or one under it, receives there and none of them sends.
  bool isAsked(PathId P) const {
    SetId Any = Must.anyAt(Start);
    return isMade(P) && !sends(Any, P) &&
           (has(Any, SyncKind::Recv, P) ||
            Reach.startsReceiver(First.Event, channel(P)));
  }

  bool staysHere(PathId P) const {
    const std::vector<PathId> Returned = Fr.returned();
    return Fr.allocation(P) != UINT32_MAX && !std::ranges::count(Returned, P) &&
           !Fr.messages().isKnownOutside(P);
  }

  // Whether an answer lies behind each question, and there are enough of them.
  bool isInTurn(PathId Questions, PathId Answers, uint32_t At, bool Stays) {
    unsigned Asked = 0;
    for (uint32_t Pos = 0; Pos != E.size(); ++Pos) {
      SetId Any = Must.anyAt(Pos);
      if (Pos == Start)
        continue;
      if (isAsync(G.node(E.event(Pos))) &&
          (sends(Any, Questions) ||
           Reach.starts(E.event(Pos), channel(Questions))))
        return false;
      if (!sends(Any, Questions))
        continue;
      if (Pos == At || (Stays && E.canFollow(At, Pos)))
        return false;
      if (!E.canFollow(Pos, At))
        continue;
      if (E.canFollow(Start, Pos) &&
          !has(Must.between(Pos)[At].value_or(SetTable::empty()),
               SyncKind::Recv, Answers))
        return false;
      Asked += E.inLoop(Pos) || has(Any, SyncKind::Sends, Questions) ? Many : 1;
    }
    return Asked && Asked <= answered(Answers, At);
  }

  // How many answers are heard for sure; a loop hears any number.
  unsigned answered(PathId Answers, uint32_t At) const {
    unsigned N = 0;
    for (uint32_t Pos = 0; Pos != E.size(); ++Pos) {
      if (!has(Must.syncAt(Pos), SyncKind::Recv, Answers))
        continue;
      bool Loop = E.inLoop(Pos);
      if (E.dominates(Loop ? E.loopHeader(Pos) : Pos, At))
        N += Loop ? Many : 1;
    }
    return N;
  }

  Frame &Fr;
  const Flow &E;
  MustFlow &Must;
  const Graph &G;
  const Tables &T;
  Senders &Reach;
  const Item &First;
  Asker HasOtherWork;
  uint32_t Start;
};
} // namespace

// Whether the access is done in a loop behind a receive, such as a ticker's,
// and behind none of a question or of what is passed on when one has come.
bool Meet::hasOtherWork(const Item &I, NodeId Questions) {
  bool Others = false;
  auto comesBehind = [&](NodeId Event) {
    const Flow &E = FlowOf.of(G.node(Event).Function);
    uint32_t At = E.position(Event);
    for (uint32_t Pos = 0; At != UINT32_MAX && Pos != E.size(); ++Pos) {
      const Node &N = G.node(E.event(Pos));
      if (N.kind() != NodeKind::SyncOp || N.syncOp() != SyncOpKind::Recv ||
          N.has(NF_Try) || Pos == At || !E.dominates(Pos, At))
        continue;
      if (Heard.receivesFor(E.event(Pos), Questions))
        return true;
      Others |= E.inLoop(Pos);
    }
    return false;
  };
  for (StepId S = I.Trace; S; S = T.Steps[S.Value].Rest)
    if (!T.Steps[S.Value].Async && comesBehind(T.Steps[S.Value].Event))
      return false;
  return !comesBehind(I.Op) && Others;
}

bool Meet::isAnswered(Frame &Fr, const Item &First, uint32_t At, bool Stays) {
  Dialogue Of(Fr, G, T, Heard, First,
              [&](NodeId C) { return hasOtherWork(First, C); });
  return Of.isThere() && Of.isOver(At, Stays, false);
}

void Meet::noteAnswered(Frame &Fr) {
  for (Item &I : Fr.items()) {
    Dialogue Of(Fr, G, T, Heard, I,
                [&](NodeId C) { return hasOtherWork(I, C); });
    if (I.Answered || !Of.isThere())
      continue;
    I.Answered = Of.isOverAtEnd();
  }
}

} // namespace mapgraph::solver
