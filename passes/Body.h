//===- Body.h - The nodes of one function -----------------------*- C++ -*-===//
//
// Turns the body of one function into events and values. Events come first, in
// the order of the code; each asks for the values it needs, and these for what
// they are made of (Values.cpp): a value that no event needs is never made.
// Then control flow ties the events (Flow.cpp), and the body is appended to the
// graph. No recursion over blocks or values: functions of 100,000 blocks exist.
// Internal to passes/.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_BODY_H
#define MAPGRAPH_PASSES_BODY_H

#include "passes/KernelValues.h"
#include "passes/ModuleBuilder.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Instructions.h"
#include <map>

namespace mapgraph {

class PrivateMemory;

/// Nodes and edges of one function; ids of own nodes have LocalBit set until
/// they are appended to the graph.
struct Body {
  static constexpr uint32_t LocalBit = 1u << 31;
  std::vector<Node> Nodes;
  std::vector<Edge> Edges;

  static bool isLocal(NodeId N) { return N && N.Value & LocalBit; }
  static NodeId local(size_t I) { return NodeId(I | LocalBit); }
  Node &operator[](NodeId N) { return Nodes[N.Value & ~LocalBit]; }
  void addEdge(NodeId From, NodeId To, EdgeKind K, uint32_t Label = 0) {
    Edges.emplace_back(From, To, K, Label);
  }
};

/// An event at its place in the code: Pos numbers instructions in the order of
/// blocks; equal positions keep the order of adding.
struct Placed {
  uint32_t Pos;
  uint32_t Sequence;
  NodeId Event;
};

/// An event on the edge between two blocks (the chosen arm of a select).
struct EdgeEvent {
  const llvm::BasicBlock *From;
  const llvm::BasicBlock *To;
  NodeId Event;
};

/// A parameter, or what is found behind it when the function begins: the
/// selectors that lead there.
struct ParamPlace {
  const llvm::Argument *Param;
  llvm::SmallVector<uint32_t, 2> Steps;
};

/// A comparison of such a place with a constant.
struct ParamTest {
  TestKind Kind;
  ParamPlace Place;
  StringId Constant;
  bool Negated;
};

/// A part of an aggregate in a register.
struct Part {
  const llvm::Value *Root;
  llvm::SmallVector<unsigned, 4> Path;
};

class BodyBuilder {
public:
  /// F is the body to read, Original the function of the module it stands for.
  BodyBuilder(ModuleBuilder &MB, const llvm::Function &F,
              const llvm::Function &Original);
  /// Appends the nodes of the function to the graph.
  void build();

private:
  friend class FlowBuilder;

  // Body.cpp
  void collectNames();
  void walk();
  void visit(const llvm::Instruction &I);
  void visitReturn(const llvm::ReturnInst &R);
  void append();
  NodeId newNode(NodeKind K, uint8_t Op = 0, const llvm::Instruction *At = {},
                 uint16_t Flags = 0, TypeId T = {},
                 StringId Name = StringId(0));
  NodeId event(NodeKind K, uint8_t Op, const llvm::Instruction &I,
               uint16_t Flags = 0, TypeId T = {}, StringId Name = StringId(0));
  NodeId syncEvent(SyncOpKind Op, const llvm::Instruction &I, const Row *R,
                   uint16_t Flags = 0);
  void place(NodeId Event, uint32_t Pos) {
    Events.push_back({Pos, static_cast<uint32_t>(Events.size()), Event});
  }
  void edge(NodeId From, NodeId To, EdgeKind K, uint32_t Label = 0) {
    B.addEdge(From, To, K, Label);
  }
  StringId nameOf(const llvm::Value *V);

  // Values.cpp: values and what they are made of.
  NodeId value(const llvm::Value *V);
  NodeId part(const llvm::Value *Root, llvm::ArrayRef<unsigned> Path);
  NodeId tuple(const llvm::Value *Call, unsigned Index);
  NodeId nil();
  NodeId scalar(const llvm::Value *V);
  NodeId createFor(const llvm::Value *V);

  // ParamTests.cpp
  const llvm::Argument *paramIn(const llvm::Value *V) const;
  StringId constantText(const llvm::Value *V);
  std::optional<ParamTest> comparison(const llvm::CmpInst &C);
  std::optional<ParamTest> rounds(const llvm::CmpInst &C);
  std::optional<ParamTest> testOf(const llvm::Value *Cond);
  NodeId passed(const llvm::Value *V);
  NodeId paramNode(const llvm::Argument &A);

