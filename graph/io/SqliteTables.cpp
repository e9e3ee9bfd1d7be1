//===- SqliteTables.cpp - Fill the tables of a database -------------------===//

#include "graph/io/SqliteTables.h"

#include "graph/io/FindingText.h"
#include "graph/io/SqliteInsert.h"
#include "graph/io/SqliteSchema.h"

#include <map>

namespace mapgraph {

static void execute(sqlite3 *Db, const char *Sql) {
  if (sqlite3_exec(Db, Sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error(std::string("sqlite: ") + sqlite3_errmsg(Db));
}

Database openMemoryDatabase() {
  sqlite3 *Db = nullptr;
  if (sqlite3_open(":memory:", &Db) != SQLITE_OK)
    throw std::runtime_error("sqlite: cannot open a database in memory");
  Database Out(Db);
  execute(Db, sqliteSchema());
  return Out;
}

static void fillPackages(sqlite3 *Db, const Facts &P) {
  const Graph &G = P.graph();
  SqliteInsert Into(Db, "packages", 10);
  for (size_t I = 0; I != G.Packages.size(); ++I) {
    const Package &Row = G.Packages[I];
    auto Has = [&](PackageFlag F) { return (Row.Flags & F) != 0; };
    Into.row(I, G.str(Row.Path), G.str(Row.Module), G.str(Row.Version),
             G.str(Row.Language), Has(PF_Own), Has(PF_Dep), Has(PF_Std),
             Has(PF_Test), Has(PF_Main));
  }
}

static void fillFunctions(sqlite3 *Db, const Facts &P) {
  const Graph &G = P.graph();
  SqliteInsert Into(Db, "functions", 9);
  for (size_t I = 0; I != G.Functions.size(); ++I) {
    const Function &Row = G.Functions[I];
    Place At = P.names().place(Row.Loc);
    Into.row(I, P.names().function(FunctionId(I)), G.str(Row.Name), Row.Package,
             At.File, At.Line,
             Row.Receiver ? G.str(G.type(Row.Receiver).Name)
                          : std::string_view(),
             (Row.Flags & FF_Exported) != 0, (Row.Flags & FF_Defined) != 0);
  }
}

static void fillNodes(sqlite3 *Db, const Facts &P) {
  const Graph &G = P.graph();
  SqliteInsert Into(Db, "nodes", 9);
  for (size_t I = 0; I != G.Nodes.size(); ++I) {
    const Node &Row = G.Nodes[I];
    Place At = P.names().place(Row.Loc);
    Into.row(I, text(Row.kind()), P.names().op(NodeId(I)), Row.Function,
             At.File, At.Line, At.Column,
             Row.Type ? G.str(G.type(Row.Type).Name) : std::string_view(),
             G.str(Row.Name));
  }
}

static void fillEdges(sqlite3 *Db, const Facts &P) {
  const Graph &G = P.graph();
  SqliteInsert Into(Db, "edges", 5);
  size_t Row = 0;
  auto Add = [&](const Edge &E) {
    std::string Label = std::to_string(E.label());
    Into.row(Row++, E.From, E.To, text(E.kind()),
             hasSelector(E.kind())
                 ? G.str(G.Selectors[E.label()])
                 : std::string_view(E.label() == 0 ? "" : Label));
  };
  for (const Edge &E : G.Edges)
    Add(E);
  for (const Edge &E : P.solution().Overlay)
    Add(E);
}

static void fillOps(sqlite3 *Db, const Facts &P) {
  const Graph &G = P.graph();
  SqliteInsert Into(Db, "ops", 13);
  auto TypeName = [&](TypeId T) {
    return T ? G.str(G.type(T).Name) : std::string_view();
  };
  for (size_t I = 0; I != G.Nodes.size(); ++I) {
    const Node &Row = G.Nodes[I];
    if (Row.kind() != NodeKind::MapOp)
      continue;
    Place At = P.names().place(Row.Loc);
    TypeId Key = Row.Type ? G.type(Row.Type).Key : TypeId();
    TypeId Elem = Row.Type ? G.type(Row.Type).Elem : TypeId();
    Into.row(I, text(Row.mapOp()), P.names().access(NodeId(I)),
             hashes(Row.mapOp()), Row.has(NF_CommaOk), Row.has(NF_Lib),
             Row.Function, At.File, At.Line, At.Column, TypeName(Row.Type),
             TypeName(Key), TypeName(Elem));
  }
}

static void fillMaps(sqlite3 *Db, const Facts &P) {
  SqliteInsert Into(Db, "maps", 6);
  const std::vector<MapObject> &Rows = P.solution().Objects;
  for (uint32_t I = 0; I != Rows.size(); ++I) {
    Place At = P.names().place(Rows[I].Declared);
    Into.row(I, P.object(I),
             Rows[I].Type ? P.graph().str(P.graph().type(Rows[I].Type).Name)
                          : std::string_view(),
             At.File, At.Line, Rows[I].Site);
  }
}

static std::string_view rootText(Thread::RootKind K) {
  using Root = Thread::RootKind;
  switch (K) {
  case Root::Main:
    return "main";
  case Root::Init:
    return "init";
  case Root::Test:
    return "test";
  case Root::Spawn:
    return "spawn";
  case Root::Callback:
    return "callback";
  case Root::Api:
    return "api";
  case Root::Kernel:
    return "kernel";
  }
  return "?";
}

static void fillThreads(sqlite3 *Db, const Facts &P) {
  SqliteInsert Into(Db, "threads", 7);
  const std::vector<Thread> &Rows = P.solution().Threads;
  for (size_t I = 0; I != Rows.size(); ++I) {
    const Thread &T = Rows[I];
    NodeId Parent = T.Parent == UINT32_MAX ? NodeId() : NodeId(T.Parent);
    Into.row(I, P.names().thread(T), rootText(T.Root), T.Many,
             P.names().functionOf(T.Entry), T.Site, Parent);
  }
}

static void fillAccesses(sqlite3 *Db, const Facts &P) {
  SqliteInsert Into(Db, "accesses", 4);
  const std::vector<ObjectAccess> &Rows = P.solution().Accesses;
  for (size_t I = 0; I != Rows.size(); ++I)
    Into.row(I, Rows[I].Op, Rows[I].Object, Rows[I].Thread);
}

static void fillLocks(sqlite3 *Db, const Facts &P) {
  SqliteInsert Into(Db, "locks", 3);
  const std::vector<ObjectAccess> &Rows = P.solution().Accesses;
  for (size_t I = 0; I != Rows.size(); ++I)
    for (const HeldLock &L : Rows[I].Locks)
      Into.row(I, std::string_view(L.Name),
               std::string_view(L.Read ? "read" : "write"));
}

static void fillFindings(sqlite3 *Db, const Facts &P) {
  SqliteInsert Into(Db, "findings", 11);
  const std::vector<Finding> &Rows = P.solution().Findings;
  for (size_t I = 0; I != Rows.size(); ++I) {
    const Finding &F = Rows[I];
    std::string Assumptions;
    for (const std::string &A : F.Assumptions)
      Assumptions += (Assumptions.empty() ? "" : "; ") + A;
    Into.row(I, F.Rule, text(F.Result), F.Confidence, F.Object, headline(P, F),
             Assumptions, F.Why, F.Fix, F.Program, F.Counted);
  }
}

static void fillSides(sqlite3 *Db, const Facts &P) {
  SqliteInsert Into(Db, "sides", 5);
  const std::vector<Finding> &Rows = P.solution().Findings;
  for (size_t I = 0; I != Rows.size(); ++I) {
    int Number = 0;
    for (const Side *S : shownSides(P.graph(), Rows[I]))
      Into.row(I, ++Number, S->Op, S->Thread,
               S->Locks.empty() ? std::string() : text(S->Locks));
  }
}

static void fillSteps(sqlite3 *Db, const Facts &P) {
  SqliteInsert Into(Db, "steps", 5);
  const std::vector<Finding> &Rows = P.solution().Findings;
  for (size_t I = 0; I != Rows.size(); ++I) {
    int Number = 0;
    for (const Side *S : shownSides(P.graph(), Rows[I])) {
      ++Number;
      int Step = 0;
      for (NodeId Site : S->Spawned)
        Into.row(I, Number, ++Step, std::string_view("spawn"), Site);
      for (NodeId Site : S->Calls)
        Into.row(I, Number, ++Step, std::string_view("call"), Site);
    }
  }
}

static void fillUnknowns(sqlite3 *Db, const Facts &P) {
  SqliteInsert Into(Db, "unknowns", 2);
  for (const auto &[Reason, Count] : P.solution().Unknowns)
    Into.row(Reason, Count);
}

static constexpr std::pair<const char *, void (*)(sqlite3 *, const Facts &)>
    Fillers[] = {{"packages", fillPackages}, {"functions", fillFunctions},
                 {"nodes", fillNodes},       {"edges", fillEdges},
                 {"ops", fillOps},           {"maps", fillMaps},
                 {"threads", fillThreads},   {"accesses", fillAccesses},
                 {"locks", fillLocks},       {"findings", fillFindings},
                 {"sides", fillSides},       {"steps", fillSteps},
                 {"unknowns", fillUnknowns}};

std::set<std::string> allTables() {
  std::set<std::string> Out;
  for (const auto &[Table, Fill] : Fillers)
    Out.insert(Table);
  return Out;
}

void fillTables(sqlite3 *Db, const Facts &P,
                const std::set<std::string> &Tables) {
  execute(Db, "BEGIN");
  for (const auto &[Table, Fill] : Fillers)
    if (Tables.contains(Table))
      Fill(Db, P);
  execute(Db, "COMMIT");
}

} // namespace mapgraph
