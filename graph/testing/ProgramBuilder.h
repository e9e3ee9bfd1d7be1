//===- ProgramBuilder.h - Small programs for tests --------------*- C++ -*-===//
//
// Writes five-line programs as graphs, in the order in which one would write
// the source:
//
//   ProgramBuilder P;
//   FunctionBuilder &Worker = P.function("worker");
//   FunctionBuilder &Main = P.function("main", FF_Main);
//   Ref M = Main.make();
//   Main.spawn(Worker, {M});
//   Ref Write = Main.update(M);
//   Worker.lookup(Worker.param());
//   Graph G = P.build();
//   NodeId Op = P[Write];
//
// Each event stands on a line of its own, counted through the file. Control
// flow is structured (branch, loop); a body that does not return does so at its
// end. Several bodies can be written in turns; build() lays them out.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_TESTING_PROGRAMBUILDER_H
#define MAPGRAPH_GRAPH_TESTING_PROGRAMBUILDER_H

#include "graph/model/Graph.h"

#include <deque>
#include <functional>
#include <utility>

namespace mapgraph {

/// A node while the program is written; ProgramBuilder::operator[] gives its
/// place in the graph. Default: the unknown value.
struct Ref {
  uint32_t Value = 0;
  auto operator<=>(const Ref &) const = default;
};

class FunctionBuilder;

class ProgramBuilder {
public:
  ProgramBuilder();

  /// The package of the functions and globals that follow. Functions written
  /// before the first call belong to "example.com/p", which is PF_Own.
  void package(std::string_view Path, uint32_t Flags = PF_Own,
               std::string_view Language = "go1.26");

  /// Begins the body of a function; its symbol is "<package>.<Name>".
  FunctionBuilder &function(std::string_view Name, uint32_t Flags = 0);
  /// A function whose body is elsewhere, by its whole symbol.
  Ref declare(std::string_view Symbol, uint32_t Flags = 0);
  /// A module-level variable "<package>.<Name>".
  Ref global(std::string_view Name, std::string_view Type = "map[string]int");
  /// A struct type; to be called before the name is used.
  void structType(std::string_view Name);
  /// Values of the dynamic type answer the method with F, whose receiver it is.
  void method(std::string_view Type, std::string_view Method, Ref F);

  /// The frozen graph. Asserts that it is well-formed.
  Graph build();
  /// The node of the graph that build() returned.
  NodeId operator[](Ref R) const { return Place[R.Value]; }

private:
  friend class FunctionBuilder;
  Ref node(NodeKind K, uint8_t Op = 0, FunctionId F = {}, LocId L = {},
           std::string_view Type = {}, std::string_view Name = {},
           uint16_t Flags = 0);
  void edge(Ref From, Ref To, EdgeKind K, uint32_t Label = 0);
  PackageId currentPackage();
  std::string symbol(std::string_view Name);
  Ref addFunction(Function F);

  Graph Draft; ///< nodes in the order of writing
  std::deque<FunctionBuilder> Bodies;
  std::vector<NodeId> Place;
  uint32_t Line = 0;
};

/// The body of one function. Events continue the path that the last one ended.
class FunctionBuilder {
public:
  FunctionBuilder(ProgramBuilder &P, FunctionId Id, Ref Code);
  /// The function as a value.
  operator Ref() const { return Code; }

  // Values. The type is that of the value, where it is known.
  Ref param(std::string_view Type = {});
  Ref value(std::string_view Name = {}, std::string_view Type = {});
  /// A number, or a string in quotes, as an argument of a call.
  Ref constant(std::string_view Text);
  Ref copy(const std::vector<Ref> &From, std::string_view Type = {});
  /// The address of a part; Selector is "T.f" or "[]".
  Ref field(Ref Base, std::string_view Selector);
  Ref load(Ref Address);
  /// What is found behind a parameter when the function begins.
  Ref part(Ref Whole, std::string_view Selector);
  /// What a struct holds that a call is given as its argument at Position.
  Ref fields(const std::vector<std::pair<std::string_view, Ref>> &Parts);
  void give(Ref Call, uint32_t Position, Ref Contents);
  /// V made into an interface value with this dynamic type.
  Ref iface(Ref V, std::string_view DynamicType);
  /// What an event yields; a new value for each call.
  Ref result(Ref Op, uint32_t Index = 0, std::string_view Type = {});

