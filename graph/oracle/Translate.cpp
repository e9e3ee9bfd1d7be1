//===- Translate.cpp - Small programs as graphs ---------------------------===//

#include "graph/oracle/Translate.h"

#include <algorithm>
#include <string>
#include <utility>

namespace mapgraph::oracle {

static constexpr std::string_view ShapeTexts[] = {"arguments", "struct",
                                                  "globals", "closures"};
static_assert(std::size(ShapeTexts) == NumShapes);

std::string_view text(Shape S) { return ShapeTexts[static_cast<size_t>(S)]; }

static std::string_view typeOf(Operand Kind) {
  static constexpr std::string_view Types[] = {
      "map[string]int", "Lock", "chan int", "Group", "Once", "Thread"};
  return Types[static_cast<size_t>(Kind)];
}

namespace {
struct Variable {
  Operand Kind;
  uint8_t Number;
  uint8_t Object; ///< of variables of a kind, the first with this object
  bool IsPointer; ///< a place of the variable holds a reference to the object
  std::string Name;
};

/// A function that is being written.
struct Env {
  FunctionBuilder *F;
  /// By variable: the object itself (Arguments) or the variable's address;
  /// empty when it follows from Owner or is global.
  std::vector<Ref> Named;
  Ref Owner;
};
} // namespace

/// Writes one program.
class Translation::Author {
public:
  Author(Translation &To, const Program &P)
      : How(To.How), B(To.Builder), P(P), Id(std::to_string(To.size())) {}

  Ops write();

private:
  void collect(const Event &E);
  void addVariable(Operand Kind, uint8_t Number);
  size_t row(Operand Kind, uint8_t Number) const;
  void setUp(Env &Main);
  Ref makeObject(FunctionBuilder &F, const Variable &V);

  Ref address(const Env &In, size_t Row);
  Ref value(const Env &In, Operand Kind, uint8_t Number);
  void event(Env &In, Place At);
  void access(Env &In, Place At);
  void once(Env &In, Place At);
  void go(Env &In, uint8_t Thread);
  Env &worker(uint8_t Thread);
  std::vector<Ref> captured(const Env &In);

