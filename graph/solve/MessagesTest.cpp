//===- MessagesTest.cpp - Objects that are sent, work that is not ---------===//

#include "graph/solve/Solve.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
/// A producer that sends maps in a loop, two workers that change what they
/// receive and may send it on, and who collects that.
class Messages : public testing::Test {
protected:
  Messages() {
    P.package("example.com/p", PF_Own | PF_Main);
    Producer = &P.function("producer");
    Jobs = Producer->param();
    Worker = &P.function("worker");
    Todo = Worker->param();
    Done = Worker->param();
  }

  Ref receive(FunctionBuilder &By, Ref From) {
    return By.result(By.sync(SyncOpKind::Recv, From));
  }
  /// Runs the producer, two workers, and Collect on what they send on.
  template <typename Collector> size_t findings(Collector Collect) {
    FunctionBuilder &Main = P.function("main", FF_Main);
    Ref In = Main.channel(), Out = Main.channel();
    Main.spawn(*Producer, {In});
    Main.spawn(*Worker, {In, Out});
    Main.spawn(*Worker, {In, Out});
    Collect(Main, Out);
    G = P.build();
    return solve(G, {}).Findings.size();
  }
  size_t findings() {
    return findings([](FunctionBuilder &, Ref) {});
  }
  void produce() {
    Producer->loop([&] {
      Ref Map = Producer->make();
      Producer->update(Map);
      Producer->send(Jobs, Map);
    });
  }

  ProgramBuilder P;
  FunctionBuilder *Producer, *Worker;
  Ref Jobs, Todo, Done;
  Graph G;
};
} // namespace

TEST_F(Messages, EachHasOneReceiver) {
  produce();
  Worker->loop([&] { Worker->update(receive(*Worker, Todo)); });
  EXPECT_EQ(findings(), 0u);
}

TEST_F(Messages, OneOwnerAfterTheOther) {
  produce();
  Worker->loop([&] {
    Ref Map = receive(*Worker, Todo);
    Worker->update(Map);
    Worker->send(Done, Map);
  });
  EXPECT_EQ(findings([&](FunctionBuilder &Main, Ref Out) {
              Main.loop([&] { Main.update(receive(Main, Out)); });
            }),
            0u);
}

TEST_F(Messages, WhatIsSentOnBelongsToSomebodyElse) {
  produce();
  Worker->loop([&] {
    Ref Map = receive(*Worker, Todo);
    Worker->send(Done, Map);
    Worker->update(Map);
  });
  EXPECT_NE(findings([&](FunctionBuilder &Main, Ref Out) {
              Main.loop([&] { Main.update(receive(Main, Out)); });
            }),
            0u);
}

TEST_F(Messages, OneMapForAllIsShared) {
  Ref Map = Producer->make();
  Producer->loop([&] { Producer->send(Jobs, Map); });
  Worker->loop([&] { Worker->update(receive(*Worker, Todo)); });
  EXPECT_NE(findings(), 0u);
}

TEST_F(Messages, PartsOfDifferentMessagesAreOneMap) {
  Ref Map = Producer->make();
  Producer->loop([&] {
    Ref Job = Producer->object();
    Producer->store(Producer->field(Job, "job.all"), Map);
    Producer->send(Jobs, Job);
  });
  Worker->loop([&] {
    Ref Job = receive(*Worker, Todo);
    Worker->update(Worker->load(Worker->field(Job, "job.all")));
  });
  EXPECT_NE(findings(), 0u);
}

TEST_F(Messages, PartsMadeForEachMessageAreItsOwn) {
  Producer->loop([&] {
    Ref Job = Producer->object();
    Producer->store(Producer->field(Job, "job.own"), Producer->make());
    Producer->send(Jobs, Job);
  });
  Worker->loop([&] {
    Ref Job = receive(*Worker, Todo);
    Worker->update(Worker->load(Worker->field(Job, "job.own")));
  });
  EXPECT_EQ(findings(), 0u);
}

