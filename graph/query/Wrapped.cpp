//===- Wrapped.cpp - Text for a terminal ----------------------------------===//

#include "graph/query/Wrapped.h"

#include <algorithm>
#include <ostream>
#include <string>

namespace mapgraph {

static constexpr size_t Columns = 80;
static constexpr size_t MaxHang = 24;

/// Code points, each one column wide here.
static size_t width(std::string_view Text) {
  return std::ranges::count_if(Text, [](char C) {
    return (static_cast<unsigned char>(C) & 0xc0) != 0x80;
  });
}

void writeWrapped(std::ostream &OS, std::string_view Head,
                  std::string_view Text) {
  size_t Indent = std::min(Head.find_first_not_of(' '), Head.size());
  size_t Hang = width(Head) <= MaxHang ? width(Head) : Indent + 2;
  OS << Head;
  size_t At = width(Head);
  bool Begins = true; // the line has no word of the text yet
  while (!Text.empty()) {
    size_t End = std::min(Text.find_first_of(" \n"), Text.size());
    std::string_view Word = Text.substr(0, End);
    Text.remove_prefix(std::min(End + 1, Text.size()));
    if (Word.empty())
      continue;
    if (!Begins && At + 1 + width(Word) > Columns) {
      OS << '\n' << std::string(Hang, ' ');
      At = Hang;
      Begins = true;
    }
    OS << (Begins ? "" : " ") << Word;
    At += width(Word) + !Begins;
    Begins = false;
  }
  OS << '\n';
}

} // namespace mapgraph