  Shape How;
  ProgramBuilder &B;
  const Program &P;
  std::string Id;
  Ops Out = {};
  std::vector<Variable> Variables;
  std::vector<Ref> Globals; ///< by variable
  std::array<Env, Program::MaxThreads> Envs = {};
  std::array<bool, Program::MaxThreads> Written = {};
};

//===----------------------------------------------------------------------===//
// Variables
//===----------------------------------------------------------------------===//

size_t Translation::Author::row(Operand Kind, uint8_t Number) const {
  for (size_t I = 0; I != Variables.size(); ++I)
    if (Variables[I].Kind == Kind && Variables[I].Number == Number)
      return I;
  return Variables.size();
}

void Translation::Author::addVariable(Operand Kind, uint8_t Number) {
  if (row(Kind, Number) != Variables.size())
    return;
  Variable V{Kind, Number, Number, false,
             std::string(typeOf(Kind).substr(0, 1)) + std::to_string(Number)};
  if (Kind == Operand::Map)
    V.Object = P.Maps[Number];
  if (Kind == Operand::Lock)
    V.Object = P.Locks[Number];
  bool HoldsItself = Kind == Operand::Group || Kind == Operand::Once ||
                     (Kind == Operand::Lock && P.Locks[0] != P.Locks[1]);
  V.IsPointer = !HoldsItself;
  Variables.push_back(std::move(V));
}

void Translation::Author::collect(const Event &E) {
  if (E.What != Op::Go)
    addVariable(operandOf(E.What), E.On);
  if (isAccess(E.What))
    addVariable(Operand::Map, mapOf(E));
}

Ref Translation::Author::makeObject(FunctionBuilder &F, const Variable &V) {
  if (V.Kind == Operand::Map)
    return F.make(typeOf(V.Kind));
  if (V.Kind == Operand::Channel)
    return F.channel(P.Capacity[V.Number]);
  return F.object(ObjectKind::Heap, typeOf(V.Kind));
}

// Main makes what the variables hold and the places where they stand.
void Translation::Author::setUp(Env &Main) {
  FunctionBuilder &F = *Main.F;
  if (How == Shape::Struct)
    Main.Owner = F.object(ObjectKind::Heap, "p" + Id + ".T");
  std::vector<Ref> Objects(Variables.size());
  for (size_t I = 0; I != Variables.size(); ++I) {
    const Variable &V = Variables[I];
    if (How == Shape::Closures)
      Main.Named.push_back(F.object(ObjectKind::Heap));
    if (!V.IsPointer && How != Shape::Arguments)
      continue;
    for (size_t J = 0; J != I; ++J)
      if (Variables[J].Kind == V.Kind && Variables[J].Object == V.Object)
        Objects[I] = Objects[J];
    if (Objects[I] == Ref())
      Objects[I] = makeObject(F, V);
    if (How != Shape::Arguments)
      F.store(address(Main, I), Objects[I]);
  }
  if (How == Shape::Arguments)
    Main.Named = Objects;
}

Ref Translation::Author::address(const Env &In, size_t Row) {
  if (How == Shape::Globals)
    return Globals[Row];
  if (How == Shape::Struct)
    return In.F->field(In.Owner, "p" + Id + ".T." + Variables[Row].Name);
  return In.Named[Row];
}

// The object that a variable means, as code of the function gets at it.
Ref Translation::Author::value(const Env &In, Operand Kind, uint8_t Number) {
  size_t Row = row(Kind, Number);
  if (How == Shape::Arguments)
    return In.Named[Row];
  Ref At = address(In, Row);
  if (!Variables[Row].IsPointer)
    return At;
  return In.F->result(In.F->read(At), 0, typeOf(Kind));
}

//===----------------------------------------------------------------------===//
// Threads
//===----------------------------------------------------------------------===//

// What a closure of all variables captures.
std::vector<Ref> Translation::Author::captured(const Env &In) {
  if (How == Shape::Struct)
    return {In.Owner};
  return In.Named;
}

static Ref capture(FunctionBuilder &F, Ref Self, size_t Number) {
  return F.load(F.field(Self, "closure." + std::to_string(Number + 1)));
}

// The function that the thread runs, without its events.
Env &Translation::Author::worker(uint8_t Thread) {
  Env &New = Envs[Thread];
  if (New.F)
    return New;
  New.F = &B.function("worker" + std::to_string(Thread));
  if (How == Shape::Struct)
    New.Owner = New.F->param();
  Ref Self = How == Shape::Closures ? New.F->param() : Ref();
  for (size_t I = 0; I != Variables.size(); ++I)
    if (How == Shape::Closures)
      New.Named.push_back(capture(*New.F, Self, I));
    else if (How == Shape::Arguments)
      New.Named.push_back(New.F->param());
  return New;
}

void Translation::Author::go(Env &In, uint8_t Thread) {
  uint8_t First = Thread;
  for (uint8_t T = 1; T != Thread; ++T)
    if (P.Threads[T] == P.Threads[Thread])
      First = std::min(First, T);
  Env &W = worker(First);
  std::vector<Ref> Args = captured(In);
  Ref Run = *W.F;
  if (How == Shape::Closures) {
    Run = In.F->closure(Run, Args);
    Args.clear();
  }
  if (row(Operand::Thread, Thread) != Variables.size())
    In.F->spawnJoinable(value(In, Operand::Thread, Thread), Run, Args);
  else
    In.F->spawn(Run, Args);
  // Its events are written once, as those of the first of them.
  if (!std::exchange(Written[First], true))
    for (uint8_t I = 0; I != P.Threads[First].size(); ++I)
      event(W, {First, I});
  Out[Thread] = Out[First];
}

void Translation::Author::access(Env &In, Place At) {
  const Event &E = P.Threads[At.Thread][At.Index];
  Ref Map = value(In, Operand::Map, mapOf(E));
  Out[At.Thread][At.Index] =
      writes(E.What) ? In.F->update(Map) : In.F->lookup(Map);
}

// The function of a once is a closure over what its thread can name.
void Translation::Author::once(Env &In, Place At) {
  FunctionBuilder &F =
      B.function("once" + std::to_string(At.Thread) + std::to_string(At.Index));
  Env Inner{&F, {}, {}};
  Ref Self = F.param();
  std::vector<Ref> Names = captured(In);
  if (How == Shape::Struct)
    Inner.Owner = capture(F, Self, 0);
  else
    for (size_t I = 0; I != Names.size(); ++I)
      Inner.Named.push_back(capture(F, Self, I));
  access(Inner, At);
  Ref Once = value(In, Operand::Once, P.Threads[At.Thread][At.Index].On);
  In.F->sync(SyncOpKind::Once, Once, In.F->closure(F, Names));
}

void Translation::Author::event(Env &In, Place At) {
  const Event &E = P.Threads[At.Thread][At.Index];
  Operand Kind = operandOf(E.What);
  if (E.What == Op::Go)
    return go(In, E.On);
  if (Kind == Operand::Map)
    return access(In, At);
  if (Kind == Operand::Once)
    return once(In, At);
  FunctionBuilder &F = *In.F;
  Ref On = value(In, Kind, E.On);
  switch (E.What) {
  case Op::Lock:
  case Op::RLock:
    F.lock(On, E.What == Op::RLock ? NF_Read : 0);
    return;
  case Op::Unlock:
  case Op::RUnlock:
    F.unlock(On, E.What == Op::RUnlock ? NF_Read : 0);
    return;
  case Op::Send:
    F.send(On);
    return;
  case Op::Recv:
    F.sync(SyncOpKind::Recv, On);
    return;
  case Op::Range:
    return F.loop([] {},
                  [&] { return F.sync(SyncOpKind::Recv, On, NF_CommaOk); });
  case Op::Close:
    F.sync(SyncOpKind::Close, On);
    return;
  case Op::Add:
    F.sync(SyncOpKind::GroupAdd, On);
    return;
  case Op::Done:
    F.sync(SyncOpKind::GroupDone, On);
    return;
  case Op::Wait:
    F.sync(SyncOpKind::GroupWait, On);
    return;
  default:
    F.sync(SyncOpKind::Join, On);
    return;
  }
}

Translation::Ops Translation::Author::write() {
  B.package("example.com/p" + Id, PF_Own | PF_Main);
  for (unsigned T = 0; T != P.NumThreads; ++T)
    for (const Event &E : P.Threads[T])
      collect(E);
  if (How == Shape::Globals)
    for (const Variable &V : Variables)
      Globals.push_back(B.global(V.Name, typeOf(V.Kind)));
  Env &Main = Envs[0];
  Main.F = &B.function("main", FF_Main);
  setUp(Main);
  for (uint8_t I = 0; I != P.Threads[0].size(); ++I)
    event(Main, {0, I});
  return Out;
}

void Translation::add(const Program &P) {
  Ops Written = Author(*this, P).write();
  Accesses.push_back(Written);
}

} // namespace mapgraph::oracle
