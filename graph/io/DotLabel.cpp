//===- DotLabel.cpp - HTML-like labels of nodes and the legend ------------===//

#include "graph/io/DotLabel.h"

#include "graph/io/DotStyle.h"

#include <algorithm>
#include <set>

namespace mapgraph {

static constexpr std::string_view ConflictColor = "#c81e1e";
static constexpr std::string_view BorderColor = "#8496a8";
static constexpr size_t MaxText = 44;

std::string escapeHtml(std::string_view Text) {
  std::string Out;
  for (char C : Text)
    switch (C) {
    case '&':
      Out += "&amp;";
      break;
    case '<':
      Out += "&lt;";
      break;
    case '>':
      Out += "&gt;";
      break;
    case '"':
      Out += "&quot;";
      break;
    case '\n':
      Out += "<BR/>";
      break;
    default:
      // Control characters would make the SVG invalid XML.
      Out += static_cast<unsigned char>(C) < 0x20 ? ' ' : C;
    }
  return Out;
}

static bool startsCharacter(char C) { return (C & 0xc0) != 0x80; }

std::string shortened(std::string_view Text, size_t Max) {
  std::vector<size_t> Begins;
  for (size_t I = 0; I != Text.size(); ++I)
    if (startsCharacter(Text[I]))
      Begins.push_back(I);
  if (Begins.size() <= Max)
    return std::string(Text);
  size_t Head = (Max - 3) / 2, Tail = Max - Head - 3;
  return std::string(Text.substr(0, Begins[Head])) + "..." +
         std::string(Text.substr(Begins[Begins.size() - Tail]));
}

static std::string font(std::string_view Text, std::string_view Color, int Size,
                        bool Bold = false) {
  std::string Inner = escapeHtml(Text);
  if (Bold)
    Inner = "<B>" + Inner + "</B>";
  return "<FONT COLOR=\"" + std::string(Color) + "\" POINT-SIZE=\"" +
         std::to_string(Size) + "\">" + Inner + "</FONT>";
}

static std::string fullRow(size_t Columns, std::string_view Fill,
                           const std::string &Content) {
  return "<TR><TD COLSPAN=\"" + std::to_string(Columns) + "\" BGCOLOR=\"" +
         std::string(Fill) + "\">" + Content + "</TD></TR>";
}

/// The edge of a port leaves at the right border, beside its text.
static std::string portRow(const ViewPort &Port) {
  return "<TR><TD BORDER=\"1\" SIDES=\"T\" COLOR=\"#d5dde5\" "
         "ALIGN=\"LEFT\">" +
         font(Port.Name, "#5b6f83", 9) + "</TD><TD PORT=\"" + Port.Name +
         "\" BORDER=\"1\" SIDES=\"T\" COLOR=\"#d5dde5\" "
         "ALIGN=\"LEFT\">" +
         font(shortened(Port.Text, MaxText), "#22303c", 10) + "</TD></TR>";
}

std::string nodeLabel(const ViewNode &N) {
  const NodeStyle &Style = nodeStyle(N.Kind);
  size_t Columns = N.Ports.empty() ? 1 : 2;
  std::string Title = shortened(N.Title, MaxText);
  if (N.Hashes)
    Title += " #";
  std::string Out =
      "<TABLE BORDER=\"" + std::string(N.Conflict ? "2" : "1") +
      "\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"4\" COLOR=\"" +
      std::string(N.Conflict ? ConflictColor : BorderColor) +
      "\" BGCOLOR=\"#ffffff\">";
  Out += fullRow(Columns, Style.Header, font(Title, Style.Title, 11, true));
  if (!N.Detail.empty())
    Out += fullRow(Columns, "#ffffff",
                   font(shortened(N.Detail, MaxText), "#22303c", 10));
  for (const ViewPort &Port : N.Ports)
    Out += portRow(Port);
  if (!N.Position.empty())
    Out += fullRow(Columns, N.Ports.empty() ? "#ffffff" : "#f7f9fb",
                   font(N.Position, "#5b6f83", 8));
  return Out + "</TABLE>";
}

/// A sample, its meaning, and the gap to the next entry.
static std::string legendCell(std::string_view Fill, std::string_view Color,
                              std::string_view Word, std::string_view Meaning) {
  return "<TD BGCOLOR=\"" + std::string(Fill) + "\">" +
         font(Word, Color, 9, true) + "</TD><TD ALIGN=\"LEFT\">" +
         font(Meaning, "#22303c", 9) + "</TD><TD WIDTH=\"12\"></TD>";
}

/// ASCII: Graphviz measures bytes, not characters.
static std::string_view lineSample(const EdgeStyle &S) {
  if (S.Arrow == "none")
    return "=====";
  if (S.Line == "dashed")
    return "- - >";
  return S.Line == "dotted" ? "....>" : "---->";
}

std::string legendLabel(const View &V) {
  std::set<std::string_view> NodeKinds, EdgeKinds;
  bool Hashes = false, Conflict = false;
  for (const ViewNode &N : V.Nodes) {
    NodeKinds.insert(N.Kind);
    Hashes |= N.Hashes;
    Conflict |= N.Conflict;
  }
  for (const ViewEdge &E : V.Edges)
    EdgeKinds.insert(E.Kind);

  std::vector<std::string> Cells;
  for (const NodeStyle &S : nodeStyles())
    if (NodeKinds.contains(S.Kind) && !S.Legend.empty())
      Cells.push_back(legendCell(S.Header, S.Title, S.Kind, S.Legend));
  for (const EdgeStyle &S : edgeStyles())
    if (EdgeKinds.contains(S.Kind))
      Cells.push_back(legendCell("#ffffff", S.Color, lineSample(S), S.Legend));
  if (Hashes)
    Cells.push_back(
        legendCell("#ffffff", "#22303c", "#", "computes a hash of the key"));
  if (Conflict)
    Cells.push_back(
        legendCell("#ffffff", ConflictColor, "red frame", "in a finding"));

  static constexpr size_t PerRow = 4;
  std::string Out = "<TABLE BORDER=\"0\" CELLSPACING=\"3\" CELLPADDING=\"2\">"
                    "<TR><TD COLSPAN=\"12\" ALIGN=\"LEFT\">" +
                    font(V.Title, "#22303c", 13, true) + "</TD></TR>";
  for (size_t I = 0; I < Cells.size(); I += PerRow) {
    Out += "<TR>";
    for (size_t K = I; K != std::min(I + PerRow, Cells.size()); ++K)
      Out += Cells[K];
    Out += "</TR>";
  }
  return Out + "</TABLE>";
}

} // namespace mapgraph
