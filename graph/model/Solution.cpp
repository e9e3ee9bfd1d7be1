//===- Solution.cpp - Texts of verdicts -----------------------------------===//

#include "graph/model/Solution.h"

namespace mapgraph {

std::string_view text(Verdict V) {
  switch (V) {
  case Verdict::Race:
    return "race";
  case Verdict::Likely:
    return "likely";
  case Verdict::Possible:
    return "possible";
  case Verdict::Safe:
    return "safe";
  case Verdict::Unknown:
    return "unknown";
  }
  return "?";
}

} // namespace mapgraph
