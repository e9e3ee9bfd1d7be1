//===- Exit.h - Exit codes and failures of the command ----------*- C++ -*-===//
//
// What the command returns to the shell, and how a part of it says that it
// cannot go on. Codes are ordered: an internal error hides bad input, bad input
// hides findings.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_EXIT_H
#define MAPGRAPH_CLI_EXIT_H

#include <string>
#include <tl/expected.hpp>

namespace mapgraph {

enum class Exit : int {
  Clean = 0,
  Findings = 1, ///< at or above --fail-on
  Usage = 2,
  BadInput = 3,
  Internal = 4,
  Interrupted = 130
};

/// One line for people, and the code that it leads to.
struct Failure {
  Exit Code = Exit::Internal;
  std::string Message;
};

template <typename T> using Result = tl::expected<T, Failure>;

inline tl::unexpected<Failure> badInput(std::string Message) {
  return tl::make_unexpected(Failure{Exit::BadInput, std::move(Message)});
}
inline tl::unexpected<Failure> usageError(std::string Message) {
  return tl::make_unexpected(Failure{Exit::Usage, std::move(Message)});
}
inline tl::unexpected<Failure> internalError(std::string Message) {
  return tl::make_unexpected(Failure{Exit::Internal, std::move(Message)});
}

} // namespace mapgraph

#endif
