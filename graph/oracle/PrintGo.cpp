//===- PrintGo.cpp - Small programs as Go source --------------------------===//

#include "graph/oracle/PrintGo.h"

#include <algorithm>
#include <set>

namespace mapgraph::oracle {

namespace {
class Printer {
public:
  Printer(const Program &P, Shape S, const std::string &Name)
      : P(P), How(S), Name(Name) {}
  GoFunction print();

private:
  using Variable = std::pair<Operand, uint8_t>;

  void collect();
  void declareOutside();
  void declareInside();
  void threads();
  void thread(unsigned T, unsigned Indent);
  void event(Place At, unsigned Indent);
  void go(uint8_t Thread, unsigned Indent);

  void line(unsigned Indent, const std::string &Text) {
    Out.Source += std::string(Indent, '\t') + Text + "\n";
    ++NumLines;
  }
  bool usesReadLocks(uint8_t Object) const;
  bool isShared(const Variable &V) const;
  std::string type(const Variable &V) const;
  uint8_t objectOf(const Variable &V) const;
  std::string initial(const Variable &V) const;
  static std::string plain(const Variable &V);
  /// The variable as code of any thread writes it.
  std::string use(const Variable &V) const;
  std::string access(const Event &E) const;
  std::string text(const Event &E) const;

