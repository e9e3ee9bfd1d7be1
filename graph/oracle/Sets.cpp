//===- Sets.cpp - Named sets of programs, compared in parallel ------------===//

#include "graph/oracle/Sets.h"

#include "graph/oracle/Enumerate.h"
#include "graph/oracle/Random.h"

#include <thread>

namespace mapgraph::oracle {

bool isSet(std::string_view Name) {
  return Name == "locks" || Name == "names" || Name == "primitives" ||
         Name == "random";
}

std::string Selection::name() const {
  std::string Out = Set;
  if (Set == "random")
    Out += "-" + std::to_string(Seed);
  if (Every > 1)
    Out += "/" + std::to_string(Every);
  return AllShapes ? Out + "*" : Out;
}

void forEach(const Selection &S,
             const std::function<void(const Program &, uint64_t)> &Visit) {
  uint64_t Number = 0;
  Visitor Every = [&](const Program &P, unsigned) {
    uint64_t N = Number++;
    if (N % S.Every == 0)
      Visit(P, N);
  };
  if (S.Set == "locks")
    forEachLockProgram(Every);
  else if (S.Set == "names")
    forEachNameProgram(Every);
  else if (S.Set == "primitives")
    forEachPrimitiveProgram(Every);
  else
    for (uint64_t N = 0; N < S.Count; N += S.Every)
      Visit(randomProgram(S.Seed, N), N);
}

// The part of the selection that falls to one of the jobs.
static void comparePart(const Selection &S, unsigned Job, Comparison &To) {
  Interleaver Run;
  uint64_t Turn = 0;
  forEach(S, [&](const Program &P, uint64_t) {
    uint64_t N = Turn++;
    if (N % S.Jobs != Job)
      return;
    Truth T = Run.explore(P);
    if (!T.runsWhole(P))
      return;
    for (unsigned I = 0; I != NumShapes; ++I)
      if (S.AllShapes || N % NumShapes == I)
        To.add(P, T, static_cast<Shape>(I));
  });
  To.finish();
}

Comparison compare(const Selection &S, bool ListFalse) {
  std::vector<Comparison> Parts(S.Jobs, Comparison(ListFalse));
  std::vector<std::thread> Others;
  for (unsigned Job = 1; Job != S.Jobs; ++Job)
    Others.emplace_back([&, Job] { comparePart(S, Job, Parts[Job]); });
  comparePart(S, 0, Parts[0]);
  for (std::thread &T : Others)
    T.join();
  for (unsigned Job = 1; Job != S.Jobs; ++Job)
    Parts[0] += Parts[Job];
  Parts[0].sort();
  return std::move(Parts[0]);
}

} // namespace mapgraph::oracle