  // FlagEvents.cpp
  NodeId syncNode(SyncOpKind K, const llvm::Instruction &I, NodeId Address,
                  StringId Name, uint16_t Flags = 0);
  StringId takenText(const llvm::StoreInst &S);
  void flagStore(const llvm::StoreInst &S, const llvm::Value *Address);
  void flagTest(const llvm::BranchInst &Br);
  llvm::ArrayRef<const llvm::CallBase *> receives();
  void nilChannel(const llvm::BranchInst &Br);

  // AtomicTests.cpp
  uint16_t atomicTests(const llvm::Instruction &Load, NodeId Address);

  // FinalEvents.cpp
  void finalContents(const llvm::CallBase &Made, NodeId Object);
  NodeId finalContent(const llvm::CallBase &Made, StructField Field);
  void copiedStruct(const llvm::StoreInst &S, const llvm::Value *Address);

  // Answers.cpp
  bool isSomething(const llvm::Value *V) const;
  StringId answerOf(const llvm::ReturnInst &R);
  NodeId answeringCall(const llvm::Value *V);

  // ParamPlaces.cpp
  const llvm::DominatorTree &dominators();
  PrivateMemory memory();
  const llvm::Value *unlessNil(const llvm::Value *Pointer);
  std::optional<ParamPlace> placeOf(const llvm::Value *V);
  std::optional<ParamPlace> partPlace(const llvm::ExtractValueInst &E);
  std::optional<ParamPlace> loadedPlace(const llvm::LoadInst &L);
  NodeId placeNode(const ParamPlace &P);
  NodeId partNode(NodeId Whole, uint32_t Selector,
                  ValueKind K = ValueKind::Part);

  // Handed.cpp
  struct Handing;
  NodeId handed(const llvm::CallBase &C, unsigned Operand);
  NodeId contents(const llvm::Value *V, const Handing &H);
  NodeId paramContents(const llvm::Argument &A, const Handing &H);
  NodeId objectContents(const llvm::Value &Object, const Handing &H);
  NodeId builtContents(const llvm::InsertValueInst &Last, const Handing &H);
  NodeId fieldContents(const llvm::Value *V, const Handing &H);
  NodeId fieldsNode();
  void addPart(NodeId Whole, llvm::ArrayRef<uint32_t> Steps, NodeId Part);
  bool isTypedPair(const llvm::InsertValueInst &I) const;
  bool isIfaceData(llvm::Type *T, llvm::ArrayRef<unsigned> Path) const;
  Part findPart(const llvm::Value *V, llvm::ArrayRef<unsigned> Path,
                bool IntoIface = false) const;
  void define(const llvm::Value *V, NodeId N);
  void defineLoad(const llvm::LoadInst &L, NodeId N);
  void defineInsert(const llvm::InsertValueInst &I, NodeId N);
  void defineIface(Part Word, const llvm::Value *Data, NodeId N);
  void defineConstant(const llvm::Constant &C, NodeId N);
  void defineCall(const llvm::CallBase &C, NodeId N);
  void copyInto(NodeId N, const llvm::Value *From);
  void fromUnknown(NodeId N) { edge(MB.unknown(), N, EdgeKind::Copy); }
  void drain();

  // Fields.cpp: addresses of parts.
  void defineGep(const llvm::GEPOperator &G, NodeId N);
  llvm::SmallVector<uint32_t, 4> stepsOf(const llvm::GEPOperator &G);
  NodeId fieldOf(NodeId Base, uint32_t Selector, bool Aggregate = false);
  NodeId address(const llvm::Value *P, llvm::Type *Accessed);
  NodeId receiver(const llvm::Value *P, llvm::StringRef TypeName);
  uint32_t selector(llvm::Type *Aggregate, unsigned Index);
  bool isClosureBase(const llvm::Value *P) const;

