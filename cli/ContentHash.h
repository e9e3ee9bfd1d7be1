//===- ContentHash.h - Names made of contents -------------------*- C++ -*-===//

#ifndef MAPGRAPH_CLI_CONTENTHASH_H
#define MAPGRAPH_CLI_CONTENTHASH_H

#include <memory>
#include <string>
#include <string_view>

namespace mapgraph {

/// 32 hex digits.
std::string contentHash(std::string_view Bytes);

/// The same of bytes that come in pieces.
class ContentHasher {
public:
  ContentHasher();
  ~ContentHasher();
  void add(std::string_view Bytes);
  std::string hash() const;

private:
  struct State;
  std::unique_ptr<State> So;
};

/// The version of this program and a hash of its code: results that it made can
/// be told from those of any other build.
std::string toolIdentity();

} // namespace mapgraph

#endif
