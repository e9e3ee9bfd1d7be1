//===- Selectors.cpp - Naming a function, map, op or thread ---------------===//

#include "graph/query/Selectors.h"

#include <algorithm>
#include <charconv>

namespace mapgraph {

static bool parseNumber(std::string_view Text, uint32_t &Out) {
  const char *End = Text.data() + Text.size();
  std::from_chars_result R = std::from_chars(Text.data(), End, Out);
  return R.ec == std::errc() && R.ptr == End && !Text.empty();
}

/// "file.go:23:4" → place; the line and the column may be missing.
static Place parsePlace(std::string_view Text) {
  uint32_t Numbers[2] = {0, 0};
  int Count = 0;
  while (Count != 2) {
    size_t Colon = Text.rfind(':');
    uint32_t Number;
    if (Colon == Text.npos || !parseNumber(Text.substr(Colon + 1), Number))
      break;
    Numbers[Count++] = Number;
    Text = Text.substr(0, Colon);
  }
  if (Count == 2)
    return {std::string(Text), Numbers[1], Numbers[0]};
  return {std::string(Text), Numbers[0], 0};
}

tl::expected<Selector, std::string> parseSelector(std::string_view Text) {
  using K = Selector::Kind;
  auto Fail = [&](std::string_view Why) {
    return tl::make_unexpected("selector '" + std::string(Text) +
                               "': " + std::string(Why));
  };
  static constexpr std::pair<std::string_view, K> Prefixes[] = {
      {"func:", K::Function}, {"map:", K::Map}, {"thread:", K::Thread}};
  for (auto [Prefix, Kind] : Prefixes)
    if (Text.starts_with(Prefix)) {
      if (Text.size() == Prefix.size())
        return Fail("a name must follow the colon");
      return Selector{Kind, std::string(Text.substr(Prefix.size())), {}};
    }
  if (Text.starts_with("op:")) {
    std::string_view Rest = Text.substr(3);
    size_t At = Rest.find('@');
    if (At == Rest.npos || At + 1 == Rest.size())
      return Fail("expected op:KIND@FILE:LINE");
    return Selector{K::Op, std::string(Rest.substr(0, At)),
                    parsePlace(Rest.substr(At + 1))};
  }
  if (Text.empty())
    return Fail("it is empty");
  Place At = parsePlace(Text);
  if (At.Line != 0)
    return Selector{K::Place, "", At};
  return Selector{K::Any, std::string(Text), {}};
}

/// 2 equal, 1 a suffix that begins at a name, 0 different.
static int matchName(std::string_view Name, std::string_view Want) {
  if (Name == Want)
    return 2;
  if (Want.empty() || !Name.ends_with(Want))
    return 0;
  char Before = Name[Name.size() - Want.size() - 1];
  return std::string_view("/.:*( ").find(Before) != std::string_view::npos;
}

/// "(*T).M" and "T.M" are one name to the user.
static std::string withoutReceiverMarks(std::string_view Name) {
  std::string Out;
  for (size_t I = 0; I != Name.size(); ++I) {
    char C = Name[I];
    if (C == '(' || C == ')' || C == '*')
      continue;
    Out += C;
  }
  return Out;
}

static int matchFunction(std::string_view Name, std::string_view Want) {
  if (int Level = matchName(Name, Want))
    return Level;
  if (Want.find('(') != Want.npos)
    return 0;
  return matchName(withoutReceiverMarks(Name), Want);
}

/// 2 the very file, 1 a file of that name in another folder, 0 another place.
static int matchPlace(const Place &Have, const Place &Want) {
  if (Want.Line != 0 && Have.Line != Want.Line)
    return 0;
  if (Want.Column != 0 && Have.Column != Want.Column)
    return 0;
  if (Have.File == Want.File)
    return 2;
  bool IsSuffix = Have.File.ends_with(Want.File) && !Want.File.empty() &&
                  Have.File[Have.File.size() - Want.File.size() - 1] == '/';
  return IsSuffix ? 1 : 0;
}

namespace {
/// Collects the matches; better levels push out worse ones.
struct Matches {
  std::vector<Target> Out;
  int Best = 1;

