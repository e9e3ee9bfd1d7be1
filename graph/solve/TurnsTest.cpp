//===- TurnsTest.cpp - Questions and the time of their answers ------------===//

#include "graph/solve/Solve.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
/// A worker that answers messages of a queue in a loop, and a requester that
/// writes the worker's map before it sends each message.
class Turns : public testing::Test {
protected:
  Turns() {
    P.package("example.com/p", PF_Own | PF_Main);
    Worker = &P.function("worker");
    Requester = &P.function("requester");
    WorkerMap = Worker->param();
    WorkerQueue = Worker->param();
    OwnMap = Requester->param();
    Queue = Requester->param();
  }

  /// One round of the worker: Work and the answer, in this order or not.
  void serve(bool AnswersFirst = false) {
    Ref Message = Worker->result(Worker->sync(SyncOpKind::Recv, WorkerQueue));
    auto Answer = [&] {
      Ref Done = Worker->load(Worker->field(Message, "question.done"));
      Worker->sync(SyncOpKind::Close, Done);
    };
    if (AnswersFirst)
      Answer();
    Worker->erase(WorkerMap);
    if (!AnswersFirst)
      Answer();
  }
  /// Sends a message with a channel of its own and returns that.
  Ref ask() {
    Ref Done = Requester->channel(), Message = Requester->object();
    Requester->store(Requester->field(Message, "question.done"), Done);
    Requester->send(Queue, Message);
    return Done;
  }
  void await(Ref Done) { Requester->sync(SyncOpKind::Recv, Done); }

  size_t findings(unsigned Requesters = 1) {
    FunctionBuilder &Main = P.function("main", FF_Main);
    Ref Map = Main.make(), Q = Main.channel();
    Main.spawn(*Worker, {Map, Q});
    for (unsigned I = 1; I != Requesters; ++I)
      Main.spawn(*Requester, {Main.make(), Q});
    Main.spawn(*Requester, {Map, Q});
    G = P.build();
    return solve(G, {}).Findings.size();
  }

  ProgramBuilder P;
  FunctionBuilder *Worker, *Requester;
  Ref WorkerMap, WorkerQueue, OwnMap, Queue;
  Graph G;
};
} // namespace

TEST_F(Turns, WhoAsksIsStillUntilTheAnswer) {
  Worker->loop([&] { serve(); });
  Requester->loop([&] {
    Requester->update(OwnMap);
    await(ask());
    Requester->lookup(OwnMap);
  });
  EXPECT_EQ(findings(), 0u);
}

TEST_F(Turns, WorkBehindTheAnswerIsNotPartOfIt) {
  Worker->loop([&] { serve(true); });
  Requester->loop([&] {
    Requester->update(OwnMap);
    await(ask());
  });
  EXPECT_EQ(findings(), 1u);
}

TEST_F(Turns, BetweenQuestionAndAnswerTheTurnIsGivenAway) {
  Worker->loop([&] { serve(); });
  Requester->loop([&] {
    Ref Done = ask();
    Requester->update(OwnMap);
    await(Done);
  });
  EXPECT_EQ(findings(), 1u);
}

TEST_F(Turns, WhoMayGiveUpWaitingHasNotGotItsTurnBack) {
  Worker->loop([&] { serve(); });
  Requester->loop([&] {
    Requester->update(OwnMap);
    Ref Done = ask();
    Requester->branch([&] { await(Done); });
  });
  EXPECT_EQ(findings(), 1u);
}

TEST_F(Turns, AnAnswerOnSomeWaysOnlyMayComeFromElsewhere) {
  Worker->loop([&] {
    Ref Message = Worker->result(Worker->sync(SyncOpKind::Recv, WorkerQueue));
    Ref Done = Worker->load(Worker->field(Message, "question.done"));
    Worker->erase(WorkerMap);
    Worker->branch([&] { Worker->sync(SyncOpKind::Close, Done); });
  });
  Requester->loop([&] {
    Requester->update(OwnMap);
    await(ask());
  });
  EXPECT_EQ(findings(), 1u);
}

TEST_F(Turns, TheMessageOfAnotherRequesterStopsNobodyElse) {
  Worker->loop([&] { serve(); });
  Requester->loop([&] {
    Requester->update(OwnMap);
    await(ask());
  });
  EXPECT_EQ(findings(2), 1u);
}

TEST_F(Turns, AMessageThatIsNotWaitedForStopsNobody) {
  Worker->loop([&] { serve(); });
  FunctionBuilder &Tell = P.function("tell");
  Ref To = Tell.param();
  Ref Message = Tell.object();
  Tell.store(Tell.field(Message, "question.done"), Tell.channel());
  Tell.send(To, Message);
  Requester->loop([&] {
    Requester->update(OwnMap);
    await(ask());
    Requester->call(Tell, {Queue});
  });
  EXPECT_EQ(findings(), 1u);
}

TEST_F(Turns, AChannelThatOthersHaveMayBringAnotherAnswer) {
  Worker->loop([&] { serve(); });
  Ref Pending = Requester->param();
  Requester->loop([&] {
    Requester->update(OwnMap);
    Ref Done = Requester->channel(), Message = Requester->object();
    Requester->store(Requester->field(Message, "question.done"), Done);
    Requester->store(Requester->field(Pending, "table.last"), Done);
    Requester->send(Queue, Message);
    await(Done);
  });
  EXPECT_EQ(findings(), 1u);
}

TEST_F(Turns, OneChannelForAllQuestionsIsClosedByTheFirstAnswer) {
  Worker->loop([&] { serve(); });
  Ref Done = Requester->channel();
  Requester->loop([&] {
    Requester->update(OwnMap);
    Ref Message = Requester->object();
    Requester->store(Requester->field(Message, "question.done"), Done);
    Requester->send(Queue, Message);
    await(Done);
  });
  EXPECT_EQ(findings(), 1u);
}
