//===- SafePairs.h - Why operations on a map cannot meet --------*- C++ -*-===//
//
// The reasons that the solver noted (SolveOptions::Reasons), asked pair by pair
// and folded per map. Pairs are pairs of places in the source: the instances of
// a generic function and the variants of a package under test are one.
//
// Where the solver noted nothing, the threads say why: one thread; callers that
// nobody shows to be concurrent; different objects. But what was made outside
// of the threads, and comes to them on a way that is not followed (a function
// out of a container, an object out of a cache), is not judged: it may be the
// same.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_SAFEPAIRS_H
#define MAPGRAPH_GRAPH_QUERY_SAFEPAIRS_H

#include "graph/query/CallGraph.h"
#include "graph/query/Facts.h"

#include <iosfwd>
#include <memory>
#include <optional>
#include <set>

namespace mapgraph {

struct SafeAnswer {
  SafeReason Reason = SafeReason::OtherObject;
  std::string By;
  uint32_t Row = UINT32_MAX; ///< of Solution::Safe, if the solver noted it
};

class SafeIndex {
public:
  explicit SafeIndex(const Facts &P);

  /// Whether a thread runs the op, or the solver spoke of it.
  bool knows(NodeId Op) const { return PlaceOf.contains(Op); }
  /// "update@cache.go:23:4": what is one place. Of known ops only.
  const std::string &place(NodeId Op) const { return PlaceOf.at(Op); }
  /// All ops of the place.
  const std::vector<NodeId> &opsAt(const std::string &Place) const;
  /// Row of the most certain finding of the pair, or UINT32_MAX.
  uint32_t finding(NodeId A, NodeId B) const;
  /// All reasons that the solver noted, the most specific first.
  std::vector<uint32_t> noted(NodeId A, NodeId B) const;
  /// None for a finding, where an op is run by no thread, and where the solver
  /// has not seen the pair.
  std::optional<SafeAnswer> why(NodeId A, NodeId B) const;
  /// Whether both work on an object that the threads were given, and no
  /// function is known in which it has one name for both.
  bool isUnseen(NodeId A, NodeId B) const;
  /// Threads that run an op of the place, and the objects that they work on.
  std::set<uint32_t> threads(NodeId Op) const;
  std::set<uint32_t> objects(NodeId Op) const;

private:
  using Pair = std::pair<std::string, std::string>;
  Pair key(NodeId A, NodeId B) const;
  void add(NodeId Op);
  std::set<uint32_t> ofAccesses(NodeId Op, uint32_t ObjectAccess::*Which) const;
  SafeAnswer byThreads(NodeId A, NodeId B) const;
  SafeReason ofThreads(uint32_t A, uint32_t B) const;
  bool isAnswered(NodeId A, NodeId B) const;
  const std::set<FunctionId> &codeOf(uint32_t Row, bool Known) const;
  bool isGiven(uint32_t Object, uint32_t Row, NodeId Op) const;

  const Facts &P;
  /// For isUnseen only: the functions of threads.
  mutable std::unique_ptr<CallGraph> Calls;
  mutable std::map<std::pair<uint32_t, bool>, std::set<FunctionId>> Code;
  std::map<NodeId, std::string> PlaceOf;
  std::map<std::string, std::vector<NodeId>> Ops;
  std::map<Pair, uint32_t> Findings;
  std::map<Pair, std::vector<uint32_t>> Noted;
};

/// The safe pairs of one map, by reason.
struct SafeMap {
  struct Group {
    SafeReason Reason;
    std::string By;
    size_t Count = 0;
    std::vector<std::pair<NodeId, NodeId>> Pairs; ///< at most MaxPairs
  };
  uint32_t Object = 0;
  std::vector<Group> Groups; ///< as in Reasons.def
  size_t Omitted = 0;        ///< pairs that were not looked at
  size_t Unseen = 0;         ///< pairs of which it is not known (isUnseen)
};

/// What is to be said of pairs that are unseen (SafeIndex::isUnseen).
inline constexpr std::string_view UnseenText =
    "the functions that are called there may have captured one map: nothing "
    "shows which it is";

/// `check --show-safe`.
struct SafeList {
  std::vector<SafeMap> Maps; ///< by name
  size_t Pairs = 0;
  std::vector<uint32_t> OneThread; ///< maps that one thread uses, once
  std::vector<uint32_t> Constant;  ///< maps that are read only
};

/// Of maps that the main module works on, or of all (Deps). Of each group
/// MaxPairs pairs are kept.
SafeList safeList(const Facts &P, bool Deps, size_t MaxPairs);

/// Verbose: all pairs that were kept, and the names of the other maps.
void writeText(const SafeList &L, const Facts &P, bool Verbose,
               std::ostream &OS);

} // namespace mapgraph

#endif