  // Memory.cpp: stores, copies, atomics.
  void visitStore(const llvm::StoreInst &S);
  void scalarStore(const llvm::StoreInst &S, const llvm::Value *Address);
  void visitLoad(const llvm::LoadInst &L);
  bool takesMap(const llvm::LoadInst &L) const;
  void visitAtomic(const llvm::Instruction &I, const llvm::Value *Address,
                   const llvm::Value *New);
  void write(const llvm::Instruction &I, NodeId Address, const llvm::Value *V);
  void writeNode(const llvm::Instruction &I, NodeId Address, NodeId V);
  void copyMemory(const llvm::Instruction &I, NodeId To, NodeId From);
  bool isShared(const llvm::Value *Address) const;
  bool keepsOperand(const llvm::CallBase &C, const Row &R,
                    const llvm::Value *P) const;
  bool isOperandCell(const llvm::Value *Address);
  const llvm::Value *closureOfCode(const llvm::Value *P) const;
  llvm::SmallVector<const llvm::StoreInst *, 4>
  wholeStores(const llvm::Value *Cell) const;
  const llvm::Value *storedIn(const llvm::Value *Cell,
                              const llvm::Instruction &Before) const;
  NodeId cellValue(const llvm::Value *Cell, const llvm::Instruction &Before);
  NodeId loadedFrom(const llvm::Value *Address, const llvm::CallBase &At,
                    unsigned I);
  void outCell(const llvm::Value *Cell, NodeId Event, unsigned Label);

  // Calls.cpp
  void visitCall(const llvm::CallBase &C);
  void visitRow(const llvm::CallBase &C, const Row &R);
  void plainCall(const llvm::CallBase &C);
  void arguments(NodeId Event, const llvm::CallBase &C, unsigned First = 0);
  NodeId codeValue(const llvm::Value *Code, const llvm::Value *Context);
  const llvm::Value *operand(const llvm::CallBase &C, int Index) const;
  bool interfaceSync(const llvm::CallBase &C, const llvm::Value *Interface,
                     StringId Method);
  void syncCall(const llvm::CallBase &C, const Row &R);
  void deferredCall(const llvm::CallBase &Push);

  // Slices.cpp
  void appendEvent(const llvm::CallBase &C, const Row &R);
  void copyElements(const llvm::CallBase &C, const Row &R);

  // MapEvents.cpp
  TypeId mapType(const llvm::CallBase &C, const Row &R);
  TypeId typeInInterface(const llvm::Value *Map);
  NodeId answerIn(const llvm::Value *V) const;
  void mapEvent(const llvm::CallBase &C, const Row &R);
  void slotStores(const llvm::CallBase &C, NodeId Op);
  bool isTestedForNil(const llvm::Value *Map);
  const llvm::CallBase *iteratorStart(const llvm::Value *It) const;
  bool defineIterated(const llvm::LoadInst &L, NodeId N);
  NodeId keyNode(const llvm::CallBase &C, const Row &R);

  // NativeIterators.cpp
  const llvm::Value *usedIterator(const llvm::Instruction &I) const;
  bool redefines(const llvm::Instruction &I, const llvm::Value *Variable) const;
  const llvm::CallBase *obtainedBy(const llvm::Value *Variable) const;
  bool isUnordered(const llvm::CallBase &C) const;
  bool invalidates(const llvm::CallBase &Change, const Row &R,
                   const llvm::Value *Variable,
                   const llvm::CallBase *Obtained) const;
  void invalidatedUses(const llvm::CallBase &Change, const Row &R,
                       NodeId Event);
  NodeId useEvent(const llvm::Instruction &I, const llvm::CallBase &Obtained,
                  NodeId Event, bool OnlyDeletion);
  void iteratorUse(const llvm::CallBase &C, const Row &R);
  void referenceUse(const llvm::Instruction &I, const llvm::Value *Address);
  bool releases();
  bool releasesInside(const llvm::CallBase &C) const;
  void accessorUse(const llvm::Instruction &I, const llvm::CallBase &C);
  bool releasesBetween(const llvm::Instruction &A, const llvm::Instruction &B);

  // NativeThreads.cpp
  const llvm::Value *movedInto(const llvm::Value *Variable) const;
  const llvm::Value *threadHandle(const llvm::Value *V, bool &OneOfMany) const;
  void joinEvent(const llvm::CallBase &C, const Row &R);
  void barrierEvents(const llvm::CallBase &C, const Row &R);
  NodeId callable(const llvm::CallBase &C, const llvm::Value *Code,
                  bool &Bound);