  const Program &P;
  Shape How;
  std::string Name;
  std::set<Variable> Variables;
  GoFunction Out;
  unsigned NumLines = 0;
};
} // namespace

void Printer::collect() {
  for (unsigned T = 0; T != P.NumThreads; ++T)
    for (const Event &E : P.Threads[T]) {
      if (E.What != Op::Go)
        Variables.insert({operandOf(E.What), E.On});
      if (isAccess(E.What))
        Variables.insert({Operand::Map, mapOf(E)});
    }
}

// Locks, groups and onces are values where they stand, unless two variables
// mean one lock or they are handed over.
bool Printer::isShared(const Variable &V) const {
  return V.first == Operand::Map || V.first == Operand::Channel ||
         V.first == Operand::Thread || How == Shape::Arguments ||
         (V.first == Operand::Lock && P.Locks[0] == P.Locks[1]);
}

bool Printer::usesReadLocks(uint8_t Object) const {
  for (unsigned T = 0; T != P.NumThreads; ++T)
    for (const Event &E : P.Threads[T])
      if ((E.What == Op::RLock || E.What == Op::RUnlock) &&
          P.Locks[E.On] == Object)
        return true;
  return false;
}

std::string Printer::type(const Variable &V) const {
  std::string Star = isShared(V) ? "*" : "";
  switch (V.first) {
  case Operand::Map:
    return "map[string]int";
  case Operand::Channel:
    return "chan int";
  case Operand::Thread:
    return "chan struct{}";
  case Operand::Lock:
    return Star +
           (usesReadLocks(P.Locks[V.second]) ? "sync.RWMutex" : "sync.Mutex");
  case Operand::Group:
    return Star + "sync.WaitGroup";
  case Operand::Once:
    return Star + "sync.Once";
  }
  return {};
}

uint8_t Printer::objectOf(const Variable &V) const {
  if (V.first == Operand::Map)
    return P.Maps[V.second];
  return V.first == Operand::Lock ? P.Locks[V.second] : V.second;
}

// What a variable that holds a reference holds at first; of several for one
// object the first makes it.
std::string Printer::initial(const Variable &V) const {
  for (const Variable &O : Variables)
    if (O < V && O.first == V.first && objectOf(O) == objectOf(V))
      return use(O);
  if (V.first == Operand::Channel)
    return "make(chan int, " + std::to_string(P.Capacity[V.second]) + ")";
  if (V.first == Operand::Map || V.first == Operand::Thread)
    return "make(" + type(V) + ")";
  return "new(" + type(V).substr(1) + ")";
}

std::string Printer::plain(const Variable &V) {
  static constexpr char Letters[] = "mlcgot";
  return Letters[static_cast<size_t>(V.first)] + std::to_string(V.second);
}

std::string Printer::use(const Variable &V) const {
  if (How == Shape::Struct)
    return "s." + plain(V);
  return How == Shape::Globals ? Name + plain(V) : plain(V);
}

void Printer::declareOutside() {
  bool Struct = How == Shape::Struct;
  if (!Struct && How != Shape::Globals)
    return;
  line(0, Struct ? "type " + Name + "T struct {" : "var (");
  for (const Variable &V : Variables)
    line(1, (Struct ? plain(V) : use(V)) + " " + type(V));
  line(0, Struct ? "}" : ")");
  line(0, "");
  if (Struct)
    return;
  line(0, "func " + Name + "reset() {");
  for (const Variable &V : Variables)
    if (!isShared(V))
      line(1, use(V) + " = " + type(V) + "{}");
  line(0, "}");
  line(0, "");
}

void Printer::declareInside() {
  bool Declared = How == Shape::Struct || How == Shape::Globals;
  if (How == Shape::Struct)
    line(1, "s := new(" + Name + "T)");
  for (const Variable &V : Variables)
    if (isShared(V))
      line(1, use(V) + (Declared ? " = " : " := ") + initial(V));
    else if (!Declared)
      line(1, "var " + use(V) + " " + type(V));
}

std::string Printer::access(const Event &E) const {
  std::string Map = use({Operand::Map, mapOf(E)}) + "[\"k\"]";
  return writes(E.What) ? Map + " = 1" : "see(" + Map + ")";
}

std::string Printer::text(const Event &E) const {
  std::string On = use({operandOf(E.What), E.On});
  switch (E.What) {
  case Op::Read:
  case Op::Write:
    return access(E);
  case Op::Lock:
    return On + ".Lock()";
  case Op::Unlock:
    return On + ".Unlock()";
  case Op::RLock:
    return On + ".RLock()";
  case Op::RUnlock:
    return On + ".RUnlock()";
  case Op::Send:
    return On + " <- 1";
  case Op::Recv:
  case Op::Join:
    return "<-" + On;
  case Op::Close:
    return "close(" + On + ")";
  case Op::Add:
    return On + ".Add(1)";
  case Op::Done:
    return On + ".Done()";
  case Op::Wait:
    return On + ".Wait()";
  case Op::OnceRead:
  case Op::OnceWrite:
    return On + ".Do(func() { " + access(E) + " })";
  case Op::Range:
    return "for range " + On + " {";
  case Op::Go:
    break;
  }
  return {};
}

void Printer::go(uint8_t Thread, unsigned Indent) {
  if (How == Shape::Closures) {
    line(Indent, "go func() {");
    thread(Thread, Indent + 1);
    line(Indent, "}()");
    return;
  }
  std::string Args = How == Shape::Struct ? "s" : "";
  if (How == Shape::Arguments)
    for (const Variable &V : Variables)
      Args += (Args.empty() ? "" : ", ") + plain(V);
  line(Indent,
       "go " + Name + "thread" + std::to_string(Thread) + "(" + Args + ")");
}

void Printer::event(Place At, unsigned Indent) {
  const Event &E = P.Threads[At.Thread][At.Index];
  line(Indent, "step()");
  Out.Lines[At.Thread][At.Index] = NumLines;
  if (E.What == Op::Go)
    return go(E.On, Indent);
  line(Indent, text(E));
  if (E.What == Op::Range)
    line(Indent, "}");
}

void Printer::thread(unsigned T, unsigned Indent) {
  for (uint8_t I = 0; I != P.Threads[T].size(); ++I)
    event({static_cast<uint8_t>(T), I}, Indent);
  if (Variable End{Operand::Thread, static_cast<uint8_t>(T)};
      Variables.contains(End))
    line(Indent, "close(" + use(End) + ")");
}

// Threads as functions of their own.
void Printer::threads() {
  if (How == Shape::Closures)
    return;
  std::string Params = How == Shape::Struct ? "s *" + Name + "T" : "";
  if (How == Shape::Arguments)
    for (const Variable &V : Variables)
      Params += (Params.empty() ? "" : ", ") + plain(V) + " " + type(V);
  for (unsigned T = 1; T != P.NumThreads; ++T) {
    line(0, "");
    line(0,
         "func " + Name + "thread" + std::to_string(T) + "(" + Params + ") {");
    thread(T, 1);
    line(0, "}");
  }
}

GoFunction Printer::print() {
  collect();
  declareOutside();
  line(0, "// " + oracle::text(P));
  line(0, "func " + Name + "() {");
  declareInside();
  thread(0, 1);
  line(0, "}");
  threads();
  return std::move(Out);
}

GoFunction printGo(const Program &P, Shape S, const std::string &Name) {
  return Printer(P, S, Name).print();
}

} // namespace mapgraph::oracle
