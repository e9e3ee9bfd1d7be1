//===- Kinds.h - Enumerations of Kinds.def ----------------------*- C++ -*-===//
//
// Which kinds of nodes, operations and edges there are, and their texts in
// output. The rows and their meaning stand in Kinds.def.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_MODEL_KINDS_H
#define MAPGRAPH_GRAPH_MODEL_KINDS_H

#include <cstdint>
#include <string_view>

namespace mapgraph {

enum class NodeKind : uint8_t {
#define MG_NODE(Name, Text) Name,
#include "graph/model/Kinds.def"
  Last
};
enum class MapOpKind : uint8_t {
#define MG_MAPOP(Name, Text, Writes, Reads, Hashes) Name,
#include "graph/model/Kinds.def"
  Last
};
enum class SyncOpKind : uint8_t {
#define MG_SYNCOP(Name, Text) Name,
#include "graph/model/Kinds.def"
  Last
};
enum class AccessKind : uint8_t {
#define MG_ACCESS(Name, Text) Name,
#include "graph/model/Kinds.def"
  Last
};
enum class ObjectKind : uint8_t {
#define MG_OBJECT(Name, Text) Name,
#include "graph/model/Kinds.def"
  Last
};
enum class CallKind : uint8_t {
#define MG_CALL(Name, Text) Name,
#include "graph/model/Kinds.def"
  Last
};
enum class ValueKind : uint8_t {
#define MG_VALUE(Name, Text) Name,
#include "graph/model/Kinds.def"
  Last
};
enum class TestKind : uint8_t {
#define MG_TEST(Name, Text) Name,
#include "graph/model/Kinds.def"
  Last
};
enum class EdgeKind : uint8_t {
#define MG_EDGE(Name, Text) Name,
#include "graph/model/Kinds.def"
  Last
};

/// Whether such edges are what a solution adds to a graph.
constexpr bool isOverlay(EdgeKind K) {
  return K >= EdgeKind::PointsTo && K <= EdgeKind::Conflicts;
}

/// Whether labels of such edges are rows of Graph::Selectors.
constexpr bool hasSelector(EdgeKind K) {
  return K == EdgeKind::Field || K == EdgeKind::Part;
}

std::string_view text(NodeKind K);
std::string_view text(MapOpKind K);
std::string_view text(SyncOpKind K);
std::string_view text(AccessKind K);
std::string_view text(ObjectKind K);
std::string_view text(CallKind K);
std::string_view text(ValueKind K);
std::string_view text(TestKind K);
std::string_view text(EdgeKind K);

/// Whether the operation changes, reads, or hashes a key of the map object.
bool writes(MapOpKind K);
bool reads(MapOpKind K);
bool hashes(MapOpKind K);

/// What a synchronisation does to the memory of its primitive, as race
/// detectors see it: a close is a write that a send must not meet, the first
/// Add of a group must not meet its Wait. Two atomic ones never conflict.
enum class Touch : uint8_t { None, Read, Write, AtomicRead, AtomicWrite };
Touch touch(SyncOpKind K);
bool writes(Touch K);
bool isAtomic(Touch K);

} // namespace mapgraph

#endif
