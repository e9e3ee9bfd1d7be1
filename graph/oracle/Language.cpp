//===- Language.cpp - Small concurrent programs ---------------------------===//

#include "graph/oracle/Language.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace mapgraph::oracle {

namespace {
struct OpRow {
  std::string_view Text;
  oracle::Operand Operand;
};
} // namespace

static constexpr OpRow Rows[] = {
#define ORACLE_OP(Name, Text, Kind) {Text, Operand::Kind},
#include "graph/oracle/Ops.def"
};

// By operand; threads have numbers only.
static constexpr std::string_view Letters[] = {"m", "l", "c", "g", "o", ""};

std::string_view text(Op O) { return Rows[static_cast<size_t>(O)].Text; }

Operand operandOf(Op O) { return Rows[static_cast<size_t>(O)].Operand; }

bool isAccess(Op O) {
  return operandOf(O) == Operand::Map || operandOf(O) == Operand::Once;
}

bool writes(Op O) { return O == Op::Write || O == Op::OnceWrite; }

void Code::insert(unsigned At, Event E) {
  add(E);
  std::rotate(Events.begin() + At, Events.begin() + Size - 1,
              Events.begin() + Size);
}

static std::string name(Operand Kind, unsigned Number) {
  return std::string(Letters[static_cast<size_t>(Kind)]) +
         std::to_string(Number);
}

static std::string text(const Event &E) {
  std::string Out(text(E.What));
  Out += " " + name(operandOf(E.What), E.On);
  if (operandOf(E.What) == Operand::Once)
    Out += " " + name(Operand::Map, E.Map);
  return Out;
}

static std::string declarations(const Program &P) {
  std::string Out;
  auto Declare = [&](const std::string &What) {
    Out += (Out.empty() ? "" : ", ") + What;
  };
  for (unsigned I = 0; I != Program::MaxObjects; ++I) {
    if (P.Capacity[I])
      Declare("cap " + name(Operand::Channel, I) + "=" +
              std::to_string(P.Capacity[I]));
    if (P.Maps[I] != I)
      Declare(name(Operand::Map, I) + "=" + name(Operand::Map, P.Maps[I]));
    if (P.Locks[I] != I)
      Declare(name(Operand::Lock, I) + "=" + name(Operand::Lock, P.Locks[I]));
  }
  return Out.empty() ? Out : Out + ": ";
}

std::string text(const Program &P) {
  std::string Out = declarations(P);
  for (unsigned T = 0; T != P.NumThreads; ++T) {
    Out += T ? " | " : "";
    for (unsigned I = 0; I != P.Threads[T].size(); ++I)
      Out += (I ? "; " : "") + text(P.Threads[T][I]);
  }
  return Out;
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

static std::string_view trim(std::string_view S) {
  size_t First = S.find_first_not_of(' ');
  if (First == std::string_view::npos)
    return {};
  return S.substr(First, S.find_last_not_of(' ') - First + 1);
}

static std::vector<std::string_view> split(std::string_view S, char At) {
  std::vector<std::string_view> Out;
  for (size_t End; (End = S.find(At)) != std::string_view::npos;
       S.remove_prefix(End + 1))
    Out.push_back(trim(S.substr(0, End)));
  Out.push_back(trim(S));
  return Out;
}

static std::optional<uint8_t> number(std::string_view S, unsigned Bound) {
  uint8_t N = 0;
  auto [End, Error] = std::from_chars(S.data(), S.data() + S.size(), N);
  if (Error != std::errc() || End != S.data() + S.size() || N >= Bound)
    return {};
  return N;
}

static std::optional<uint8_t> variable(std::string_view S, Operand Kind) {
  std::string_view Letter = Letters[static_cast<size_t>(Kind)];
  if (!S.starts_with(Letter))
    return {};
  return number(S.substr(Letter.size()), Kind == Operand::Thread
                                             ? Program::MaxThreads
                                             : Program::MaxObjects);
}

static std::optional<Event> parseEvent(std::string_view S) {
  std::vector<std::string_view> Words = split(S, ' ');
  const OpRow *Row = std::ranges::find(Rows, Words[0], &OpRow::Text);
  if (Row == std::end(Rows))
    return {};
  bool Once = Row->Operand == Operand::Once;
  if (Words.size() != (Once ? 3 : 2))
    return {};
  std::optional<uint8_t> On = variable(Words[1], Row->Operand);
  std::optional<uint8_t> Map = Once ? variable(Words[2], Operand::Map) : 0;
  if (!On || !Map)
    return {};
  return Event{static_cast<Op>(Row - Rows), *On, *Map};
}

static bool parseDeclaration(std::string_view S, Program &P) {
  bool Capacity = S.starts_with("cap ");
  std::vector<std::string_view> Parts = split(S.substr(Capacity ? 4 : 0), '=');
  if (Parts.size() != 2)
    return false;
  if (Capacity) {
    auto Channel = variable(Parts[0], Operand::Channel);
    auto Size = number(Parts[1], Program::MaxCapacity + 1);
    if (Channel && Size)
      P.Capacity[*Channel] = *Size;
    return Channel && Size;
  }
  for (Operand Kind : {Operand::Map, Operand::Lock}) {
    auto From = variable(Parts[0], Kind), To = variable(Parts[1], Kind);
    if (From && To) {
      (Kind == Operand::Map ? P.Maps : P.Locks)[*From] = *To;
      return true;
    }
  }
  return false;
}

static bool parseCode(std::string_view S, Code &To) {
  if (S.empty())
    return true;
  for (std::string_view Part : split(S, ';')) {
    std::optional<Event> E = parseEvent(Part);
    if (!E || To.size() == Code::MaxEvents)
      return false;
    To.add(*E);
  }
  return true;
}

std::optional<Program> parse(std::string_view Text) {
  Program P;
  if (size_t Colon = Text.find(':'); Colon != std::string_view::npos) {
    for (std::string_view D : split(Text.substr(0, Colon), ','))
      if (!parseDeclaration(D, P))
        return {};
    Text.remove_prefix(Colon + 1);
  }
  std::vector<std::string_view> Threads = split(Text, '|');
  if (Threads.size() > Program::MaxThreads)
    return {};
  P.NumThreads = static_cast<uint8_t>(Threads.size());
  for (unsigned T = 0; T != P.NumThreads; ++T)
    if (!parseCode(Threads[T], P.Threads[T]))
      return {};
  return P;
}

} // namespace mapgraph::oracle
