//===- Background.cpp - What a constructor leaves running -----------------===//

#include "graph/solve/Background.h"

#include "graph/solve/Renaming.h"

namespace mapgraph::solver {

std::vector<Item> background(Tables &T, const Summary &Of, PathId Object) {
  Renaming AsReceiver(T, Object, T.Paths.param(0), true);
  AsReceiver.addParts(Of.Stores);
  std::vector<Item> Out;
  for (const Item &I : Of.Items)
    if (T.isThread(I))
      if (Item New = AsReceiver.item(I); New.Object != I.Object)
        Out.push_back(New);
  return Out;
}

} // namespace mapgraph::solver
