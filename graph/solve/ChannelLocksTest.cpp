//===- ChannelLocksTest.cpp - Channels that work as a mutex ---------------===//

#include "graph/solve/Solve.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
/// Two workers that change a map between the calls of two functions, which send
/// on a channel and receive from it.
class ChannelLocks : public testing::Test {
protected:
  ChannelLocks() {
    P.package("example.com/p", PF_Own | PF_Main);
    Sender = &P.function("sender");
    Sender->send(Sender->param());
    Receiver = &P.function("receiver");
    Receiver->sync(SyncOpKind::Recv, Receiver->param());
    Worker = &P.function("worker");
    Map = Worker->param();
    Channel = Worker->param();
    Main = &P.function("main", FF_Main);
    Made = Main->channel(1);
  }

  void work(FunctionBuilder &First, FunctionBuilder &Then) {
    Worker->call(First, {Channel});
    Worker->update(Map);
    Worker->call(Then, {Channel});
  }
  size_t findings() {
    Ref M = Main->make();
    Main->spawn(*Worker, {M, Made});
    Main->spawn(*Worker, {M, Made});
    G = P.build();
    return solve(G, {}).Findings.size();
  }

  ProgramBuilder P;
  FunctionBuilder *Sender, *Receiver, *Worker, *Main;
  Ref Map, Channel, Made;
  Graph G;
};

class ChannelsOfTwo : public ChannelLocks {
protected:
  ChannelsOfTwo() { Made = Main->channel(2); }
};
} // namespace

TEST_F(ChannelLocks, OneFunctionSendsAnotherReceives) {
  work(*Sender, *Receiver);
  EXPECT_EQ(findings(), 0u);
}

TEST_F(ChannelsOfTwo, LetInTwo) {
  work(*Sender, *Receiver);
  EXPECT_EQ(findings(), 1u);
}

TEST_F(ChannelLocks, NobodyElseReceives) {
  work(*Sender, *Receiver);
  Main->spawn(*Receiver, {Made});
  EXPECT_EQ(findings(), 1u);
}

TEST_F(ChannelLocks, WhoHasReceivedDoesNotReceiveAgain) {
  work(*Sender, *Receiver);
  Worker->call(*Receiver, {Channel});
  EXPECT_EQ(findings(), 1u);
}

TEST_F(ChannelLocks, TheMessageOfAFilledOneIsTheKey) {
  Main->send(Made);
  work(*Receiver, *Sender);
  EXPECT_EQ(findings(), 0u);
}

TEST_F(ChannelsOfTwo, TwoMessagesAreTwoKeys) {
  Main->send(Made);
  Main->send(Made);
  work(*Receiver, *Sender);
  EXPECT_EQ(findings(), 1u);
}

TEST_F(ChannelLocks, ReceivesFromAClosedOneLockNothing) {
  Main->send(Made);
  Main->sync(SyncOpKind::Close, Made);
  work(*Receiver, *Sender);
  EXPECT_EQ(findings(), 1u);
}

// The message is in the channel when the map is changed.
TEST_F(ChannelLocks, BehindTheSendNothingIsHeldOfAFilledOne) {
  Main->send(Made);
  Worker->call(*Receiver, {Channel});
  Worker->send(Channel);
  Worker->update(Map);
  Worker->sync(SyncOpKind::Recv, Channel);
  Worker->call(*Sender, {Channel});
  EXPECT_EQ(findings(), 1u);
}