namespace {
/// A worker that changes a map for every request, and main, which has the map.
class Work : public testing::Test {
protected:
  Work()
      : Worker((P.package("example.com/p", PF_Own | PF_Main),
                P.function("worker"))),
        Main(P.function("main", FF_Main)) {
    Ref Its = Worker.param(), From = Worker.param();
    Worker.loop([&] {
      Worker.sync(SyncOpKind::Recv, From);
      Worker.update(Its);
    });
    Map = Main.make();
    Requests = Main.channel();
    Main.spawn(Worker, {Map, Requests});
  }
  Verdict verdict() {
    G = P.build();
    Solution S = solve(G, {});
    return S.Findings.empty() ? Verdict::Safe : S.Findings.front().Result;
  }

  ProgramBuilder P;
  FunctionBuilder &Worker, &Main;
  Ref Map, Requests;
  Graph G;
};
} // namespace

TEST_F(Work, NobodyHasSentAnything) {
  Main.update(Map);
  EXPECT_EQ(verdict(), Verdict::Possible);
}

TEST_F(Work, ARequestIsUnderWay) {
  Main.send(Requests, Main.object());
  Main.update(Map);
  EXPECT_EQ(verdict(), Verdict::Race);
}

TEST_F(Work, AnotherThreadSends) {
  FunctionBuilder &Client = P.function("client");
  Ref To = Client.param();
  Client.send(To, Client.object());
  Main.spawn(Client, {Requests});
  Main.update(Map);
  EXPECT_EQ(verdict(), Verdict::Race);
}

namespace {
/// A worker that changes a map for every question and answers some of them, and
/// main, which asks.
class Dialogues : public testing::Test {
protected:
  Dialogues()
      : Worker((P.package("example.com/p", PF_Own | PF_Main),
                P.function("worker"))),
        Main(P.function("main", FF_Main)) {
    Its = Worker.param();
    Asked = Worker.param();
    Told = Worker.param();
    Map = Main.make();
    Questions = Main.channel(1);
    Replies = Main.channel(1);
  }
  void serve(bool AnswersFirst = false) {
    Worker.loop([&] {
      Worker.sync(SyncOpKind::Recv, Asked);
      if (AnswersFirst)
        Worker.send(Told);
      Worker.update(Its);
      Worker.branch([&] { Worker.send(Told); });
    });
  }
  void start() { Main.spawn(Worker, {Map, Questions, Replies}); }
  void ask() { Main.send(Questions); }
  void await() { Main.sync(SyncOpKind::Recv, Replies); }
  Verdict verdict() {
    Main.update(Map);
    G = P.build();
    Solution S = solve(G, {});
    return S.Findings.empty() ? Verdict::Safe : S.Findings.front().Result;
  }

  ProgramBuilder P;
  FunctionBuilder &Worker, &Main;
  Ref Its, Asked, Told, Map, Questions, Replies;
  Graph G;
};
} // namespace

TEST_F(Dialogues, EachQuestionIsAnswered) {
  serve();
  start();
  ask();
  await();
  ask();
  await();
  EXPECT_EQ(verdict(), Verdict::Possible);
}

TEST_F(Dialogues, AQuestionIsUnderWay) {
  serve();
  start();
  ask();
  await();
  ask();
  EXPECT_EQ(verdict(), Verdict::Race);
}

TEST_F(Dialogues, OneAnswerForTwoQuestions) {
  serve();
  ask();
  ask();
  start();
  await();
  EXPECT_EQ(verdict(), Verdict::Race);
}

TEST_F(Dialogues, TheAnswerComesFirst) {
  serve(true);
  start();
  ask();
  await();
  EXPECT_EQ(verdict(), Verdict::Race);
}

TEST_F(Dialogues, SomebodyElseAsksToo) {
  serve();
  FunctionBuilder &Other = P.function("other");
  Ref To = Other.param();
  Other.send(To);
  Main.spawn(Other, {Questions});
  start();
  ask();
  await();
  EXPECT_EQ(verdict(), Verdict::Race);
}
