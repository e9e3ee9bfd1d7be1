//===- LocTable.cpp - Locations, each stored once -------------------------===//

#include "graph/link/LocTable.h"

namespace mapgraph {

static bool equal(const Loc &A, const Loc &B) {
  return A.File == B.File && A.Line == B.Line && A.Column == B.Column &&
         A.Parent == B.Parent;
}

static uint64_t hash(const Loc &L) {
  constexpr uint64_t Odd = 0x9e3779b97f4a7c15;
  uint64_t H = 0;
  for (uint32_t Part : {L.File.Value, L.Line, L.Column, L.Parent.Value})
    H = (H ^ Part) * Odd ^ H >> 29;
  return H ^ H >> 32;
}

LocId &LocTable::slot(const Loc &L) {
  size_t Mask = Slots.size() - 1;
  for (size_t I = hash(L) & Mask;; I = (I + 1) & Mask)
    if (!Slots[I] || equal(Rows[Slots[I].Value], L))
      return Slots[I];
}

void LocTable::grow() {
  Slots.assign(Slots.size() * 2, LocId());
  for (size_t I = 0; I != Rows.size(); ++I)
    slot(Rows[I]) = LocId(I);
}

LocId LocTable::add(const Loc &L) {
  LocId *S = &slot(L);
  if (*S)
    return *S;
  if (Rows.size() * 2 >= Slots.size()) {
    grow();
    S = &slot(L);
  }
  *S = LocId(Rows.size());
  Rows.push_back(L);
  return *S;
}

} // namespace mapgraph