  // SyncEvents.cpp
  NodeId heldByFirstField(const llvm::Value *Struct, const llvm::CallBase &At,
                          const Row &R);
  uint16_t flagsOf(const llvm::CallBase &C, const Row &R) const;
  void syncOp(const llvm::CallBase &C, const Row &R);
  llvm::SmallVector<const llvm::Value *, 2>
  guarded(const llvm::CallBase &C) const;
  const llvm::CallBase *tryOf(const llvm::CallBase &C) const;
  void callableOperands(const llvm::CallBase &C, const Row &R, NodeId E);
  void selectEvent(const llvm::CallBase &C, const Row &R);
  void callbackEvent(const llvm::Instruction &I, const Row &R,
                     const llvm::Value *Code);
  void callbackMethods(const llvm::Instruction &I, const Row &R,
                       const llvm::Value *Receiver);
  void handlerStore(const llvm::StoreInst &S);
  void wrapEvent(const llvm::CallBase &C, const Row &R);
  void bufferResult(const llvm::Value *Buffer, NodeId Event);

  // Effects.cpp
  void effectEvents(const llvm::CallBase &C, const Row &First);
  bool reflectedCalls(const llvm::CallBase &C, const Row &R, TypeId T,
                      const llvm::Value *Data);
  void effectOn(const llvm::CallBase &C, const Row &R, const llvm::Value *V);

  ModuleBuilder &MB;
  Graph &G;
  const llvm::Function &F, &Original;
  const FunctionId Id;
  Body B;
  std::vector<const llvm::BasicBlock *> Blocks; // reverse post-order
  llvm::DenseMap<const llvm::BasicBlock *, uint32_t> BlockNumber;
  std::vector<uint32_t> BlockEnd; // Pos after the last instruction
  uint32_t Pos = 0;
  unsigned Wrapped = 0; // made-up functions so far
  std::vector<Placed> Events;
  std::vector<EdgeEvent> EdgeEvents;
  std::vector<std::pair<const llvm::Value *, NodeId>> Work;
  llvm::DenseMap<const llvm::Value *, NodeId> ValueNodes;
  llvm::DenseMap<std::pair<const llvm::Value *, unsigned>, NodeId> TupleNodes;
  llvm::DenseMap<std::pair<uint32_t, uint32_t>, NodeId> FieldNodes;
  llvm::DenseMap<const llvm::Instruction *, NodeId> EventOf;
  llvm::DenseMap<const llvm::Instruction *, uint32_t> Order;
  /// Events of a call that is done at another one, further on.
  std::vector<std::pair<const llvm::Instruction *, NodeId>> Later;
  llvm::DenseMap<const llvm::Value *, StringId> Names;
  llvm::SmallVector<const llvm::CallBase *, 4> Deferred;
  llvm::DenseMap<const llvm::Instruction *, bool> OperandCells;
  KernelValues Kernel;
  /// Uses of iterators by the change that made them invalid, and whether that
  /// is certain.
  llvm::DenseMap<const llvm::Instruction *, std::pair<NodeId, bool>>
      Invalidated;
  std::optional<llvm::SmallVector<const llvm::Value *, 4>> TestedForNil;
  /// All receives of the function, when asked for before.
  std::optional<llvm::SmallVector<const llvm::CallBase *, 2>> Receives;
  std::optional<bool> Releases; ///< some lock, when asked before
  std::map<uint32_t, NodeId> Results;
  llvm::DenseMap<uint32_t, NodeId> Constants; ///< by text
  llvm::DenseMap<const llvm::Argument *, NodeId> ScalarParams;
  /// Of what is found behind parameters, or handed over, by selector.
  llvm::DenseMap<std::pair<uint32_t, uint32_t>, NodeId> PartNodes;
  std::unique_ptr<llvm::DominatorTree> Dominators;
  NodeId Nil, EntryNode, PanicReturn;
};

/// V without casts that keep the pointer.
const llvm::Value *peel(const llvm::Value *V);
/// The condition without negations; Negated changes with each.
const llvm::Value *peelNegations(const llvm::Value *Cond, bool &Negated);

/// Whether control can go that way: a branch on a constant (debugging that is
/// switched off) has one way.
bool isTaken(const llvm::Instruction &Terminator, unsigned Successor);
/// Sorts instructions of one function by their place in the code.
template <typename List> void sortByCode(List &L) {
  llvm::DenseMap<const llvm::BasicBlock *, unsigned> Number;
  if (L.size() < 2)
    return;
  for (const llvm::BasicBlock &Block : *L.front()->getFunction())
    Number[&Block] = Number.size();
  llvm::sort(L, [&](const auto *A, const auto *B) {
    if (A->getParent() != B->getParent())
      return Number[A->getParent()] < Number[B->getParent()];
    return A != B && A->comesBefore(B);
  });
}
/// Whether V is a constant that points nowhere: null, undef, a number.
bool isNothing(const llvm::Value *V);

} // namespace mapgraph

#endif
