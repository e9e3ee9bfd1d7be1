//===- Plots.cpp - Pictures of a score ------------------------------------===//

#include "graph/score/Plots.h"

#include "graph/score/SvgChart.h"

#include <cstdio>

namespace mapgraph::score {

using Anchor = SvgChart::Anchor;

static constexpr std::string_view Grid = "#dddddd", Blue = "#0b62a4",
                                  Orange = "#d95f02", Gray = "#888888";

static std::string number(double Value) {
  char Text[32];
  std::snprintf(Text, sizeof(Text), "%.2f", Value);
  return Text;
}

namespace {
/// A square field of the chart where both axes go from 0 to 1.
struct Field {
  double Left, Top, Width, Height;

  double x(double Share) const { return Left + Share * Width; }
  double y(double Share) const { return Top + (1 - Share) * Height; }

  void drawLevels(SvgChart &To) const {
    for (int Fifth = 0; Fifth <= 5; ++Fifth) {
      double Share = Fifth / 5.0;
      To.line(Left, y(Share), Left + Width, y(Share), Grid);
      To.text(Left - 8, y(Share) + 4, number(Share), Anchor::End);
    }
  }
};
} // namespace

void plotRoc(const Roc &Curve, std::ostream &OS) {
  const Field F{70, 50, 380, 380};
  SvgChart To(490, 500, "ROC over the confidence of findings");
  To.text(F.x(0), 28,
          "ROC over the confidence of findings: area " + number(Curve.Area));
  F.drawLevels(To);
  for (int Fifth = 0; Fifth <= 5; ++Fifth) {
    To.line(F.x(Fifth / 5.0), F.y(0), F.x(Fifth / 5.0), F.y(1), Grid);
    To.text(F.x(Fifth / 5.0), F.y(0) + 18, number(Fifth / 5.0), Anchor::Middle);
  }
  To.text(F.x(0.5), F.y(0) + 42, "false alarm rate", Anchor::Middle);
  To.upright(22, F.y(0.5), "recall");
  To.line(F.x(0), F.y(0), F.x(1), F.y(1), Gray, /*Dashed=*/true);
  if (Curve.Points.empty()) {
    To.text(F.x(0.5), F.y(0.5), "the labels are all of one kind",
            Anchor::Middle);
  } else {
    SvgChart::Points Through;
    for (const RocPoint &P : Curve.Points)
      Through.emplace_back(F.x(P.FalseAlarmRate), F.y(P.Recall));
    To.path(Through, Blue);
    const RocPoint &Best = Curve.Best;
    To.dot(F.x(Best.FalseAlarmRate), F.y(Best.Recall), Orange);
    To.text(F.x(0.97), F.y(0.08),
            "best threshold " + number(Best.Threshold) + ": recall " +
                number(Best.Recall) + ", false alarm rate " +
                number(Best.FalseAlarmRate),
            Anchor::End, Orange);
  }
  To.write(OS);
}

static void drawBar(SvgChart &To, const Field &F, double X,
                    const std::optional<double> &Share,
                    std::string_view Color) {
  constexpr double Width = 16;
  if (!Share) { // nothing to divide by
    To.text(X + Width / 2, F.y(0) - 4, "-", Anchor::Middle, Color);
    return;
  }
  To.box(X, F.y(*Share), Width, F.y(0) - F.y(*Share), Color);
}

void plotPatterns(const Report &R, std::ostream &OS) {
  constexpr double Step = 56;
  std::vector<std::string> Codes = inOrder(R.ByPattern);
  const Field F{60, 60, Step * static_cast<double>(Codes.size() + 1), 260};
  SvgChart To(F.Left + std::max(F.Width, 420.0) + 30, 400,
              "Precision and recall by pattern");
  To.text(F.Left, 26, "Precision and recall of what is shown by default");
  F.drawLevels(To);
  double X = F.Left;
  auto Group = [&](const std::string &Name, const Tally &T) {
    drawBar(To, F, X + 11, T.precision(), Blue);
    drawBar(To, F, X + 29, T.recall(), Orange);
    To.text(X + Step / 2, F.y(0) + 18, Name, Anchor::Middle);
    To.text(X + Step / 2, F.y(0) + 34,
            std::to_string(T.Hits) + "/" + std::to_string(T.Hits + T.Misses),
            Anchor::Middle, Gray);
    X += Step;
  };
  for (const std::string &Code : Codes)
    Group(Code, R.ByPattern.at(Code).Default);
  Group("all", R.Total.Default);
  To.box(F.Left, 36, 12, 12, Blue);
  To.text(F.Left + 18, 46, "precision");
  To.box(F.Left + 100, 36, 12, 12, Orange);
  To.text(F.Left + 118, 46, "recall");
  To.text(F.Left, F.y(0) + 60, "below each: hits of what is expected",
          Anchor::Start, Gray);
  To.write(OS);
}

} // namespace mapgraph::score