  void add(int Level, Target::Kind What, size_t Row, std::string Name) {
    if (Level < Best)
      return;
    if (Level > Best)
      Out.clear();
    Best = Level;
    Out.push_back({What, static_cast<uint32_t>(Row), std::move(Name)});
  }
};
} // namespace

static void matchFunctions(std::string_view Want, const Facts &P, Matches &M) {
  const Graph &G = P.graph();
  for (size_t I = 0; I != G.Functions.size(); ++I) {
    std::string Name = P.names().function(FunctionId(I));
    int Level = std::max({matchFunction(Name, Want),
                          std::min(matchFunction(shortenPaths(Name), Want), 1),
                          matchName(G.str(G.Functions[I].Name), Want)});
    if (Level != 0)
      M.add(Level, Target::Kind::Function, I, "func:" + Name);
  }
}

static void matchMaps(std::string_view Want, const Facts &P, Matches &M) {
  const std::vector<MapObject> &Objects = P.solution().Objects;
  for (size_t I = 0; I != Objects.size(); ++I) {
    std::string Short = P.object(static_cast<uint32_t>(I));
    const std::string &Full = Objects[I].Name;
    int Level = std::max(matchName(Full, Want), matchName(Short, Want));
    // The package may stand before a type that the solver named without it.
    if (Level == 0 && Short.find('.') != Short.npos &&
        Want.ends_with("." + Short))
      Level = 1;
    if (Level != 0)
      M.add(Level, Target::Kind::Map, I,
            "map:" + (Full.empty() ? Short : Full));
  }
}

static void matchThreads(std::string_view Want, const Facts &P, Matches &M) {
  const std::vector<Thread> &Threads = P.solution().Threads;
  for (size_t I = 0; I != Threads.size(); ++I) {
    std::string Name = P.names().thread(Threads[I]);
    if (int Level =
            std::max(matchName(Name, Want), matchName(Threads[I].Name, Want)))
      M.add(Level, Target::Kind::Thread, I, "thread:" + Name);
  }
}

static void matchOps(const Selector &Sel, const Facts &P, Matches &M) {
  const Graph &G = P.graph();
  bool ByPlace = Sel.What == Selector::Kind::Place;
  for (size_t I = 0; I != G.Nodes.size(); ++I) {
    NodeKind K = G.Nodes[I].kind();
    if (K != NodeKind::MapOp && K != NodeKind::SyncOp &&
        !(K == NodeKind::Access && !Sel.Text.empty()))
      continue;
    NodeId N(I);
    std::string_view Op = P.names().op(N);
    if (!Sel.Text.empty() && Op != Sel.Text && P.names().opWord(N) != Sel.Text)
      continue;
    Place At = P.names().place(N);
    int File = matchPlace(At, Sel.At);
    if (File == 0)
      continue;
    // On a line, map operations are meant before locks and calls.
    int Kind = !ByPlace || K == NodeKind::MapOp ? 2 : 1;
    M.add(2 * File + Kind, Target::Kind::Op, I,
          "op:" + std::string(Op) + "@" + text(At));
  }
}

std::vector<Target> resolve(const Selector &Sel, const Facts &P) {
  using K = Selector::Kind;
  Matches M;
  bool Any = Sel.What == K::Any;
  if (Any || Sel.What == K::Map)
    matchMaps(Sel.Text, P, M);
  if (Any || Sel.What == K::Function)
    matchFunctions(Sel.Text, P, M);
  if (Any || Sel.What == K::Thread)
    matchThreads(Sel.Text, P, M);
  if (Sel.What == K::Op || Sel.What == K::Place)
    matchOps(Sel, P, M);
  return M.Out;
}

tl::expected<std::vector<Target>, std::string> select(std::string_view Text,
                                                      const Facts &P) {
  tl::expected<Selector, std::string> Sel = parseSelector(Text);
  if (!Sel)
    return tl::make_unexpected(Sel.error());
  std::vector<Target> All = resolve(*Sel, P);
  if (All.empty())
    return tl::make_unexpected("nothing matches '" + std::string(Text) + "'");
  std::vector<std::string> Choices;
  for (const Target &T : All) {
    std::string Choice = Sel->What == Selector::Kind::Place
                             ? P.names().place(T.op()).File
                             : T.Name;
    if (std::ranges::find(Choices, Choice) == Choices.end())
      Choices.push_back(Choice);
  }
  if (Choices.size() == 1)
    return All;
  std::string Message = "'" + std::string(Text) + "' matches " +
                        std::to_string(Choices.size()) + ":";
  static constexpr size_t MaxShown = 20;
  for (size_t I = 0; I != std::min(Choices.size(), MaxShown); ++I)
    Message += "\n  " + Choices[I];
  if (Choices.size() > MaxShown)
    Message += "\n  … " + std::to_string(Choices.size() - MaxShown) + " more";
  return tl::make_unexpected(Message);
}

} // namespace mapgraph
