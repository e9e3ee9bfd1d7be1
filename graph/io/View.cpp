//===- View.cpp - A picture's worth of a solved graph ---------------------===//

#include "graph/io/View.h"

#include "graph/io/ViewBuilder.h"

namespace mapgraph {

std::optional<ViewKind> parseViewKind(std::string_view Text) {
  if (Text == "ops")
    return ViewKind::Ops;
  if (Text == "threads")
    return ViewKind::Threads;
  if (Text == "calls")
    return ViewKind::Calls;
  if (Text == "conflicts")
    return ViewKind::Conflicts;
  return std::nullopt;
}

std::optional<Collapse> parseCollapse(std::string_view Text) {
  if (Text.empty() || Text == "none")
    return Collapse::None;
  if (Text == "package")
    return Collapse::Package;
  if (Text == "function")
    return Collapse::Function;
  if (Text == "type")
    return Collapse::Type;
  return std::nullopt;
}

static View build(const Facts &P, ViewKind Kind) {
  switch (Kind) {
  case ViewKind::Threads:
    return buildThreadsView(P);
  case ViewKind::Calls:
    return buildCallsView(P);
  case ViewKind::Conflicts:
    return buildConflictsView(P);
  case ViewKind::Ops:
    break;
  }
  return buildOpsView(P);
}

tl::expected<View, std::string> buildView(const Facts &P,
                                          const ViewOptions &Options) {
  View V = build(P, Options.Kind);
  // The focus names single rows, so it is found before they are merged.
  if (!Options.Focus.empty()) {
    tl::expected<View, std::string> Near =
        focus(V, P, Options.Focus, Options.Depth);
    if (!Near)
      return Near;
    V = std::move(*Near);
    V.Title += " around " + Options.Focus.front().Name;
  }
  if (Options.Into != Collapse::None)
    V = collapse(V, P, Options.Into);
  return cap(V, Options.MaxNodes);
}

} // namespace mapgraph
