//===- NinjaFile.cpp - Writing files for Ninja ----------------------------===//

#include "cli/NinjaFile.h"

#include <algorithm>
#include <cctype>

namespace mapgraph {

std::string shellWord(std::string_view Word) {
  auto IsPlain = [](unsigned char C) {
    return std::isalnum(C) ||
           std::string_view("/._-=,+:@%").find(C) != std::string_view::npos;
  };
  if (!Word.empty() && std::ranges::all_of(Word, IsPlain))
    return std::string(Word);
  std::string Out = "'";
  for (char C : Word) {
    if (C == '\'')
      Out += "'\\''";
    else
      Out += C;
  }
  return Out + '\'';
}

std::string shellCommand(const std::vector<std::string> &Words) {
  std::string Out;
  for (const std::string &Word : Words)
    Out += (Out.empty() ? "" : " ") + shellWord(Word);
  return Out;
}

std::string ninjaValue(std::string_view Text) {
  std::string Out;
  for (char C : Text) {
    if (C == '$')
      Out += '$';
    Out += C == '\n' ? ' ' : C;
  }
  return Out;
}

std::string ninjaPath(std::string_view Path) {
  std::string Out;
  for (char C : Path) {
    if (C == '$' || C == ' ' || C == ':')
      Out += '$';
    Out += C;
  }
  return Out;
}

static std::string rule(const char *Name, bool NamedByContent, bool Alone) {
  std::string Out = std::string("rule ") + Name +
                    "\n  command = $run\n  description = $text\n";
  if (NamedByContent)
    Out += "  generator = 1\n";
  if (Alone)
    Out += "  pool = alone\n";
  return Out + '\n';
}

static const char *ruleOf(const NinjaStep &S) {
  if (!S.NamedByContent)
    return "step";
  return S.Alone ? "kept_alone" : "kept";
}

std::string ninjaFile(const std::string &Folder,
                      const std::vector<NinjaStep> &Steps) {
  std::string Out =
      "ninja_required_version = 1.8\nbuilddir = " + ninjaValue(Folder) +
      "\n\npool alone\n  depth = 1\n\n";
  Out += rule("step", false, false) + rule("kept", true, false) +
         rule("kept_alone", true, true);
  for (const NinjaStep &S : Steps) {
    Out += "build " + ninjaPath(S.Output) + ": " + ruleOf(S);
    for (const std::string &Input : S.Inputs)
      Out += ' ' + ninjaPath(Input);
    Out += "\n  run = exec " + ninjaValue(shellCommand(S.Command)) +
           "\n  text = " + ninjaValue(S.Description) + "\n";
  }
  return Out;
}

} // namespace mapgraph
