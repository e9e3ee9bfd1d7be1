//===- Order.h - Signals and waits that order accesses ----------*- C++ -*-===//
//
// The happens-before edges between threads, by the Go memory model: the end of
// a wait group's work before Wait, a send before its receive, a close before
// what it lets through, a receive before the end of an unbuffered send, what is
// done once before everybody who asked for it, a store of a fresh object before
// the load that finds it, a change of an atomic number before the branch that
// finds it changed.
//
// A wait orders only what it must have waited for: a group that was added to
// before the thread began, a channel on which nobody else could be heard.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_ORDER_H
#define MAPGRAPH_GRAPH_SOLVE_ORDER_H

#include "graph/solve/Summary.h"

#include <optional>

namespace mapgraph::solver {

class Frame;

/// What comes before the second of two accesses.
struct Wait {
  SetId Facts;         ///< waits, and what its thread signalled itself
  SetId Added;         ///< what is certain before the threads part
  bool Several = true; ///< of the first thread
  SetId Earlier = SetTable::empty(); ///< what its thread may have signalled
  /// The frame where other users of a channel are looked for, and the position
  /// in it; none where they cannot be known.
  Frame *In = nullptr;
  uint32_t At = UINT32_MAX;
  bool InThread = false; ///< the waits are those of a thread started at At
  SetId Locks = SetTable::empty(); ///< held by the second
  /// What happens between two starts of the first thread for sure.
  SetId Again = SetTable::empty();
};

/// Whether the second may have had to wait until First's thread, which only
/// receives, made room after the access in the buffer of a channel that was
/// filled before.
bool mayWaitForRoom(const Graph &G, const Tables &T, const Item &First,
                    const Wait &W);

/// Whether Second comes after First's thread was cancelled: it never runs,
/// unless it had begun. A handle that is set again afterwards is not told
/// apart.
bool isCancelled(const Tables &T, const Item &First, const Wait &W);

/// The signal (a SyncCode) after the access that, with a wait before another
/// one, orders them; none when they are not ordered.
/// A receive counts when what it got must have been sent after the access:
/// nothing was sent before, by its thread or (Several) a like one.
std::optional<uint32_t> ordered(const Graph &G, const Tables &T,
                                const Item &First, const Wait &W);

} // namespace mapgraph::solver

#endif
