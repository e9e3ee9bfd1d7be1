//===- Compare.cpp - Verdicts of the solver against the truth -------------===//

#include "graph/oracle/Compare.h"

#include "graph/solve/Solve.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace mapgraph::oracle {

// More programs in one graph make solving no faster.
static constexpr size_t BatchSize = 16;

static constexpr std::string_view PrimitiveTexts[] = {
    "none",  "mutex",      "rwmutex", "unbuffered", "buffered",
    "close", "wait-group", "once",    "join"};
static_assert(std::size(PrimitiveTexts) == NumPrimitives);

std::string_view text(Primitive P) {
  return PrimitiveTexts[static_cast<size_t>(P)];
}

std::vector<Primitive> primitives(const Program &P) {
  std::set<Primitive> Out;
  for (unsigned T = 0; T != P.NumThreads; ++T)
    for (const Event &E : P.Threads[T])
      switch (E.What) {
      case Op::Lock:
      case Op::Unlock:
        Out.insert(Primitive::Mutex);
        break;
      case Op::RLock:
      case Op::RUnlock:
        Out.insert(Primitive::RWMutex);
        break;
      case Op::Close:
        Out.insert(Primitive::Close);
        break;
      case Op::Send:
      case Op::Recv:
      case Op::Range:
        Out.insert(P.Capacity[E.On] ? Primitive::Buffered
                                    : Primitive::Unbuffered);
        break;
      case Op::Add:
      case Op::Done:
      case Op::Wait:
        Out.insert(Primitive::WaitGroup);
        break;
      case Op::OnceRead:
      case Op::OnceWrite:
        Out.insert(Primitive::Once);
        break;
      case Op::Join:
        Out.insert(Primitive::Join);
        break;
      case Op::Read:
      case Op::Write:
      case Op::Go:
        break;
      }
  if (Out.empty())
    Out.insert(Primitive::None);
  return {Out.begin(), Out.end()};
}

Counts &Counts::operator+=(const Counts &O) {
  Programs += O.Programs;
  Overlap += O.Overlap;
  Unsure += O.Unsure;
  Missed += O.Missed;
  MissedBad += O.MissedBad;
  Apart += O.Apart;
  False += O.False;
  Possible += O.Possible;
  return *this;
}

std::string text(const PairOfPlaces &P) {
  auto Name = [](Place X) {
    return std::to_string(X.Thread) + "." + std::to_string(X.Index);
  };
  return Name(P.A) + " and " + Name(P.B);
}

std::string text(const Wrong &W) {
  return text(W.What) + "  # " + text(W.Pair) + ", " +
         std::string(text(W.How)) + (W.EndsBadly ? ", can end badly" : "");
}

std::vector<PairOfPlaces> pairs(const Program &P) {
  std::vector<Place> Accesses;
  for (uint8_t T = 0; T != P.NumThreads; ++T)
    for (uint8_t I = 0; I != P.Threads[T].size(); ++I)
      if (isAccess(P.Threads[T][I].What))
        Accesses.push_back({T, I});
  std::vector<PairOfPlaces> Out;
  for (size_t I = 0; I != Accesses.size(); ++I)
    for (size_t J = I; J != Accesses.size(); ++J)
      Out.push_back({Accesses[I], Accesses[J]});
  return Out;
}

std::vector<PairOfPlaces> overlaps(const Program &P, const Truth &T) {
  std::vector<PairOfPlaces> Out = pairs(P);
  std::erase_if(Out,
                [&](const PairOfPlaces &X) { return !T.overlap(X.A, X.B); });
  return Out;
}

void Comparison::add(const Program &P, const Truth &T, Shape S) {
  auto &Batch = Waiting[static_cast<size_t>(S)];
  Batch.push_back({P, T});
  if (Batch.size() == BatchSize)
    solve(S);
}

Comparison &Comparison::operator+=(const Comparison &O) {
  All += O.All;
  for (unsigned I = 0; I != NumPrimitives; ++I)
    By[I] += O.By[I];
  Missed.insert(Missed.end(), O.Missed.begin(), O.Missed.end());
  False.insert(False.end(), O.False.begin(), O.False.end());
  return *this;
}

void Comparison::sort() {
  auto Key = [](const Wrong &W) {
    unsigned Size = 0;
    for (unsigned T = 0; T != W.What.NumThreads; ++T)
      Size += W.What.Threads[T].size();
    return std::tuple(Size, W.What.NumThreads, text(W));
  };
  for (std::vector<Wrong> *List : {&Missed, &False})
    std::ranges::sort(*List, {}, Key);
}

void Comparison::finish() {
  for (unsigned S = 0; S != NumShapes; ++S)
    solve(static_cast<Shape>(S));
}

void Comparison::solve(Shape S) {
  auto &Batch = Waiting[static_cast<size_t>(S)];
  Translation T(S);
  for (const Case &C : Batch)
    T.add(C.What);
  Graph G = T.build();
  Verdicts Found;
  for (const Finding &F : mapgraph::solve(G, {}).Findings) {
    auto [A, B] = std::minmax({F.Sides[0].Op, F.Sides[1].Op});
    Found[{A, B}] = F.Result;
  }
  for (size_t I = 0; I != Batch.size(); ++I)
    judge(T, I, Batch[I], S, Found);
  Batch.clear();
}

// Threads that share a function share its ops: a pair of ops overlaps when any
// of the pairs of events behind it does.
void Comparison::judge(const Translation &T, size_t Row, const Case &C, Shape S,
                       const Verdicts &Found) {
  struct Judged {
    Wrong As;
    bool Overlap = false;
  };
  std::map<Pair, Judged> Pairs;
  bool Bad = C.Real.deadlocks() || C.Real.panics();
  auto Writes = [&](Place P) {
    return writes(C.What.Threads[P.Thread][P.Index].What);
  };
  for (const PairOfPlaces &P : pairs(C.What)) {
    auto [X, Y] = std::minmax({T.op(Row, P.A), T.op(Row, P.B)});
    bool Apart = P.A.Thread == P.B.Thread || !(Writes(P.A) || Writes(P.B));
    if (Apart && !Found.contains({X, Y}))
      continue;
    auto [It, New] = Pairs.try_emplace({X, Y}, Judged{{C.What, P, S, Bad}});
    It->second.Overlap |= C.Real.overlap(P.A, P.B);
  }
  Counts Own;
  Own.Programs = 1;
  for (const auto &[Key, J] : Pairs) {
    auto It = Found.find(Key);
    bool Possible = It != Found.end() && It->second == Verdict::Possible;
    bool Shown = It != Found.end() && !Possible;
    if (J.Overlap) {
      ++Own.Overlap;
      Own.Unsure += Possible;
      if (It != Found.end())
        continue;
      ++(Bad ? Own.MissedBad : Own.Missed);
      Missed.push_back(J.As);
    } else if (!Bad) {
      ++Own.Apart;
      Own.Possible += Possible;
      Own.False += Shown;
      if (Shown && ListFalse)
        False.push_back(J.As);
    }
  }
  All += Own;
  for (Primitive P : primitives(C.What))
    By[static_cast<size_t>(P)] += Own;
}

} // namespace mapgraph::oracle
