//===- Rules.cpp - The table of rules -------------------------------------===//

#include "graph/rules/Rules.h"

#include "graph/query/JsonPlace.h"
#include "graph/query/Wrapped.h"

#include <algorithm>
#include <ostream>

namespace mapgraph {

using enum RuleSeverity;
using enum RuleState;

static constexpr RuleText Rules[] = {
#define MG_RULE(Id, Name, Severity, IsRace, Counted, State, Headline, Short,   \
                Help, Bad, Good)                                               \
  {Id,       Name,  Severity, IsRace, Counted, State,                          \
   Headline, Short, Help,     Bad,    Good},
#include "graph/rules/Rules.def"
};

static constexpr RuleText OtherRule = {"",
                                       "rule",
                                       Warning,
                                       false,
                                       true,
                                       Found,
                                       "finding on %m",
                                       "Finding of another rule",
                                       "",
                                       "",
                                       ""};

std::span<const RuleText> allRules() { return Rules; }

const RuleText &ruleText(std::string_view Id) {
  const RuleText *It = std::ranges::find(Rules, Id, &RuleText::Id);
  return It == std::end(Rules) ? OtherRule : *It;
}

bool isRuleId(std::string_view Text) {
  auto IsUpper = [](char C) { return C >= 'A' && C <= 'Z'; };
  auto IsDigit = [](char C) { return C >= '0' && C <= '9'; };
  return Text.size() == 5 && std::ranges::all_of(Text.substr(0, 2), IsUpper) &&
         std::ranges::all_of(Text.substr(2), IsDigit);
}

std::string_view text(RuleSeverity S) {
  return S == Error ? "error" : "warning";
}

std::string_view text(RuleState S) {
  switch (S) {
  case Found:
    return "found";
  case FoundWithVariables:
    return "found with --accesses=variables";
  case Planned:
    return "not found yet";
  }
  return "";
}

static std::string countedText(const RuleText &R) {
  if (!R.Counted)
    return "shown, never counted: findings of this rule leave the exit code 0";
  return "a finding that is race or likely makes it 1 (--fail-on "
         "race|likely|possible|never)";
}

static void writeExample(std::string_view Head, std::string_view Code,
                         std::ostream &OS) {
  OS << '\n' << Head << ":\n";
  for (size_t At = 0; At < Code.size();) {
    size_t End = std::min(Code.find('\n', At), Code.size());
    OS << (End == At ? "" : "    ") << Code.substr(At, End - At) << '\n';
    At = End + 1;
  }
}

void writeText(const RuleText &R, std::ostream &OS) {
  OS << R.Id << ' ' << R.Name << " (" << text(R.Severity) << ")\n"
     << R.Short << "\n\n";
  writeWrapped(OS, "", R.Help);
  writeExample("bad", R.Bad, OS);
  writeExample("good", R.Good, OS);
  OS << '\n';
  writeWrapped(OS, "exit code: ", countedText(R));
  if (R.State == Planned)
    writeWrapped(OS, "state: ", "this version does not find it yet");
  else if (R.State == FoundWithVariables)
    writeWrapped(OS, "state: ", "found with --accesses=variables only");
}

void writeJson(const RuleText &R, std::ostream &OS) {
  writeJsonLine({{"id", R.Id},
                 {"name", R.Name},
                 {"severity", text(R.Severity)},
                 {"race", R.IsRace},
                 {"counted", R.Counted},
                 {"state", text(R.State)},
                 {"summary", R.Short},
                 {"help", R.Help},
                 {"bad", R.Bad},
                 {"good", R.Good}},
                OS);
}

std::string rulesTable() {
  std::string Out = "| rule | what | severity | exit code | this version |\n"
                    "|---|---|---|---|---|\n";
  for (const RuleText &R : Rules) {
    Out += "| " + std::string(R.Id) + " | " + std::string(R.Short) + " | ";
    Out += std::string(text(R.Severity)) + " | ";
    Out += std::string(R.Counted ? "counts" : "does not count") + " | ";
    Out += std::string(text(R.State)) + " |\n";
  }
  return Out;
}

} // namespace mapgraph
