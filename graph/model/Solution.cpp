//===- Solution.cpp - Texts of verdicts and reasons -----------------------===//

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

namespace {
struct ReasonText {
  std::string_view Group, Text;
};
} // namespace

static constexpr ReasonText Reasons[] = {
#define MG_REASON(Name, Group, Text) {Group, Text},
#include "graph/model/Reasons.def"
};

std::string_view group(SafeReason R) {
  return Reasons[static_cast<size_t>(R)].Group;
}

std::string sentence(SafeReason R, std::string_view By) {
  std::string Out(Reasons[static_cast<size_t>(R)].Text);
  if (size_t At = Out.find("%b"); At != Out.npos)
    Out.replace(At, 2, By);
  return Out;
}

} // namespace mapgraph
