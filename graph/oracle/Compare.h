//===- Compare.h - Verdicts of the solver against the truth -----*- C++ -*-===//
//
// Solves many small programs and compares what is found with what can happen.
// Per pair of accesses of different threads, one writing:
//
//               found as race or likely   possible    not found
//   overlap     right                     unsure      missed
//   apart       false                     possible    right
//
// A missed pair is an error of the solver (unsound); false and possible ones
// cost its users time. They are counted by what programs use to synchronise: a
// program with two primitives counts for both.
//
// False alarms are counted in programs that always end well: where one can
// deadlock or die, code behind that end need not be seen as dead. Missed pairs
// count in all programs, in two numbers.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_ORACLE_COMPARE_H
#define MAPGRAPH_GRAPH_ORACLE_COMPARE_H

#include "graph/model/Solution.h"
#include "graph/oracle/Interleaver.h"
#include "graph/oracle/Translate.h"

#include <map>
#include <string>
#include <vector>

namespace mapgraph::oracle {

enum class Primitive : uint8_t {
  None, ///< nothing but the start of threads
  Mutex,
  RWMutex,
  Unbuffered,
  Buffered,
  Close,
  WaitGroup,
  Once,
  Join,
};
inline constexpr unsigned NumPrimitives = 9;
std::string_view text(Primitive P);
std::vector<Primitive> primitives(const Program &P);

/// Two accesses.
struct PairOfPlaces {
  Place A, B;
};
/// "0.1 and 1.0": thread and event, from 0.
std::string text(const PairOfPlaces &P);
/// All pairs of accesses, one with itself included.
std::vector<PairOfPlaces> pairs(const Program &P);
/// Those that overlap.
std::vector<PairOfPlaces> overlaps(const Program &P, const Truth &T);

struct Counts {
  uint64_t Programs = 0;
  uint64_t Overlap = 0, Unsure = 0;
  uint64_t Missed = 0;    ///< in programs that always end well
  uint64_t MissedBad = 0; ///< in programs that can deadlock or die
  uint64_t Apart = 0, False = 0, Possible = 0;

  Counts &operator+=(const Counts &O);
  bool operator==(const Counts &) const = default;
};

/// A program with a pair on which the solver is wrong.
struct Wrong {
  Program What;
  PairOfPlaces Pair;
  Shape How = Shape::Arguments;
  bool EndsBadly = false;
};
std::string text(const Wrong &W);

class Comparison {
public:
  /// Whether false alarms are listed, too.
  explicit Comparison(bool ListFalse = false) : ListFalse(ListFalse) {}

  /// Programs are solved when enough of them have come together.
  void add(const Program &P, const Truth &T, Shape S);
  void finish();
  Comparison &operator+=(const Comparison &O);
  /// Wrong answers by size, then by text.
  void sort();

  const Counts &counts(Primitive P) const { return By[static_cast<size_t>(P)]; }
  const Counts &total() const { return All; }
  const std::vector<Wrong> &missed() const { return Missed; }
  const std::vector<Wrong> &falseAlarms() const { return False; }

private:
  struct Case {
    Program What;
    Truth Real;
  };
  using Pair = std::pair<NodeId, NodeId>;
  using Verdicts = std::map<Pair, Verdict>;

  void solve(Shape S);
  void judge(const Translation &T, size_t Row, const Case &C, Shape S,
             const Verdicts &Found);

  bool ListFalse;
  std::array<std::vector<Case>, NumShapes> Waiting;
  std::array<Counts, NumPrimitives> By;
  Counts All;
  std::vector<Wrong> Missed, False;
};

} // namespace mapgraph::oracle

#endif
