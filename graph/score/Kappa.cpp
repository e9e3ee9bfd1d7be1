//===- Kappa.cpp - How much do labellers agree? ---------------------------===//

#include "graph/score/Kappa.h"

#include <set>

namespace mapgraph::score {

static std::optional<double> beyondChance(double Observed, double Chance) {
  if (Chance >= 1)
    return std::nullopt;
  return (Observed - Chance) / (1 - Chance);
}

std::optional<double>
cohenKappa(std::span<const std::pair<std::string, std::string>> Items) {
  if (Items.empty())
    return std::nullopt;
  std::map<std::string, std::pair<size_t, size_t>> Said;
  size_t Same = 0;
  for (const auto &[A, B] : Items) {
    ++Said[A].first;
    ++Said[B].second;
    Same += A == B;
  }
  double Count = static_cast<double>(Items.size()), Chance = 0;
  for (const auto &[Word, By] : Said)
    Chance += static_cast<double>(By.first) * static_cast<double>(By.second) /
              (Count * Count);
  return beyondChance(static_cast<double>(Same) / Count, Chance);
}

std::optional<double>
fleissKappa(std::span<const std::vector<std::string>> Items) {
  if (Items.empty() || Items[0].size() < 2)
    return std::nullopt;
  double Raters = static_cast<double>(Items[0].size()), Observed = 0;
  std::map<std::string, double> Total;
  for (const std::vector<std::string> &Words : Items) {
    std::map<std::string, double> Here;
    for (const std::string &Word : Words)
      ++Here[Word];
    double Pairs = 0;
    for (const auto &[Word, Times] : Here) {
      Pairs += Times * (Times - 1);
      Total[Word] += Times;
    }
    Observed += Pairs / (Raters * (Raters - 1));
  }
  double Count = static_cast<double>(Items.size()), Chance = 0;
  for (const auto &[Word, Times] : Total) {
    double Share = Times / (Count * Raters);
    Chance += Share * Share;
  }
  return beyondChance(Observed / Count, Chance);
}

static std::vector<const Judgements *> judged(const Corpus &C) {
  std::vector<const Judgements *> All;
  for (const Case &One : C.Cases) {
    if (!One.Said.empty())
      All.push_back(&One.Said);
    for (const Label &L : One.Labels)
      if (!L.Said.empty())
        All.push_back(&L.Said);
  }
  return All;
}

Agreement agreement(const Corpus &C) {
  std::vector<const Judgements *> All = judged(C);
  std::set<std::string> Names;
  for (const Judgements *Item : All)
    for (const auto &[Who, Word] : *Item)
      Names.insert(Who);
  Agreement Out{{Names.begin(), Names.end()}, 0, std::nullopt};
  std::vector<std::vector<std::string>> Items;
  for (const Judgements *Item : All) {
    if (Item->size() != Names.size())
      continue;
    Items.emplace_back();
    for (const auto &[Who, Word] : *Item)
      Items.back().push_back(Word);
  }
  Out.Items = Items.size();
  if (Names.size() != 2) {
    Out.Kappa = fleissKappa(Items);
    return Out;
  }
  std::vector<std::pair<std::string, std::string>> Pairs;
  for (const std::vector<std::string> &Words : Items)
    Pairs.emplace_back(Words[0], Words[1]);
  Out.Kappa = cohenKappa(Pairs);
  return Out;
}

} // namespace mapgraph::score
