//===- Rules.h - The table of rules -----------------------------*- C++ -*-===//
//
// What a finding can be, by id: the texts that every output shows, whether it
// counts in the exit code, and whether this version finds it at all. The rows
// are in Rules.def; nothing else writes down the text of a rule.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_RULES_RULES_H
#define MAPGRAPH_GRAPH_RULES_RULES_H

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

namespace mapgraph {

enum class RuleSeverity : uint8_t { Error, Warning };
enum class RuleState : uint8_t { Found, FoundWithVariables, Planned };

/// A row of Rules.def, where the members are described.
struct RuleText {
  std::string_view Id;
  std::string_view Name;
  RuleSeverity Severity;
  bool IsRace;
  bool Counted;
  RuleState State;
  std::string_view Headline;
  std::string_view Short;
  std::string_view Help;
  std::string_view Bad;
  std::string_view Good;
};

std::span<const RuleText> allRules();
/// The row of that id; a neutral row for ids that are not ours.
const RuleText &ruleText(std::string_view Id);
/// Whether the text has the form of an id: two letters and three digits.
bool isRuleId(std::string_view Text);

std::string_view text(RuleSeverity S);
/// "found", "found with --accesses=variables", "not found yet".
std::string_view text(RuleState S);

/// Summary, help, examples and what counts, for `mapgraph explain MG003`.
void writeText(const RuleText &R, std::ostream &OS);
void writeJson(const RuleText &R, std::ostream &OS);
/// The rows of all rules as a Markdown table: the one in the README.
std::string rulesTable();

} // namespace mapgraph

#endif
