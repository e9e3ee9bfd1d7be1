//===- Flow.cpp - Condensed control flow of one function ------------------===//

#include "passes/Flow.h"

#include "llvm/IR/CFG.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;

namespace mapgraph {

void FlowBuilder::build() {
  llvm::sort(F.Events, [](const Placed &A, const Placed &B) {
    return std::tie(A.Pos, A.Sequence) < std::tie(B.Pos, B.Sequence);
  });
  makeBlocks();
  dropThrows();
  dropNilReceivers();
  tellReturnsApart();
  readAnswers();
  if (F.MB.O.Simplify)
    condense();
  connect();
}

void FlowBuilder::makeBlocks() {
  Blocks.resize(F.Blocks.size());
  size_t Next = 0;
  for (size_t I = 0; I != F.Blocks.size(); ++I) {
    Blocks[I].FirstEvent = Next;
    while (Next != F.Events.size() && F.Events[Next].Pos < F.BlockEnd[I])
      ++Next;
    Blocks[I].NumEvents = Next - Blocks[I].FirstEvent;
  }
  for (size_t I = 0; I != F.Blocks.size(); ++I)
    addSuccessors(I, *F.Blocks[I]);
  for (size_t I = 0; I != Blocks.size(); ++I)
    for (Arc A : Blocks[I].Succs)
      Blocks[A.To].Preds.push_back(I);
}

void FlowBuilder::addSuccessors(uint32_t N, const BasicBlock &From) {
  const Instruction *T = From.getTerminator();
  if (!T->getNumSuccessors()) {
    // Without a return, the call before it is what leaves.
    const Instruction *Last = T->getPrevNonDebugInstruction();
    Blocks[N].Panics = !isa<ReturnInst>(T);
    Blocks[N].Exit = Blocks[N].Panics && Last ? Last : T;
    return;
  }
  const auto *Br = dyn_cast<BranchInst>(T);
  bool Negated = false;
  if (Br && Br->isConditional()) {
    Blocks[N].Test = testedBy(Br->getCondition(), Negated);
    Blocks[N].Answer = F.answerIn(Br->getCondition());
    if (!Blocks[N].Test && !Blocks[N].Answer)
      Blocks[N].Compared = F.testOf(Br->getCondition());
    if (Blocks[N].Compared)
      Negated = Blocks[N].Compared->Negated;
  }
  for (unsigned I = 0; I != T->getNumSuccessors(); ++I) {
    if (!isTaken(*T, I))
      continue;
    uint32_t Label = Br && Br->isConditional()
                         ? 1 + (I ^ static_cast<unsigned>(Negated))
                         : 0;
    const BasicBlock *To = T->getSuccessor(I);
    uint32_t Direct = F.BlockNumber.lookup(To);
    uint32_t Target = edgeBlock(&From, To, Direct);
    Blocks[N].Succs.push_back({Target, Label});
  }
}

// The block to go to: one that holds what happens on the edge, if anything
// does.
uint32_t FlowBuilder::edgeBlock(const BasicBlock *From, const BasicBlock *To,
                                uint32_t Direct) {
  SmallVector<NodeId, 2> Here;
  for (const EdgeEvent &E : F.EdgeEvents)
    if (E.From == From && E.To == To)
      Here.push_back(E.Event);
  if (Here.empty())
    return Direct;
  Block New;
  New.FirstEvent = F.Events.size();
  New.NumEvents = Here.size();
  for (NodeId N : Here)
    F.place(N, UINT32_MAX);
  New.Succs.push_back({Direct, 0});
  Blocks.push_back(New);
  return Blocks.size() - 1;
}

NodeId FlowBuilder::testedBy(const Value *Cond, bool &Negated) const {
  using namespace PatternMatch;
  for (;;) {
    const Value *X;
    CmpInst::Predicate P;
    if (match(Cond, m_Not(m_Value(X)))) {
      Negated = !Negated;
    } else if (match(Cond, m_ICmp(P, m_Value(X), m_Zero())) &&
               ICmpInst::isEquality(P)) {
      Negated ^= P == CmpInst::ICMP_EQ;
    } else if (match(Cond, m_Trunc(m_Value(X))) ||
               match(Cond, m_ZExt(m_Value(X))) ||
               match(Cond, m_Freeze(m_Value(X)))) {
      // Looks at the same bit.
    } else {
      break;
    }
    Cond = X;
  }
  if (NodeId Call = F.answeringCall(Cond))
    return Call;
  const auto *I = dyn_cast<Instruction>(Cond);
  if (const auto *C = dyn_cast_or_null<CallBase>(I))
    if (const Row *R = F.MB.rowOf(*C)) {
      Negated ^= R->has(RF_Zero);
      if (R->has(RF_Holds))
        I = F.tryOf(*C);
    }
  NodeId E = I ? F.EventOf.lookup(I) : NodeId();
  if (!E)
    return NodeId();
  const Node &N = F.B[E];
  bool Received = N.kind() == NodeKind::SyncOp &&
                  N.syncOp() == SyncOpKind::Recv && N.has(NF_CommaOk);
  return N.has(NF_Try) || Received ? E : NodeId();
}

static void eraseOne(SmallVectorImpl<uint32_t> &From, uint32_t X) {
  if (auto It = llvm::find(From, X); It != From.end()) {
    *It = From.back();
    From.pop_back();
  }
}

// Checks that the language makes before a dereference or index end the program
// when they fail; nothing in the graph follows from them.
void FlowBuilder::dropThrows() {
  SmallVector<uint32_t, 16> Work;
  for (size_t I = 0; I != F.Blocks.size(); ++I) {
    const auto *End = dyn_cast<UnreachableInst>(F.Blocks[I]->getTerminator());
    const auto *Call = dyn_cast_or_null<CallBase>(
        End ? End->getPrevNonDebugInstruction() : nullptr);
    const Row *R = Call ? F.MB.rowOf(*Call) : nullptr;
    if (R && R->Kind == RowKind::Throw && !Blocks[I].NumEvents)
      Work.push_back(I);
  }
  while (!Work.empty()) {
    uint32_t N = Work.pop_back_val();
    if (N == 0)
      continue;
    Blocks[N].Gone = true;
    for (uint32_t P : Blocks[N].Preds) {
      llvm::erase_if(Blocks[P].Succs, [&](Arc A) { return A.To == N; });
      if (!Blocks[P].Succs.empty() || Blocks[P].Gone)
        continue;
      Blocks[P].Exit = Blocks[N].Exit;
      Blocks[P].Panics = true;
      if (!Blocks[P].NumEvents)
        Work.push_back(P);
    }
    Blocks[N].Preds.clear();
  }
}

// A method that does nothing when its receiver is nil: what it does to the
// receiver else, it does on all ways on which there is one.
void FlowBuilder::dropNilReceivers() {
  using namespace PatternMatch;
  if (!(F.G.function(F.Id).Flags & FF_Method) || F.F.arg_empty())
    return;
  for (size_t I = 0; I != F.Blocks.size(); ++I) {
    const auto *Br = dyn_cast<BranchInst>(F.Blocks[I]->getTerminator());
    CmpInst::Predicate P;
    if (!Br || !Br->isConditional() || Blocks[I].Succs.size() != 2 ||
        !match(Br->getCondition(),
               m_ICmp(P, m_Specific(F.F.getArg(0)), m_Zero())) ||
        !ICmpInst::isEquality(P))
      continue;
    uint32_t WhenNil =
        F.BlockNumber.lookup(Br->getSuccessor(P != CmpInst::ICMP_EQ));
    Block &Nil = Blocks[WhenNil];
    if (Nil.NumEvents || !Nil.Exit || Nil.Panics)
      continue;
    llvm::erase_if(Blocks[I].Succs, [&](Arc A) { return A.To == WhenNil; });
    llvm::erase(Nil.Preds, I);
    Nil.Gone = Nil.Preds.empty();
  }
}

// Whether what it returns is chosen by the way that leads to its block.
static bool dependsOnWay(const ReturnInst &Exit) {
  SmallVector<const Value *, 4> Work;
  if (Exit.getReturnValue())
    Work.push_back(Exit.getReturnValue());
  while (!Work.empty()) {
    const Value *V = Work.pop_back_val();
    if (const auto *Phi = dyn_cast<PHINode>(V))
      if (Phi->getParent() == Exit.getParent() && !Phi->hasConstantValue())
        return true;
    if (const auto *Part = dyn_cast<InsertValueInst>(V))
      Work.append(
          {Part->getAggregateOperand(), Part->getInsertedValueOperand()});
  }
  return false;
}

bool FlowBuilder::waits() const {
  return llvm::any_of(F.Events, [&](const auto &E) {
    const Node &N = F.B[E.Event];
    return N.kind() == NodeKind::SyncOp &&
           (N.syncOp() == SyncOpKind::Recv || N.syncOp() == SyncOpKind::Join ||
            N.syncOp() == SyncOpKind::GroupWait);
  });
}

// Callers can tell apart at which return a function has left that returns
// different values. That matters where only some come after a wait.
void FlowBuilder::tellReturnsApart() {
  if (!waits())
    return;
  std::optional<const Value *> First;
  bool Differ = false;
  for (Block &X : Blocks)
    if (const auto *Exit = dyn_cast_or_null<ReturnInst>(X.Exit)) {
      X.Result = Exit->getReturnValue();
      X.Split = dependsOnWay(*Exit);
      Differ |= X.Split || (First && *First != X.Result);
      First = X.Result;
    }
  for (Block &X : Blocks)
    X.Told = Differ && X.Exit && !X.Panics;
}

// What the function has done for sure may be seen by the answer that it gives.
void FlowBuilder::readAnswers() {
  if (!F.MB.synchronises(F.Original))
    return;
  bool Yes = false, No = false;
  for (Block &X : Blocks)
    if (const auto *Exit = dyn_cast_or_null<ReturnInst>(X.Exit)) {
      X.Says = F.answerOf(*Exit);
      Yes |= F.G.str(X.Says) == "1";
      No |= F.G.str(X.Says) == "0";
    }
  if (Yes && No)
    return;
  for (Block &X : Blocks)
    X.Says = StringId(0);
}

void FlowBuilder::condense() {
  // All ways out without an event share one Return of their kind.
  std::map<std::tuple<bool, const Value *, StringId>, uint32_t> Shared;
  for (uint32_t I = 1; I < Blocks.size(); ++I) {
    Block &X = Blocks[I];
    if (X.Gone || X.NumEvents || !X.Exit)
      continue;
    auto [It, New] = Shared.try_emplace({X.Panics, X.Result, X.Says}, I);
    if (New)
      continue;
    uint32_t First = It->second;
    for (uint32_t P : X.Preds)
      for (Arc &A : Blocks[P].Succs)
        if (A.To == I) {
          A.To = First;
          Blocks[First].Preds.push_back(P);
        }
    X.Preds.clear();
    X.Gone = true;
  }
  // Backwards, so that chains of empty blocks collapse in one sweep.
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (size_t I = Blocks.size(); I-- > 0;)
      if (!Blocks[I].Gone)
        Changed |= simplifyBlock(I);
  }
}

