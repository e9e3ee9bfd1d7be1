//===- Corpus.h - Programs whose right answers are known --------*- C++ -*-===//
//
// A labelled corpus, as docs/corpus.md describes it: cases, each a program with
// the pairs or lines that must be found, those that must stay silent, the
// pattern it shows, and what labellers said about it. YAML; JSON is YAML.
//
// The text is untrusted. What is wrong with it is one line, "name:line: what".
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SCORE_CORPUS_H
#define MAPGRAPH_GRAPH_SCORE_CORPUS_H

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace mapgraph::score {

/// A line of a source file, as the corpus names it: relative to the case's
/// path.
struct Spot {
  std::string File;
  uint32_t Line = 0;
};

/// What each labeller said: by name, "race", "silent" or any other word.
using Judgements = std::map<std::string, std::string>;

/// One right answer about a case.
struct Label {
  enum class Kind : uint8_t {
    Pair,  ///< the operations at these two lines meet
    Side,  ///< the operation at this line meets another one
    Silent ///< no finding has a side at this line
  };
  Kind What = Kind::Side;
  Spot First;
  Spot Second; ///< of a pair
  /// Rules that name the mistake rightly; none: all but those about variables.
  std::vector<std::string> Rules;
  Judgements Said;
  unsigned Line = 0; ///< in the corpus
};

struct Case {
  std::string Name;
  std::string Path;              ///< relative to the corpus's folder
  std::vector<std::string> Args; ///< packages of a folder; none: the folder
  std::string Pattern = "other"; ///< P1 …
  std::string Language = "go";
  bool Tests = true;
  /// Every finding that no label expects is a false alarm. Always so when
  /// nothing is expected.
  bool Complete = false;
  std::vector<Label> Labels;
  Judgements Said;
  unsigned Line = 0; ///< in the corpus

  bool expectsSilence() const;
};

struct Corpus {
  std::vector<Case> Cases;
};

/// Name is what the error calls the text.
tl::expected<Corpus, std::string> parseCorpus(std::string_view Text,
                                              std::string_view Name);

} // namespace mapgraph::score

#endif
