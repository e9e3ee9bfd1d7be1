//===- SvgChart.cpp - Lines, boxes and words as SVG -----------------------===//

#include "graph/score/SvgChart.h"

#include <cmath>
#include <ostream>

namespace mapgraph::score {

// Tenths, without a zero at the end.
static std::string number(double Value) {
  long Tenths = std::lround(Value * 10);
  std::string Out = Tenths < 0 ? "-" : "";
  Tenths = std::labs(Tenths);
  Out += std::to_string(Tenths / 10);
  if (Tenths % 10)
    Out += "." + std::to_string(Tenths % 10);
  return Out;
}

static std::string attribute(std::string_view Name, double Value) {
  return " " + std::string(Name) + "=\"" + number(Value) + "\"";
}
static std::string attribute(std::string_view Name, std::string_view Value) {
  return " " + std::string(Name) + "=\"" + std::string(Value) + "\"";
}

static std::string escaped(std::string_view Words) {
  std::string Out;
  for (char C : Words)
    if (C == '&')
      Out += "&amp;";
    else if (C == '<')
      Out += "&lt;";
    else if (C == '>')
      Out += "&gt;";
    else if (static_cast<unsigned char>(C) >= ' ')
      Out += C;
  return Out;
}

SvgChart::SvgChart(double Width, double Height, std::string_view Title) {
  Body = "<svg xmlns=\"http://www.w3.org/2000/svg\"" +
         attribute("width", Width) + attribute("height", Height) +
         " viewBox=\"0 0 " + number(Width) + " " + number(Height) + "\"" +
         " font-family=\"sans-serif\" font-size=\"12\">\n<title>" +
         escaped(Title) + "</title>\n";
  box(0, 0, Width, Height, "#ffffff");
}

void SvgChart::line(double X1, double Y1, double X2, double Y2,
                    std::string_view Color, bool Dashed) {
  Body += "<line" + attribute("x1", X1) + attribute("y1", Y1) +
          attribute("x2", X2) + attribute("y2", Y2) +
          attribute("stroke", Color);
  if (Dashed)
    Body += attribute("stroke-dasharray", "4 4");
  Body += "/>\n";
}

void SvgChart::path(const Points &Through, std::string_view Color) {
  Body += "<polyline fill=\"none\" stroke-width=\"2\"" +
          attribute("stroke", Color) + " points=\"";
  for (size_t I = 0; I != Through.size(); ++I)
    Body += (I ? " " : "") + number(Through[I].first) + "," +
            number(Through[I].second);
  Body += "\"/>\n";
}

void SvgChart::box(double X, double Y, double Width, double Height,
                   std::string_view Color) {
  Body += "<rect" + attribute("x", X) + attribute("y", Y) +
          attribute("width", Width) + attribute("height", Height) +
          attribute("fill", Color) + "/>\n";
}

void SvgChart::dot(double X, double Y, std::string_view Color) {
  Body += "<circle" + attribute("cx", X) + attribute("cy", Y) + " r=\"5\"" +
          attribute("fill", Color) + "/>\n";
}

void SvgChart::text(double X, double Y, std::string_view Words, Anchor At,
                    std::string_view Color) {
  static constexpr std::string_view Names[] = {"start", "middle", "end"};
  Body += "<text" + attribute("x", X) + attribute("y", Y) +
          attribute("fill", Color) +
          attribute("text-anchor", Names[static_cast<int>(At)]) + ">" +
          escaped(Words) + "</text>\n";
}

void SvgChart::upright(double X, double Y, std::string_view Words) {
  Body +=
      "<text fill=\"#333333\" text-anchor=\"middle\" transform=\"translate(" +
      number(X) + " " + number(Y) + ") rotate(-90)\">" + escaped(Words) +
      "</text>\n";
}

void SvgChart::write(std::ostream &OS) const { OS << Body << "</svg>\n"; }

} // namespace mapgraph::score