bool FlowBuilder::simplifyBlock(uint32_t N) {
  Block &X = Blocks[N];
  bool Changed = false;
  if (!X.Test) {
    // Equal successors are one; an empty block need not wait for itself.
    SmallVector<Arc, 2> Kept;
    for (Arc A : X.Succs) {
      bool Again = llvm::any_of(Kept, [&](Arc K) { return K.To == A.To; });
      bool Idle = A.To == N && isEmpty(X) && X.Succs.size() > 1;
      if (!Again && !Idle) {
        Kept.push_back(A);
        continue;
      }
      eraseOne(Blocks[A.To].Preds, N);
      Changed = true;
    }
    X.Succs = Kept;
    if (X.Succs.size() == 1)
      X.Succs[0].Label = 0;
  }
  if (N == 0 || !isEmpty(X) || X.Test)
    return Changed;
  if (X.Preds.empty()) {
    for (Arc A : X.Succs)
      eraseOne(Blocks[A.To].Preds, N);
    X.Succs.clear();
    X.Gone = true;
    return true;
  }
  // What comes to the head of a loop must stay told apart from its rounds.
  if (X.Succs.size() == 1 && X.Succs[0].To != N &&
      !countsRounds(X.Succs[0].To)) {
    uint32_t To = X.Succs[0].To;
    eraseOne(Blocks[To].Preds, N);
    for (uint32_t P : X.Preds)
      for (Arc &A : Blocks[P].Succs)
        if (A.To == N) {
          A.To = To;
          Blocks[To].Preds.push_back(P);
        }
    X.Preds.clear();
    X.Succs.clear();
    X.Gone = true;
    return true;
  }
  // A split right behind a split is one split.
  uint32_t P = X.Preds[0];
  constexpr unsigned MaxSplit = 16;
  if (X.Preds.size() == 1 && P != N && !Blocks[P].Test && !X.Answer &&
      !Blocks[P].Compared && !X.Compared &&
      Blocks[P].Succs.size() + X.Succs.size() < MaxSplit &&
      llvm::none_of(X.Succs, [&](Arc A) { return A.To == N; })) {
    llvm::erase_if(Blocks[P].Succs, [&](Arc A) { return A.To == N; });
    for (Arc A : X.Succs) {
      eraseOne(Blocks[A.To].Preds, N);
      Blocks[A.To].Preds.push_back(P);
      Blocks[P].Succs.push_back({A.To, 0});
    }
    X.Preds.clear();
    X.Succs.clear();
    X.Gone = true;
    return true;
  }
  return Changed;
}

