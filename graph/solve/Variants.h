//===- Variants.h - Functions as calls with constants run them --*- C++ -*-===//
//
// A function whose branches compare its parameters with constants does less
// when a call decides which way they go: New(0) may start nothing where New(1)
// does. What is found behind a parameter counts, too: fields of a struct that
// nobody else has (New(&Options{Workers: 0})), the lengths of slices, which say
// how often loops over them run at most. Each set of answers that calls give
// makes a variant: the same nodes, with arms of branches cut off. Answers
// travel with parameters that are passed on as they are. What a call does not
// answer stays open, and a call that answers nothing runs the general variant,
// in which all ways are open.
//
// Only direct calls answer; the numbers of variants and of questions are
// bounded, and what is over the bound runs the general variant.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_VARIANTS_H
#define MAPGRAPH_GRAPH_SOLVE_VARIANTS_H

#include "graph/solve/Callees.h"
#include "graph/solve/Flow.h"
#include "graph/solve/Summary.h"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>

namespace mapgraph::solver {

/// The general variant of a function has the number of its row.
using VariantId = Id<struct VariantTag>;

class Variants {
public:
  Variants(const Graph &G, const Callees &Calls,
           const std::vector<FunctionId> &Roots);

  size_t size() const { return Rows.size(); }
  /// The general variant of a function, then the others.
  const std::vector<VariantId> &of(FunctionId F) const { return Of[F.Value]; }
  FunctionId function(VariantId V) const { return Rows[V.Value].F; }
  const CutArms &cut(VariantId V) const { return Rows[V.Value].Cut; }
  /// Whether anything that a program reaches runs this variant.
  bool isRun(VariantId V) const { return Rows[V.Value].Run; }
  /// What an event runs of Callee, in this variant of its own function.
  VariantId called(VariantId By, NodeId Event, FunctionId Callee) const;

private:
  /// A comparison of a parameter that decides something in the function or in
  /// what it passes the parameter on to.
  struct Question {
    uint32_t Param;
    std::vector<uint32_t> Steps; ///< selectors, from what the parameter holds
    TestKind Kind;
    std::string_view Constant;
    auto operator<=>(const Question &) const = default;
  };
  enum class Answer : uint8_t { Open, Yes, No };
  /// What a caller knows about a question: the answer, or what it would have to
  /// ask its own callers.
  struct Reply {
    Answer Known = Answer::Open;
    std::optional<Question> Ask;
  };
  using Steps = std::span<const uint32_t>;
  using Answers = std::vector<Answer>; ///< by question of the function
  struct Row {
    FunctionId F;
    Answers Known;
    CutArms Cut;
    bool Run = false;
  };

  void ask(FunctionId F);
  std::vector<Question> questionsOf(NodeId Branch) const;
  void addQuestion(FunctionId F, Question Q);
  Question about(NodeId Place, Steps Rest, const Question &Q) const;
  /// What a function knows in one variant, to follow values there.
  struct Place {
    FunctionId F;
    const Answers *Known; ///< null: nothing
    const Flow *Events;   ///< null: all of them are there
  };
  Reply reply(const Place &In, NodeId Event, FunctionId Callee,
              const Question &Q) const;
  Reply replyOf(NodeId Value, Steps Rest, const Question &Q) const;
  Reply replyOfFields(NodeId Fields, Steps Rest, const Question &Q) const;
  void collectFinal();
  bool isFinal(const Question &Q) const;
  /// What the pointer leads to, if fields that never change tell; none where
  /// control does not come by.
  std::optional<Reply> replyOfPointer(const Place &In, NodeId Pointer,
                                      const Question &Q, unsigned Depth) const;
  std::optional<Reply> replyOfCall(const Place &In, NodeId Event,
                                   uint32_t Result, const Question &Q) const;
  Reply replyOfResult(FunctionId F, const Answers &Known, uint32_t Result,
                      const Question &Q) const;
  Reply findResult(FunctionId F, const Answers &Known, uint32_t Result,
                   const Question &Q) const;
  /// The answer to Q among those that are known of the function.
  Answer answer(FunctionId F, const Answers &Known, const Question &Q) const;
  Answer answerAt(const Place &In, NodeId Event, FunctionId Callee,
                  const Question &Q) const;
  Answer compare(const Question &Q, std::string_view With) const;
  Answers answersAt(const Place &In, NodeId Event, FunctionId Callee) const;
  Answers answersAt(VariantId By, NodeId Event, FunctionId Callee) const;
  VariantId demand(VariantId By, NodeId Event, FunctionId Callee);
  CutArms armsCut(FunctionId F, const Answers &Known) const;
  void run(VariantId V, std::vector<VariantId> &Work);

  const Graph &G;
  const Callees &Calls;
  uint32_t Pointee, Others;                     ///< selectors of their own kind
  std::vector<std::vector<Question>> Questions; ///< by function
  std::vector<Row> Rows;
  std::vector<std::vector<VariantId>> Of; ///< by function
  std::map<std::pair<FunctionId, Answers>, VariantId> Index;
  std::set<uint32_t> Final; ///< selectors of fields that only makers set
  /// What results lead to; answers never change once they were given.
  using ResultKey = std::tuple<FunctionId, Answers, uint32_t, Question>;
  mutable std::map<ResultKey, Reply> OfResults;
  mutable unsigned Nested = 0;
};

/// Summaries by variant; empty before the variant was summarised.
using Summaries = std::vector<Summary>;

/// The summaries of what one variant of a function calls.
class CalleeSummaries {
public:
  CalleeSummaries(const Summaries &Done, const Variants &Which, VariantId By)
      : Done(Done), Which(Which), By(By) {}

  const Summary &at(NodeId Event, FunctionId Callee) const {
    return Done[Which.called(By, Event, Callee).Value];
  }
  /// What code does that is called with unknown arguments.
  const Summary &general(FunctionId Callee) const { return Done[Callee.Value]; }

private:
  const Summaries &Done;
  const Variants &Which;
  VariantId By;
};

} // namespace mapgraph::solver

#endif
