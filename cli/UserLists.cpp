//===- UserLists.cpp - Findings that the user does not want to see --------===//

#include "cli/UserLists.h"

#include "cli/Files.h"
#include "cli/Ignores.h"

#include <algorithm>

namespace mapgraph {

static Result<Baseline> readBaseline(const std::string &File) {
  Result<std::string> Text = readText(File);
  if (!Text)
    return tl::make_unexpected(Text.error());
  tl::expected<Baseline, std::string> B = Baseline::read(*Text);
  if (!B)
    return badInput(File + ":" + B.error());
  return std::move(*B);
}

Result<UserLists> UserLists::load(const ListOptions &Options, const Settings &S,
                                  const std::string &ModuleFolder) {
  UserLists Out;
  for (const std::string &Pattern : S.Exclude)
    Out.Exclude.emplace_back(Pattern);
  Out.RulesOff = S.RulesOff;
  // Who writes a baseline begins anew: what is in the old one is known no more.
  if (!Options.Baseline.empty() && Options.WriteBaseline.empty()) {
    Result<Baseline> B = readBaseline(Options.Baseline);
    if (!B)
      return tl::make_unexpected(B.error());
    Out.Known = std::move(*B);
  }
  if (!Options.NewFrom.empty()) {
    Result<ChangedLines> C = ChangedLines::since(
        Options.NewFrom, ModuleFolder.empty() ? "." : ModuleFolder);
    if (!C)
      return tl::make_unexpected(C.error());
    Out.Changed = std::move(*C);
  }
  return Out;
}

bool UserLists::isExcluded(const std::string &File) const {
  return std::ranges::any_of(
      Exclude, [&](const PathPattern &X) { return X.matches(File); });
}

bool UserLists::isNew(const std::vector<SourceLine> &Lines) const {
  return std::ranges::any_of(Lines, [&](const SourceLine &L) {
    return Changed->contains(L.File, L.Line);
  });
}

/// A screen for the findings that Hides picks, asked once for each of them.
template <typename HidesFn>
static FindingScreen screen(std::string Key, std::string Word, const Facts &P,
                            const std::vector<FoldedFinding> &All,
                            HidesFn Hides) {
  std::set<uint32_t> Rows;
  for (const FoldedFinding &F : All)
    if (Hides(F, P.solution().Findings[F.Row]))
      Rows.insert(F.Row);
  return {std::move(Key), std::move(Word),
          [Rows = std::move(Rows)](const FoldedFinding &F) {
            return Rows.contains(F.Row);
          }};
}

void UserLists::addChoices(const Facts &P,
                           const std::vector<FoldedFinding> &All,
                           bool Variables, FindingFilter &To) const {
  Ignores Comments(P, Variables);
  To.Screens.push_back(
      screen("excluded", "excluded", P, All,
             [&](const FoldedFinding &, const Finding &F) {
               return std::ranges::any_of(F.Sides, [&](const Side &S) {
                 return S.Op && isExcluded(P.names().place(S.Op).File);
               });
             }));
  To.Screens.push_back(screen("rule_off", "of rules that are off", P, All,
                              [&](const FoldedFinding &, const Finding &F) {
                                return RulesOff.contains(F.Rule);
                              }));
  To.Screens.push_back(screen("ignored", "ignored", P, All,
                              [&](const FoldedFinding &F, const Finding &) {
                                return Comments.hides(F);
                              }));
  To.Notes.Ignores = Comments.idle();
}

void UserLists::addHistory(const Facts &P,
                           const std::vector<FoldedFinding> &All,
                           FindingFilter &To) const {
  MainModule Ours(P.graph());
  To.Screens.push_back(screen("baseline", "in the baseline", P, All,
                              [&](const FoldedFinding &F, const Finding &) {
                                return Known && Known->knows(F.Fingerprint);
                              }));
  To.Screens.push_back(screen("unchanged", "on unchanged lines", P, All,
                              [&](const FoldedFinding &, const Finding &F) {
                                return Changed &&
                                       !isNew(changeLines(P, Ours, F));
                              }));
  std::vector<std::string> Fingerprints;
  for (const FoldedFinding &F : All)
    Fingerprints.push_back(F.Fingerprint);
  if (Known)
    To.Notes.FixedInBaseline = Known->fixed(Fingerprints);
}

void UserLists::addChoices(const std::vector<FindingRecord> &All,
                           BatchFilter &To,
                           std::vector<IdleIgnore> &Faulty) const {
  auto Comments = std::make_shared<IgnoreTable>();
  for (const FindingRecord &F : All)
    for (const SourceLine &L : F.CommentLines)
      Comments->read(L.File);
  Faulty = Comments->faulty();
  To.Screens.push_back({"excluded", "excluded", [this](const FindingRecord &F) {
                          return std::ranges::any_of(
                              F.Sides, [&](const SideRecord &S) {
                                return isExcluded(S.Site.At.File);
                              });
                        }});
  To.Screens.push_back(
      {"rule_off", "of rules that are off",
       [this](const FindingRecord &F) { return RulesOff.contains(F.Rule); }});
  To.Screens.push_back(
      {"ignored", "ignored", [Comments](const FindingRecord &F) {
         return Comments->covers(F.CommentLines, F.Rule);
       }});
}

void UserLists::addHistory(const std::vector<FindingRecord> &All,
                           BatchFilter &To) const {
  To.Screens.push_back(
      {"baseline", "in the baseline", [this](const FindingRecord &F) {
         return Known && Known->knows(F.Fingerprint);
       }});
  To.Screens.push_back(
      {"unchanged", "on unchanged lines", [this](const FindingRecord &F) {
         return Changed && !isNew(F.ChangeLines);
       }});
  std::vector<std::string> Fingerprints;
  for (const FindingRecord &F : All)
    Fingerprints.push_back(F.Fingerprint);
  if (Known)
    To.FixedInBaseline = Known->fixed(Fingerprints);
}

} // namespace mapgraph
