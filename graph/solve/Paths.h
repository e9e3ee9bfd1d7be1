//===- Paths.h - Interned access paths --------------------------*- C++ -*-===//
//
// The name of an object or of a place in memory as one function sees it: a base
// (parameter, global, allocation, unknown value) and what leads from there to
// the object: field selections and dereferences (Deutsch 1994, k-limited).
//
//   Param 0 . T.m  *      the map that field m of the receiver holds
//
// Equal ids are the same name. Two equal names in one frame are the same object
// as long as no element selector ("[]", "[k]", "<-") occurs and no base is
// allocated again in between; different names may still alias.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_PATHS_H
#define MAPGRAPH_GRAPH_SOLVE_PATHS_H

#include "graph/model/Graph.h"
#include "graph/solve/RowIndex.h"

#include <array>
#include <vector>

namespace mapgraph::solver {

using PathId = Id<struct PathTag>;
using ContextId = Id<struct ContextTag>; ///< no id: the frame itself

enum class PathKind : uint8_t {
  Param,    ///< A = position
  Global,   ///< A = Global node
  Function, ///< A = Function node
  Alloc,    ///< A = allocation node, B = context (heap cloning)
  Opaque,   ///< A = value node, B = context: a value nothing names, or what
            ///< one of many is named by (Naming::isTaken)
  Fresh,    ///< A = event node: given anew to each invocation
  Field,    ///< A = path, B = selector
  Deref,    ///< A = path of an address: what is stored there
};

struct Path {
  Path(PathKind Kind, uint32_t A, uint32_t B = UINT32_MAX, uint8_t Depth = 0,
       bool Element = false)
      : Kind(Kind), Depth(Depth), Element(Element), A(A), B(B) {}

  PathKind Kind;
  uint8_t Depth;
  bool Element; ///< one of many: an element selector occurs, or calls of its
                ///< context were forgotten
  bool Fixed = false; ///< hangs on an Alloc or Opaque by selections alone: what
                      ///< is known to be stored anywhere changes nothing
  uint32_t A, B;
  uint32_t Base = UINT32_MAX; ///< the path that it hangs on, or itself
  bool operator==(const Path &O) const {
    return Kind == O.Kind && A == O.A && B == O.B;
  }
};

static_assert(sizeof(Path) == 16, "large programs have millions of them");

/// Call strings of heap cloning, outermost call first: the first one is an
/// event of the frame that uses the name.
struct Context {
  NodeId Call;
  ContextId Rest;
  uint32_t Depth = 1;
  bool Short = false; ///< inner calls were forgotten: several instances
};

class PathTable {
public:
  /// Longer paths are one unknown object: recursion through a list must end.
  static constexpr uint8_t MaxDepth = 12;
  static constexpr uint32_t MaxContext = 7;

  /// Selectors that mean "any element" for Element.
  explicit PathTable(const Graph &G);

  PathId param(uint32_t Position) { return add({PathKind::Param, Position}); }
  PathId global(NodeId N) { return add({PathKind::Global, N.Value}); }
  PathId function(NodeId N) { return add({PathKind::Function, N.Value}); }
  PathId alloc(NodeId N, ContextId C = {}) {
    return add(
        {PathKind::Alloc, N.Value, C.Value, 0, C && Contexts[C.Value].Short});
  }
  PathId opaque(NodeId N, ContextId C = {}) {
    return add({PathKind::Opaque, N.Value, C.Value});
  }
  PathId fresh(NodeId N) { return add({PathKind::Fresh, N.Value}); }
  PathId field(PathId P, uint32_t Selector);
  PathId deref(PathId P);
  /// What a map yields for some key, and a channel for some receive.
  PathId mapElement(PathId Map);
  PathId received(PathId Channel) { return deref(message(Channel)); }
  /// Where the channel keeps what is sent on it, and whether P is such a place.
  PathId message(PathId Channel) { return field(Channel, RecvSel); }
  bool isMessage(PathId P) const {
    return Rows[P.Value].Kind == PathKind::Field && Rows[P.Value].B == RecvSel;
  }
  /// An atomic variable as a lock (Flags.h).
  PathId flag(PathId Variable) { return field(Variable, FlagSel); }
  /// The turn of who sends on the channel and waits for the answer, as a flag.
  PathId turn(PathId Channel) { return field(Channel, TurnSel); }
  /// That a variable is found unchanged in a section of its lock, as a flag.
  PathId still(PathId Variable) { return field(Variable, StillSel); }
  bool isStill(PathId P) const {
    return Rows[P.Value].Kind == PathKind::Field && Rows[P.Value].B == StillSel;
  }
  bool isFlag(PathId P) const {
    const Path &X = Rows[P.Value];
    return X.Kind == PathKind::Field &&
           (X.B == FlagSel || X.B == TurnSel || X.B == StillSel);
  }
  bool isTurn(PathId P) const {
    return Rows[P.Value].Kind == PathKind::Field && Rows[P.Value].B == TurnSel;
  }

  const Path &operator[](PathId P) const { return Rows[P.Value]; }
  PathId parent(PathId P) const { return PathId(Rows[P.Value].A); }
  bool isBase(PathId P) const { return Rows[P.Value].Kind < PathKind::Field; }
  PathId base(PathId P) const { return PathId(Rows[P.Value].Base); }
  /// How many pointers are followed on the way from the base.
  unsigned indirections(PathId P) const;
  /// The event of the frame that makes what P hangs on; none without one.
  NodeId madeBy(PathId P) const {
    const Path &Base = Rows[Rows[P.Value].Base];
    if (Base.Kind != PathKind::Alloc)
      return {};
    ContextId C(Base.B);
    return C ? context(C).Call : NodeId(Base.A);
  }
  /// Whether From occurs in P as P itself or on the way to its base.
  bool hasPrefix(PathId P, PathId From) const;
  /// The map or list of which P's one element selector selects; none when P has
  /// not exactly one, or it is one of messages.
  PathId container(PathId P) const;
  /// P with To in the place of From, where it hangs on From.
  PathId rebase(PathId P, PathId From, PathId To);

  ContextId push(NodeId Call, ContextId Rest, bool Short = false);
  const Context &context(ContextId C) const { return Contexts[C.Value]; }

  bool isElementSelector(uint32_t Selector) const {
    return Selector == MapKeySel || Selector == RecvSel ||
           Selector == ElementSel;
  }
  uint32_t mapKeySelector() const { return MapKeySel; }
  size_t size() const { return Rows.size(); }

private:
  PathId add(Path P);
  PathId tooDeep() { return opaque(NodeId(0)); }
  ContextId withoutLast(ContextId C);
  ContextId shorten(ContextId C, uint32_t Length);

  RowIndex Index;
  std::vector<Path> Rows;
  std::array<PathId, 1 << 14> Recent; ///< by hash; most questions repeat one
  RowIndex ContextIndex;
  std::vector<Context> Contexts;
  std::vector<ContextId> Shorter; ///< by context: withoutLast, where known
  uint32_t ElementSel, MapKeySel, RecvSel, FlagSel, TurnSel, StillSel;
};

} // namespace mapgraph::solver

template <>
struct std::hash<
    std::pair<mapgraph::solver::PathId, mapgraph::solver::PathId>> {
  size_t operator()(const auto &P) const noexcept {
    return (static_cast<uint64_t>(P.first.Value) << 32 | P.second.Value) *
           0x9E3779B97F4A7C15;
  }
};

#endif