void FlowBuilder::makeNodes(uint32_t N) {
  Block &X = Blocks[N];
  auto append = [&](NodeId E) {
    if (X.Tail)
      F.edge(X.Tail, E, EdgeKind::Next);
    else
      X.Head = E;
    X.Tail = E;
  };
  if (N == 0)
    append(F.EntryNode);
  bool Silent = isEmpty(X) && X.Succs.size() < 2;
  if (X.Preds.size() > 1 || (N != 0 && Silent))
    append(F.newNode(NodeKind::Merge));
  for (uint32_t I = 0; I != X.NumEvents; ++I)
    append(F.Events[X.FirstEvent + I].Event);
  if (X.Exit)
    append(F.newNode(NodeKind::Return, 0, X.Exit,
                     (X.Panics ? NF_Panic : 0) | (X.Told ? NF_CommaOk : 0) |
                         (X.Told && X.Split ? NF_Many : 0),
                     {}, X.Says));
  if (X.Succs.size() < 2)
    return;
  NodeId Branch = F.newNode(NodeKind::Branch);
  if (N < F.Blocks.size())
    F.B[Branch].Loc =
        F.MB.location(F.Blocks[N]->getTerminator()->getDebugLoc());
  append(Branch);
  if (NodeId Tested = X.Test ? X.Test : X.Answer)
    F.edge(Branch, Tested, EdgeKind::Cond);
  if (!X.Compared)
    return;
  F.B[Branch].Op = static_cast<uint8_t>(X.Compared->Kind);
  F.B[Branch].Name = X.Compared->Constant;
  F.edge(Branch, F.placeNode(X.Compared->Place), EdgeKind::Cond);
}

void FlowBuilder::connect() {
  for (uint32_t I = 0; I != Blocks.size(); ++I)
    if (!Blocks[I].Gone)
      makeNodes(I);
  for (const Block &X : Blocks)
    if (!X.Gone)
      for (Arc A : X.Succs)
        F.edge(X.Tail, Blocks[A.To].Head, EdgeKind::Next,
               X.Succs.size() > 1 ? A.Label : 0);
}

} // namespace mapgraph
