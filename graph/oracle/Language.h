//===- Language.h - Small concurrent programs -------------------*- C++ -*-===//
//
// Programs of a few threads which do a few things each, without branches: small
// enough to run in every possible order (Interleaver.h), rich enough to hold
// what people synchronise maps with. Thread 0 is main; the others run when a
// thread starts them, once. Operands are variables; two variables for maps or
// locks can mean one object.
//
// In text, threads are separated by bars and declarations stand before a colon:
//
//   cap c0=1, m1=m0: go 1; write m0; send c0 | recv c0; read m1
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_ORACLE_LANGUAGE_H
#define MAPGRAPH_GRAPH_ORACLE_LANGUAGE_H

#include <array>
#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mapgraph::oracle {

enum class Op : uint8_t {
#define ORACLE_OP(Name, Text, Operand) Name,
#include "graph/oracle/Ops.def"
};

enum class Operand : uint8_t { Map, Lock, Channel, Group, Once, Thread };

std::string_view text(Op O);
Operand operandOf(Op O);

struct Event {
  Op What = Op::Read;
  uint8_t On = 0;  ///< variable; of Go and Join: the thread
  uint8_t Map = 0; ///< what once-read and once-write access
  auto operator<=>(const Event &) const = default;
};

bool isAccess(Op O);
bool writes(Op O);
/// The map variable of an access.
inline uint8_t mapOf(const Event &E) {
  return operandOf(E.What) == Operand::Map ? E.On : E.Map;
}

/// What one thread does, in order.
class Code {
public:
  static constexpr unsigned MaxEvents = 8;

  void add(Event E) {
    assert(Size != MaxEvents && "thread is too long");
    Events[Size++] = E;
  }
  void insert(unsigned At, Event E);
  unsigned size() const { return Size; }
  const Event &operator[](unsigned I) const { return Events[I]; }
  Event &operator[](unsigned I) { return Events[I]; }
  const Event *begin() const { return Events.data(); }
  const Event *end() const { return Events.data() + Size; }
  auto operator<=>(const Code &) const = default;

private:
  std::array<Event, MaxEvents> Events;
  uint8_t Size = 0;
};

struct Program {
  static constexpr unsigned MaxThreads = 4;
  /// Variables of each kind, and messages that a channel can hold.
  static constexpr unsigned MaxObjects = 2, MaxCapacity = 2;

  std::array<Code, MaxThreads> Threads;
  uint8_t NumThreads = 1;
  std::array<uint8_t, MaxObjects> Capacity = {0, 0}; ///< by channel
  /// Which object a variable means.
  std::array<uint8_t, MaxObjects> Maps = {0, 1}, Locks = {0, 1};

  auto operator<=>(const Program &) const = default;
};

/// An event of a program.
struct Place {
  uint8_t Thread = 0, Index = 0;
  auto operator<=>(const Place &) const = default;
};

std::string text(const Program &P);
/// The program of a text that text() could have written; none when it is not.
std::optional<Program> parse(std::string_view Text);

} // namespace mapgraph::oracle

#endif
