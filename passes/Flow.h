//===- Flow.h - Condensed control flow of one function ----------*- C++ -*-===//
//
// Links the placed events of a body by next edges. Blocks without events
// disappear; a Branch stays where control splits between events, a Merge where
// it meets. Loops and diamonds without any event vanish.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_FLOW_H
#define MAPGRAPH_PASSES_FLOW_H

#include "passes/Body.h"

namespace mapgraph {

class FlowBuilder {
public:
  explicit FlowBuilder(BodyBuilder &F) : F(F) {}
  void build();

private:
  /// A successor: block number and the label of the next edge.
  struct Arc {
    uint32_t To;
    uint32_t Label;
  };
  struct Block {
    uint32_t FirstEvent = 0, NumEvents = 0; // in F.Events
    llvm::SmallVector<Arc, 2> Succs;
    llvm::SmallVector<uint32_t, 2> Preds;
    NodeId Test;   // try-lock or receive that the branch tests
    NodeId Answer; // lookup whose answer it tests, if that matters
    std::optional<ParamTest> Compared;       // the parameter that it tests
    const llvm::Instruction *Exit = nullptr; // what leaves the function
    bool Panics = false;
    bool Told = false;  // another return returns something else
    bool Split = false; // what it returns depends on the way to it
    const llvm::Value *Result = nullptr; // by which returns are told apart
    StringId Says{0};                    // what callers learn from the result
    bool Gone = false;
    NodeId Head, Tail; // first and last event once made
  };

  void makeBlocks();
  void addSuccessors(uint32_t N, const llvm::BasicBlock &From);
  uint32_t edgeBlock(const llvm::BasicBlock *From, const llvm::BasicBlock *To,
                     uint32_t Direct);
  NodeId testedBy(const llvm::Value *Cond, bool &Negated) const;
  void dropThrows();
  void dropNilReceivers();
  bool waits() const;
  void tellReturnsApart();
  void readAnswers();
  void condense();
  bool simplifyBlock(uint32_t N);
  void connect();
  void makeNodes(uint32_t N);
  bool isEmpty(const Block &B) const { return !B.NumEvents && !B.Exit; }
  bool countsRounds(uint32_t N) const {
    return Blocks[N].Compared && Blocks[N].Compared->Kind == TestKind::Rounds;
  }

  BodyBuilder &F;
  std::vector<Block> Blocks;
};

} // namespace mapgraph

#endif
