//===- Kinds.cpp - Texts and effects of the kinds -------------------------===//

#include "graph/model/Kinds.h"

namespace mapgraph {

std::string_view text(NodeKind K) {
  switch (K) {
#define MG_NODE(Name, Text)                                                    \
  case NodeKind::Name:                                                         \
    return Text;
#include "graph/model/Kinds.def"
  case NodeKind::Last:
    break;
  }
  return "?";
}

std::string_view text(MapOpKind K) {
  switch (K) {
#define MG_MAPOP(Name, Text, Writes, Reads, Hashes)                            \
  case MapOpKind::Name:                                                        \
    return Text;
#include "graph/model/Kinds.def"
  case MapOpKind::Last:
    break;
  }
  return "?";
}

std::string_view text(SyncOpKind K) {
  switch (K) {
#define MG_SYNCOP(Name, Text)                                                  \
  case SyncOpKind::Name:                                                       \
    return Text;
#include "graph/model/Kinds.def"
  case SyncOpKind::Last:
    break;
  }
  return "?";
}

std::string_view text(AccessKind K) {
  switch (K) {
#define MG_ACCESS(Name, Text)                                                  \
  case AccessKind::Name:                                                       \
    return Text;
#include "graph/model/Kinds.def"
  case AccessKind::Last:
    break;
  }
  return "?";
}

std::string_view text(ObjectKind K) {
  switch (K) {
#define MG_OBJECT(Name, Text)                                                  \
  case ObjectKind::Name:                                                       \
    return Text;
#include "graph/model/Kinds.def"
  case ObjectKind::Last:
    break;
  }
  return "?";
}

std::string_view text(CallKind K) {
  switch (K) {
#define MG_CALL(Name, Text)                                                    \
  case CallKind::Name:                                                         \
    return Text;
#include "graph/model/Kinds.def"
  case CallKind::Last:
    break;
  }
  return "?";
}

std::string_view text(ValueKind K) {
  switch (K) {
#define MG_VALUE(Name, Text)                                                   \
  case ValueKind::Name:                                                        \
    return Text;
#include "graph/model/Kinds.def"
  case ValueKind::Last:
    break;
  }
  return "?";
}

std::string_view text(TestKind K) {
  switch (K) {
#define MG_TEST(Name, Text)                                                    \
  case TestKind::Name:                                                         \
    return Text;
#include "graph/model/Kinds.def"
  case TestKind::Last:
    break;
  }
  return "?";
}

std::string_view text(EdgeKind K) {
  switch (K) {
#define MG_EDGE(Name, Text)                                                    \
  case EdgeKind::Name:                                                         \
    return Text;
#include "graph/model/Kinds.def"
  case EdgeKind::Last:
    break;
  }
  return "?";
}

bool writes(MapOpKind K) {
  switch (K) {
#define MG_MAPOP(Name, Text, Writes, Reads, Hashes)                            \
  case MapOpKind::Name:                                                        \
    return Writes;
#include "graph/model/Kinds.def"
  case MapOpKind::Last:
    break;
  }
  return false;
}

bool reads(MapOpKind K) {
  switch (K) {
#define MG_MAPOP(Name, Text, Writes, Reads, Hashes)                            \
  case MapOpKind::Name:                                                        \
    return Reads;
#include "graph/model/Kinds.def"
  case MapOpKind::Last:
    break;
  }
  return false;
}

bool hashes(MapOpKind K) {
  switch (K) {
#define MG_MAPOP(Name, Text, Writes, Reads, Hashes)                            \
  case MapOpKind::Name:                                                        \
    return Hashes;
#include "graph/model/Kinds.def"
  case MapOpKind::Last:
    break;
  }
  return false;
}

Touch touch(SyncOpKind K) {
  switch (K) {
  case SyncOpKind::Send:
  case SyncOpKind::GroupAdd:
  case SyncOpKind::GroupGo:
    return Touch::Read;
  case SyncOpKind::Close:
    return Touch::Write;
  case SyncOpKind::AtomicLoad:
    return Touch::AtomicRead;
  case SyncOpKind::AtomicStore:
  case SyncOpKind::AtomicRmw:
  case SyncOpKind::Lock:
  case SyncOpKind::Unlock:
  case SyncOpKind::Once:
  case SyncOpKind::GroupWait:
    return Touch::AtomicWrite;
  default:
    return Touch::None;
  }
}

bool writes(Touch K) { return K == Touch::Write || K == Touch::AtomicWrite; }

bool isAtomic(Touch K) {
  return K == Touch::AtomicRead || K == Touch::AtomicWrite;
}

} // namespace mapgraph
