//===- Rates.cpp - Recorded numbers of errors and false alarms ------------===//

#include "graph/oracle/Rates.h"

#include <iomanip>
#include <istream>
#include <ostream>
#include <sstream>

namespace mapgraph::oracle {

namespace {
struct Column {
  std::string_view Name;
  uint64_t Counts::*Member;
  bool IsError; ///< may only shrink; the others say which programs there are
};
} // namespace

static constexpr Column Columns[] = {
    {"programs", &Counts::Programs, false},
    {"overlap", &Counts::Overlap, false},
    {"missed", &Counts::Missed, true},
    {"missed-bad", &Counts::MissedBad, true},
    {"unsure", &Counts::Unsure, true},
    {"apart", &Counts::Apart, false},
    {"false", &Counts::False, true},
    {"possible", &Counts::Possible, true},
};

static std::map<std::string, Counts> rows(const Comparison &C) {
  std::map<std::string, Counts> Out;
  for (unsigned I = 0; I != NumPrimitives; ++I)
    if (const Counts &N = C.counts(static_cast<Primitive>(I)); N.Programs)
      Out[std::string(text(static_cast<Primitive>(I)))] = N;
  Out["all"] = C.total();
  return Out;
}

void Rates::set(const std::string &Selection, const Comparison &C) {
  std::erase_if(Rows,
                [&](const auto &Row) { return Row.first.first == Selection; });
  for (const auto &[Primitive, N] : rows(C))
    Rows[{Selection, Primitive}] = N;
}

std::vector<std::string> Rates::worse(const std::string &Selection,
                                      const Comparison &Now) const {
  std::vector<std::string> Out;
  for (const auto &[Primitive, N] : rows(Now)) {
    auto It = Rows.find({Selection, Primitive});
    const Counts Old = It == Rows.end() ? Counts() : It->second;
    for (const Column &C : Columns) {
      uint64_t Was = Old.*C.Member, Is = N.*C.Member;
      if (C.IsError ? Is > Was : Is != Was)
        Out.push_back(Selection + ", " + Primitive + ": " +
                      std::string(C.Name) + " was " + std::to_string(Was) +
                      ", is " + std::to_string(Is));
    }
  }
  return Out;
}

bool Rates::better(const std::string &Selection, const Comparison &Now) const {
  bool Any = false;
  for (const auto &[Primitive, N] : rows(Now))
    if (auto It = Rows.find({Selection, Primitive}); It != Rows.end())
      for (const Column &C : Columns)
        Any |= C.IsError && N.*C.Member < It->second.*C.Member;
  return Any && worse(Selection, Now).empty();
}

bool Rates::read(std::istream &In) {
  for (std::string Line; std::getline(In, Line);) {
    if (Line.empty() || Line.front() == '#')
      continue;
    std::istringstream Fields(Line);
    std::string Selection, Primitive, More;
    Fields >> Selection >> Primitive;
    Counts &N = Rows[{Selection, Primitive}];
    for (const Column &C : Columns)
      Fields >> N.*C.Member;
    if (!Fields || Fields >> More)
      return false;
  }
  return true;
}

void Rates::write(std::ostream &Out) const {
  Out << std::left << std::setw(15) << "# set" << std::setw(11) << "primitive"
      << std::right;
  for (const Column &C : Columns)
    Out << std::setw(11) << C.Name;
  Out << "\n";
  for (const auto &[Key, N] : Rows) {
    Out << std::left << std::setw(15) << Key.first << std::setw(11)
        << Key.second << std::right;
    for (const Column &C : Columns)
      Out << std::setw(11) << N.*C.Member;
    Out << "\n";
  }
}

} // namespace mapgraph::oracle
