//===- SchemaTest.cpp - The JSON of check against its schema --------------===//
//
// A validator for the part of JSON Schema that docs/check.schema.json uses; a
// keyword that it does not know fails the test.
//
//===----------------------------------------------------------------------===//

#include "graph/io/BatchOutput.h"
#include "graph/io/FindingsJson.h"
#include "graph/query/SampleProgram.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace mapgraph;
using nlohmann::json;

namespace {
class Validator {
public:
  explicit Validator(const json &Schema) : Schema(Schema) {}

  /// "" or the first breach.
  std::string check(const json &V) { return check(V, Schema, "$"); }

private:
  std::string check(const json &V, const json &S, const std::string &At) {
    for (const auto &[Key, Arg] : S.items())
      if (std::string Error = keyword(V, S, Key, Arg, At); !Error.empty())
        return Error;
    return "";
  }

  static bool isType(const json &V, const std::string &Type) {
    return (Type == "object" && V.is_object()) ||
           (Type == "array" && V.is_array()) ||
           (Type == "string" && V.is_string()) ||
           (Type == "boolean" && V.is_boolean()) ||
           (Type == "integer" && V.is_number_integer()) ||
           (Type == "number" && V.is_number());
  }

  std::string keyword(const json &V, const json &S, const std::string &Key,
                      const json &Arg, const std::string &At) {
    if (Key == "$ref")
      return check(
          V, Schema[json::json_pointer(Arg.get<std::string>().substr(1))], At);
    bool Good = true;
    if (Key == "type")
      Good = isType(V, Arg);
    else if (Key == "const")
      Good = V == Arg;
    else if (Key == "enum")
      Good = std::count(Arg.begin(), Arg.end(), V) == 1;
    else if (Key == "minimum")
      Good = V >= Arg;
    else if (Key == "maximum")
      Good = V <= Arg;
    else if (Key == "minItems")
      Good = V.size() >= Arg;
    else if (Key == "maxItems")
      Good = V.size() <= Arg;
    else if (Key == "required")
      Good = std::ranges::all_of(
          Arg, [&](const json &Name) { return V.contains(Name); });
    else if (Key == "items")
      return each(V, Arg, At);
    else if (Key == "properties")
      return properties(V, S, At);
    else if (Key != "additionalProperties" && Key != "description" &&
             Key != "title" && Key != "$schema" && Key != "$defs")
      return At + ": the test does not know the keyword " + Key;
    return Good ? "" : At + ": breaks " + Key + ' ' + Arg.dump();
  }

  std::string each(const json &V, const json &S, const std::string &At) {
    for (size_t I = 0; I != V.size(); ++I)
      if (std::string E = check(V[I], S, At + '[' + std::to_string(I) + ']');
          !E.empty())
        return E;
    return "";
  }

  std::string properties(const json &V, const json &S, const std::string &At) {
    for (const auto &[Name, Part] : V.items()) {
      auto It = S["properties"].find(Name);
      if (It == S["properties"].end())
        return At + ": unknown key " + Name;
      if (std::string E = check(Part, *It, At + '.' + Name); !E.empty())
        return E;
    }
    return "";
  }

  const json &Schema;
};

class CheckSchema : public testing::Test {
protected:
  void SetUp() override {
    std::ifstream In(MAPGRAPH_DOCS_DIR "/check.schema.json");
    Schema = json::parse(In);
    Facts F(P.G, P.S, SampleProgram::Root);
    std::ostringstream OS;
    FindingFilter Filter{Verdict::Possible, true};
    for (const char *Key :
         {"excluded", "rule_off", "ignored", "baseline", "unchanged"})
      Filter.Screens.push_back(
          {Key, Key, [](const FoldedFinding &) { return false; }});
    Filter.Notes.Ignores = {{"a.go", 7, "MG001", "matches nothing"}};
    writeFindingsJson(F, FindingList(F, Filter), OS);
    Output = json::parse(OS.str());
  }

  SampleProgram P;
  json Schema, Output;
};
} // namespace

TEST_F(CheckSchema, SafePairsFollowItToo) {
  Facts F(P.G, P.S, SampleProgram::Root);
  SafeList Safe = safeList(F, true, 3);
  std::ostringstream OS;
  writeFindingsJson(F, FindingList(F, {Verdict::Possible, true}), OS, &Safe);
  json Both = json::parse(OS.str());
  EXPECT_FALSE(Both["safe"]["maps"].empty());
  EXPECT_EQ(Validator(Schema).check(Both), "");
  Both["safe"]["maps"][0]["reasons"][0]["reason"] = "luck";
  EXPECT_NE(Validator(Schema).check(Both), "");
}

TEST_F(CheckSchema, ReportsOfBatchesFollowTheirs) {
  std::ifstream In(MAPGRAPH_DOCS_DIR "/batch.schema.json");
  std::ostringstream Text, OS;
  Text << In.rdbuf();
  std::string Local = Text.str();
  for (size_t At; (At = Local.find("check.schema.json#")) != Local.npos;)
    Local.erase(At, std::string_view("check.schema.json").size());
  json Batch = json::parse(Local);
  Batch["$defs"] = Schema["$defs"];
  Facts F(P.G, P.S, SampleProgram::Root);
  BatchReport All =
      merge({reportOf("a.ll", F),
             reportOf({"b.ll", InputState::Limit, "too long", false})});
  BatchFilter Filter = {Verdict::Possible, true};
  for (const char *Key :
       {"excluded", "rule_off", "ignored", "baseline", "unchanged"})
    Filter.Screens.push_back(
        {Key, Key, [](const FindingRecord &) { return false; }});
  BatchView(All, Filter).writeJson(OS);
  json Whole = json::parse(OS.str());
  EXPECT_EQ(Whole["findings"].size(), 2u);
  EXPECT_EQ(Validator(Batch).check(Whole), "");
  Whole["inputs"][1]["status"] = "lost";
  EXPECT_NE(Validator(Batch).check(Whole), "");
}

TEST_F(CheckSchema, OutputFollowsIt) {
  EXPECT_EQ(Output["findings"].size(), 2u);
  EXPECT_EQ(Validator(Schema).check(Output), "");
}

TEST_F(CheckSchema, BreachesAreSeen) {
  Output["findings"][0]["sides"][0]["op"] = "stare";
  EXPECT_NE(Validator(Schema).check(Output), "");
  Output["findings"] = json::array();
  Output["extra"] = 1;
  EXPECT_EQ(Validator(Schema).check(Output), "$: unknown key extra");
}

TEST_F(CheckSchema, EveryOpIsInTheEnumeration) {
  json Ops = Schema["$defs"]["side"]["properties"]["op"]["enum"];
  for (size_t K = 0; K != static_cast<size_t>(MapOpKind::Last); ++K) {
    P.G.node(P.Update).Op = static_cast<uint8_t>(K);
    std::string Word(Names(P.G, "").opWord(P.Update));
    EXPECT_EQ(std::count(Ops.begin(), Ops.end(), json(Word)), 1) << Word;
  }
}
