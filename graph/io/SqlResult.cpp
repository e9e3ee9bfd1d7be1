//===- SqlResult.cpp - Text and JSON of a query's result ------------------===//

#include "graph/io/Sqlite.h"

#include "graph/query/JsonPlace.h"

#include <algorithm>
#include <cstdio>
#include <ostream>

namespace mapgraph {

static std::string cellText(const SqlValue &V) {
  if (const int64_t *I = std::get_if<int64_t>(&V))
    return std::to_string(*I);
  if (const double *D = std::get_if<double>(&V)) {
    char Text[32];
    std::snprintf(Text, sizeof(Text), "%.15g", *D);
    return Text;
  }
  if (const std::string *S = std::get_if<std::string>(&V)) {
    std::string Line = *S; // a row is a line
    std::ranges::replace(Line, '\n', ' ');
    return Line;
  }
  return "";
}

static size_t width(std::string_view Text) {
  return static_cast<size_t>(
      std::ranges::count_if(Text, [](char C) { return (C & 0xc0) != 0x80; }));
}

static void writeLine(const std::vector<std::string> &Cells,
                      const std::vector<size_t> &Widths, std::ostream &OS) {
  std::string Line;
  for (size_t I = 0; I != Cells.size(); ++I)
    Line += Cells[I] + std::string(Widths[I] - width(Cells[I]) + 2, ' ');
  Line.erase(Line.find_last_not_of(' ') + 1);
  OS << Line << '\n';
}

void writeText(const SqlResult &R, std::ostream &OS) {
  std::vector<size_t> Widths;
  for (const std::string &Name : R.Columns)
    Widths.push_back(width(Name));
  std::vector<std::vector<std::string>> Lines;
  for (const std::vector<SqlValue> &Row : R.Rows) {
    std::vector<std::string> Cells;
    for (size_t I = 0; I != Row.size(); ++I) {
      Cells.push_back(cellText(Row[I]));
      Widths[I] = std::max(Widths[I], width(Cells.back()));
    }
    Lines.push_back(std::move(Cells));
  }
  writeLine(R.Columns, Widths, OS);
  std::vector<std::string> Rules;
  for (size_t W : Widths)
    Rules.push_back(std::string(W, '-'));
  writeLine(Rules, Widths, OS);
  for (const std::vector<std::string> &Cells : Lines)
    writeLine(Cells, Widths, OS);
}

static Json cellJson(const SqlValue &V) {
  if (const int64_t *I = std::get_if<int64_t>(&V))
    return *I;
  if (const double *D = std::get_if<double>(&V))
    return *D;
  if (const std::string *S = std::get_if<std::string>(&V))
    return *S;
  return nullptr;
}

void writeJson(const SqlResult &R, std::ostream &OS) {
  Json Out = Json::array();
  for (const std::vector<SqlValue> &Row : R.Rows) {
    Json One = Json::object();
    for (size_t I = 0; I != Row.size(); ++I)
      One[R.Columns[I]] = cellJson(Row[I]);
    Out.push_back(std::move(One));
  }
  writeJsonLine(Out, OS);
}

} // namespace mapgraph
