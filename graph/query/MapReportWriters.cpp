//===- MapReportWriters.cpp - Text and JSON of map reports ----------------===//

#include "graph/query/JsonPlace.h"
#include "graph/query/MapReport.h"

#include <ostream>

namespace mapgraph {

static void writeHead(uint32_t Object, const Facts &P, std::ostream &OS) {
  const MapObject &M = P.solution().Objects[Object];
  OS << P.object(Object);
  if (M.Type)
    OS << " (" << P.names().type(M.Type) << ')';
  if (M.Declared)
    OS << ", made at " << P.names().position(M);
  OS << '\n';
}

static void writeThread(uint32_t Row, const Facts &P, std::ostream &OS) {
  const Thread &T = P.solution().Threads[Row];
  OS << P.names().thread(T) << (T.Many ? " (several at once)" : "");
}

void writeText(const std::vector<OpsReport> &All, const Facts &P,
               std::ostream &OS) {
  for (const OpsReport &R : All) {
    writeHead(R.Object, P, OS);
    for (const OpRow &Row : R.Ops) {
      OS << "  " << P.names().position(Row.Op) << ": " << P.names().op(Row.Op)
         << " in " << P.names().shortFunction(P.names().functionOf(Row.Op))
         << "; locks: " << text(Row.Locks) << "; threads: ";
      for (size_t I = 0; I != Row.Threads.size(); ++I) {
        OS << (I == 0 ? "" : ", ");
        writeThread(Row.Threads[I], P, OS);
      }
      OS << '\n';
    }
    if (R.Ops.empty())
      OS << "  no such operation\n";
  }
}

static void writePlaces(std::string_view Head, const std::vector<NodeId> &Ops,
                        const Facts &P, std::ostream &OS) {
  if (Ops.empty())
    return;
  OS << "    " << Head << ':';
  for (NodeId Op : Ops)
    OS << ' ' << P.names().op(Op) << ' ' << P.names().position(Op)
       << (Op == Ops.back() ? "\n" : ",");
}

void writeText(const std::vector<ThreadsReport> &All, const Facts &P,
               std::ostream &OS) {
  for (const ThreadsReport &R : All) {
    writeHead(R.Object, P, OS);
    for (const ThreadRow &Row : R.Threads) {
      OS << "  ";
      writeThread(Row.Thread, P, OS);
      OS << '\n';
      writePlaces("writes", Row.Writes, P, OS);
      writePlaces("reads", Row.Reads, P, OS);
    }
    if (R.Threads.empty())
      OS << "  no thread is known to use it\n";
  }
}

void writeText(const std::vector<LocksReport> &All, const Facts &P,
               std::ostream &OS) {
  for (const LocksReport &R : All) {
    writeHead(R.Object, P, OS);
    for (const LockRow &Row : R.Locks) {
      OS << "  " << Row.Name << ": held by "
         << Row.Read.size() + Row.Write.size() << " of " << R.Ops
         << " operations\n";
      writePlaces("write mode", Row.Write, P, OS);
      writePlaces("read mode", Row.Read, P, OS);
    }
    if (!R.Unlocked.empty())
      OS << "  no lock: " << R.Unlocked.size() << " of " << R.Ops
         << " operations\n";
    writePlaces("without", R.Unlocked, P, OS);
  }
}

static Json opsJson(const std::vector<NodeId> &Ops, const Facts &P) {
  Json Out = Json::array();
  for (NodeId Op : Ops)
    Out.push_back(opJson(P, Op));
  return Out;
}

void writeJson(const std::vector<OpsReport> &All, const Facts &P,
               std::ostream &OS) {
  Json Maps = Json::array();
  for (const OpsReport &R : All) {
    Json Ops = Json::array();
    for (const OpRow &Row : R.Ops) {
      Json Threads = Json::array();
      for (uint32_t T : Row.Threads)
        Threads.push_back(threadJson(P, T));
      Json One = opJson(P, Row.Op);
      One["threads"] = std::move(Threads);
      One["locks"] = locksJson(Row.Locks);
      Ops.push_back(std::move(One));
    }
    Maps.push_back({{"map", mapJson(P, R.Object)}, {"ops", std::move(Ops)}});
  }
  writeJsonLine({{"maps", std::move(Maps)}}, OS);
}

void writeJson(const std::vector<ThreadsReport> &All, const Facts &P,
               std::ostream &OS) {
  Json Maps = Json::array();
  for (const ThreadsReport &R : All) {
    Json Threads = Json::array();
    for (const ThreadRow &Row : R.Threads) {
      Json One = threadJson(P, Row.Thread);
      One["reads"] = opsJson(Row.Reads, P);
      One["writes"] = opsJson(Row.Writes, P);
      Threads.push_back(std::move(One));
    }
    Maps.push_back(
        {{"map", mapJson(P, R.Object)}, {"threads", std::move(Threads)}});
  }
  writeJsonLine({{"maps", std::move(Maps)}}, OS);
}

void writeJson(const std::vector<LocksReport> &All, const Facts &P,
               std::ostream &OS) {
  Json Maps = Json::array();
  for (const LocksReport &R : All) {
    Json Locks = Json::array();
    for (const LockRow &Row : R.Locks)
      Locks.push_back({{"name", Row.Name},
                       {"read", opsJson(Row.Read, P)},
                       {"write", opsJson(Row.Write, P)}});
    Maps.push_back({{"map", mapJson(P, R.Object)},
                    {"operations", R.Ops},
                    {"locks", std::move(Locks)},
                    {"unlocked", opsJson(R.Unlocked, P)}});
  }
  writeJsonLine({{"maps", std::move(Maps)}}, OS);
}

} // namespace mapgraph
