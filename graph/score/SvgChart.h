//===- SvgChart.h - Lines, boxes and words as SVG ---------------*- C++ -*-===//
//
// The few shapes that a chart needs. Lengths are pixels, y grows downwards,
// numbers are written with at most one digit behind the point.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SCORE_SVGCHART_H
#define MAPGRAPH_GRAPH_SCORE_SVGCHART_H

#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mapgraph::score {

class SvgChart {
public:
  enum class Anchor { Start, Middle, End };
  using Points = std::vector<std::pair<double, double>>;

  SvgChart(double Width, double Height, std::string_view Title);

  void line(double X1, double Y1, double X2, double Y2, std::string_view Color,
            bool Dashed = false);
  void path(const Points &Through, std::string_view Color);
  void box(double X, double Y, double Width, double Height,
           std::string_view Color);
  void dot(double X, double Y, std::string_view Color);
  void text(double X, double Y, std::string_view Words,
            Anchor At = Anchor::Start, std::string_view Color = "#333333");
  /// Read from bottom to top.
  void upright(double X, double Y, std::string_view Words);

  void write(std::ostream &OS) const;

private:
  std::string Body;
};

} // namespace mapgraph::score

#endif
