//===- ScoreText.cpp - A score for people ---------------------------------===//

#include "graph/score/ScoreText.h"

#include <cstdio>
#include <ostream>

namespace mapgraph::score {

static std::string number(double Value) {
  char Text[32];
  std::snprintf(Text, sizeof(Text), "%.2f", Value);
  return Text;
}

static std::string number(const std::optional<double> &Value) {
  return Value ? number(*Value) : "-";
}

static void writeRow(const std::string &Name, const Tally &T,
                     std::ostream &OS) {
  char Line[128];
  std::snprintf(Line, sizeof(Line), "  %6zu %7zu %13zu %10s %7s\n", T.Hits,
                T.Misses, T.FalseAlarms, number(T.precision()).c_str(),
                number(T.recall()).c_str());
  OS << Name << std::string(Name.size() < 14 ? 14 - Name.size() : 1, ' ')
     << Line;
}

static void writeTable(const char *Title,
                       const std::map<std::string, Tallies> &By,
                       std::ostream &OS) {
  char Line[128];
  std::snprintf(Line, sizeof(Line), "%-14s  %6s %7s %13s %10s %7s\n", Title,
                "hits", "misses", "false alarms", "precision", "recall");
  OS << Line;
  for (const std::string &Code : inOrder(By))
    writeRow(Code, By.at(Code).Default, OS);
}

static void writeCurve(const Roc &Curve, bool Verbose, std::ostream &OS) {
  if (Curve.Points.empty()) {
    OS << "ROC: none, the labels are all of one kind\n";
    return;
  }
  OS << "ROC over the confidence: area " << number(Curve.Area)
     << "; best threshold " << number(Curve.Best.Threshold) << " (recall "
     << number(Curve.Best.Recall) << ", false alarm rate "
     << number(Curve.Best.FalseAlarmRate) << ", Youden's J "
     << number(Curve.Best.youden()) << ")\n";
  if (!Verbose)
    return;
  for (const RocPoint &P : Curve.Points)
    OS << "  threshold " << number(P.Threshold) << ": recall "
       << number(P.Recall) << ", false alarm rate " << number(P.FalseAlarmRate)
       << "\n";
}

static void writeAgreement(const Agreement &A, std::ostream &OS) {
  if (A.Labellers.size() < 2)
    return;
  OS << (A.Labellers.size() == 2 ? "Cohen's kappa of " : "Fleiss' kappa of ");
  for (size_t I = 0; I != A.Labellers.size(); ++I)
    OS << (I ? ", " : "") << A.Labellers[I];
  OS << ": " << number(A.Kappa) << " over " << A.Items
     << (A.Items == 1 ? " item\n" : " items\n");
}

static void writeMistakes(const char *Title, const std::vector<Mistake> &All,
                          std::ostream &OS) {
  if (All.empty())
    return;
  OS << "\n" << Title << "\n";
  for (const Mistake &M : All)
    OS << "  " << M.Case << ": " << M.Text << "\n";
}

void writeText(const Report &R, bool Verbose, std::ostream &OS) {
  OS << R.NumCases << (R.NumCases == 1 ? " case, " : " cases, ") << R.NumLabels
     << " expected\n\n";
  writeTable("pattern", R.ByPattern, OS);
  writeRow("all", R.Total.Default, OS);
  writeRow("with possible", R.Total.All, OS);
  if (R.ByLanguage.size() > 1) {
    OS << "\n";
    writeTable("language", R.ByLanguage, OS);
  }
  OS << "\n";
  writeCurve(R.Curve, Verbose, OS);
  writeAgreement(R.Labellers, OS);
  if (R.NotJudged)
    OS << R.NotJudged << " found where nothing is labelled\n";
  writeMistakes("misses", R.Misses, OS);
  writeMistakes("false alarms", R.FalseAlarms, OS);
}

} // namespace mapgraph::score