  // Objects and memory.
  Ref object(ObjectKind K = ObjectKind::Heap, std::string_view Type = {},
             uint16_t Flags = 0);
  Ref closure(Ref F, const std::vector<Ref> &Captured = {});
  Ref channel(unsigned Capacity = 0);
  Ref read(Ref Address);
  Ref store(Ref Address, Ref Value);

  // Maps. make gives the map (last() is the op), the others the op.
  Ref make(std::string_view Type = "map[string]int");
  Ref lookup(Ref Map, Ref Key = {});
  Ref update(Ref Map, Ref Key = {}, Ref Value = {});
  Ref erase(Ref Map, Ref Key = {});
  /// Length, iteration and the other ops without a key.
  Ref mapOp(MapOpKind K, Ref Map);

  // Synchronisation: the op.
  Ref lock(Ref Mutex, uint16_t Flags = 0);
  Ref unlock(Ref Mutex, uint16_t Flags = 0);
  Ref send(Ref Channel, Ref Value = {});
  /// Any other op on an object, with the function of once and group-go.
  Ref sync(SyncOpKind K, Ref Object, uint16_t Flags = 0);
  Ref sync(SyncOpKind K, Ref Object, Ref F, uint16_t Flags = 0);
  /// What happens to a variable that is a flag: take, reset, still, past.
  Ref flag(SyncOpKind K, Ref Variable, std::string_view Constant = {},
           uint16_t Flags = 0);
  Ref spawn(Ref F, const std::vector<Ref> &Args = {}, uint16_t Flags = 0);
  /// A thread that can be joined by the object Handle.
  Ref spawnJoinable(Ref Handle, Ref F, const std::vector<Ref> &Args = {});
  Ref callback(Ref F, const std::vector<Ref> &Args = {}, uint16_t Flags = 0);

  // Calls: the op.
  Ref call(Ref F, const std::vector<Ref> &Args = {}, uint16_t Flags = 0);
  Ref callIndirect(Ref F, const std::vector<Ref> &Args = {});
  Ref callSync(Ref F, const std::vector<Ref> &Args = {});
  Ref callMethod(Ref Iface, std::string_view Method,
                 const std::vector<Ref> &Args = {});

  // Control flow.
  using Part = std::function<void()>;
  /// Runs one of two parts; Cond is the event it tests (try-lock), if any.
  void branch(const Part &Then, const Part &Else = {}, Ref Cond = {});
  /// The same where the test is a comparison of a parameter with a constant.
  void branchOn(Ref Param, TestKind Test, std::string_view Constant,
                const Part &Then, const Part &Else = {});
  /// Runs the part any number of times, also none; Test, if any, before each
  /// time and before the end: it yields the event that decides (comma-ok
  /// receive), if any.
  void loop(const Part &Body, const std::function<Ref()> &Test = {});
  /// Runs the part as many times as the part of a parameter says, or less.
  void rounds(Ref Number, const Part &Body);
  /// Ends the path; the values become the results of the function.
  Ref ret(const std::vector<Ref> &Values = {}, uint16_t Flags = 0);
  /// Returns with "1" (true, not nil), "0", or "" for what says nothing.
  Ref answer(std::string_view Says);

  /// The last event written.
  Ref last() const { return Last; }

private:
  friend class ProgramBuilder;
  Ref event(NodeKind K, uint8_t Op = 0, uint16_t Flags = 0,
            std::string_view Type = {}, std::string_view Name = {});
  void continueAt(Ref Event);
  void arms(Ref Split, const Part &Then, const Part &Else);
  void repeat(Ref Head, Ref Split, const Part &Body);
  void passArgs(Ref Op, const std::vector<Ref> &Args);
  Ref callOp(CallKind K, Ref F, const std::vector<Ref> &Args, uint16_t Flags);
  void finish();

  ProgramBuilder &P;
  FunctionId Id;
  Ref Code;
  Ref Last;
  std::vector<std::pair<Ref, uint32_t>> Ends; ///< open ends with their label
  std::vector<Ref> Results;
  uint8_t NumParams = 0;
};

} // namespace mapgraph

#endif
