//===- TokenSet.h - What can be in one place --------------------*- C++ -*-===//
//
// A row of tokens in the order in which they came, and once there are many of
// them a bit for each: a large program asks tens of millions of times whether a
// token is in one of some thousand places that have hundreds of the same ones.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_TOKENSET_H
#define MAPGRAPH_GRAPH_SOLVE_TOKENSET_H

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

namespace mapgraph::solver {

/// Numbers of the tokens that are in large sets, in the order of their first
/// use there, so that bit rows are short.
class TokenNumbers {
public:
  explicit TokenNumbers(size_t Tokens) : Numbers(Tokens, None) {}

  /// None: it is in no large set yet.
  static constexpr uint32_t None = UINT32_MAX;

  uint32_t find(uint32_t Token) const { return Numbers[Token]; }
  uint32_t of(uint32_t Token) {
    if (Numbers[Token] == None)
      Numbers[Token] = Count++;
    return Numbers[Token];
  }

private:
  std::vector<uint32_t> Numbers;
  uint32_t Count = 0;
};

class TokenSet {
public:
  const std::vector<uint32_t> &row() const { return Row; }
  /// Fetches what insert looks at.
  void prefetch(uint32_t Number) const {
    if (Number / 64 < Words)
      __builtin_prefetch(&Bits[Number / 64], 1);
  }
  /// How many of them are cells.
  uint32_t cells() const { return Cells; }

  /// Whether the token was not there before. Small rows are looked through.
  bool insert(uint32_t Token, bool Cell, TokenNumbers &Numbers) {
    static constexpr size_t Few = 16;
    if (Row.size() < Few) {
      if (std::find(Row.begin(), Row.end(), Token) != Row.end())
        return false;
    } else {
      if (!Bits)
        for (uint32_t Old : Row)
          setBit(Numbers.of(Old));
      if (!setBit(Numbers.of(Token)))
        return false;
    }
    Row.push_back(Token);
    Cells += Cell;
    return true;
  }

private:
  bool setBit(uint32_t Number) {
    if (Number / 64 >= Words)
      widen(Number / 64 + 1);
    uint64_t &Word = Bits[Number / 64], Bit = uint64_t(1) << Number % 64;
    bool New = !(Word & Bit);
    Word |= Bit;
    return New;
  }
  void widen(uint32_t Wanted) {
    uint32_t Size = std::max(Wanted, Words + Words / 2);
    auto Wider = std::make_unique<uint64_t[]>(Size);
    std::copy_n(Bits.get(), Words, Wider.get());
    Bits = std::move(Wider);
    Words = Size;
  }

  std::vector<uint32_t> Row;
  std::unique_ptr<uint64_t[]> Bits; ///< by number; none: the row is short
  uint32_t Words = 0;
  uint32_t Cells = 0;
};

} // namespace mapgraph::solver

#endif
