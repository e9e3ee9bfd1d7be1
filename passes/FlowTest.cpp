//===- FlowTest.cpp - Condensed control flow ------------------------------===//

#include "passes/TestModule.h"

using namespace mapgraph;

namespace {

// The body of a function with two events to be called, and its flow as text:
// kinds of the events in the order in which they are reached.
std::string flow(const std::string &Body, const std::string &Name = "m.f") {
  TestModule T("declare void @\"sync.(*Mutex).Lock\"(ptr)\n"
               "declare i1 @\"sync.(*Mutex).TryLock\"(ptr)\n"
               "declare void @\"sync.(*Mutex).Unlock\"(ptr)\n"
               "declare void @runtime.panicindex()\n"
               "declare void @\"testing.(*common).FailNow\"(ptr)\n"
               "declare void @throw()\n"
               "declare i32 @personality(...)\n"
               "define void @\"" +
               Name +
               "\"(ptr %p, i1 %c, i32 %i) personality ptr @personality {\n" +
               Body + "}\n");
  Graph G = T.graph();
  std::string Out;
  std::vector<NodeId> Work{G.Functions[0].First};
  std::vector<bool> Seen(G.Nodes.size());
  while (!Work.empty()) {
    NodeId N = Work.back();
    Work.pop_back();
    Out += Out.empty() ? "" : " ";
    if (Seen[N.Value]) {
      Out += "^";
      continue;
    }
    Seen[N.Value] = true;
    const Node &X = G.node(N);
    Out += X.kind() == NodeKind::SyncOp ? text(X.syncOp()) : text(X.kind());
    if (X.has(NF_Panic))
      Out += "!";
    std::vector<Edge> Next;
    for (EdgeId E : G.out(N))
      if (G.edge(E).kind() == EdgeKind::Next)
        Next.push_back(G.edge(E));
    std::sort(Next.begin(), Next.end(), [](const Edge &A, const Edge &B) {
      return std::pair(A.label(), A.To) < std::pair(B.label(), B.To);
    });
    for (size_t I = Next.size(); I-- > 0;)
      Work.push_back(Next[I].To);
  }
  return Out;
}

TEST(Flow, DropsDiamondsWithoutEvents) {
  EXPECT_EQ(flow(R"(
  br i1 %c, label %a, label %b
a:
  br label %d
b:
  br i1 %c, label %d, label %e
d:
  br label %e
e:
  call void @"sync.(*Mutex).Lock"(ptr %p)
  ret void
)"),
            "entry lock return");
}

TEST(Flow, DropsLoopsWithoutEvents) {
  EXPECT_EQ(flow(R"(
  br label %head
head:
  br i1 %c, label %body, label %done
body:
  br label %head
done:
  call void @"sync.(*Mutex).Lock"(ptr %p)
  ret void
)"),
            "entry lock return");
}

TEST(Flow, KeepsLoopsWithEvents) {
  EXPECT_EQ(flow(R"(
  br label %head
head:
  br i1 %c, label %body, label %done
body:
  call void @"sync.(*Mutex).Lock"(ptr %p)
  br label %head
done:
  ret void
)"),
            "entry merge branch lock ^ return");
}

// What does not come back can still throw.
TEST(Flow, HandlersOfAThrowAreReached) {
  EXPECT_EQ(flow(R"(
  invoke void @throw() noreturn to label %never unwind label %handler
never:
  unreachable
handler:
  %x = landingpad { ptr, i32 } cleanup
  call void @"sync.(*Mutex).Lock"(ptr %p)
  ret void
)"),
            "entry call branch lock return return!");
}

TEST(Flow, KeepsEndlessLoops) {
  EXPECT_EQ(flow(R"(
  br label %head
head:
  br label %head
)"),
            "entry merge ^");
}

// The branch on a try-lock has its arms the right way round.
TEST(Flow, TiesTryLocksToTheirBranch) {
  EXPECT_EQ(flow(R"(
  %ok = call i1 @"sync.(*Mutex).TryLock"(ptr %p)
  %no = xor i1 %ok, true
  br i1 %no, label %out, label %in
in:
  call void @"sync.(*Mutex).Unlock"(ptr %p)
  br label %out
out:
  ret void
)"),
            "entry lock branch unlock merge return ^");
}

// What makes a 0 something else takes a flag; a swap says so by the 0 that it
// finds.
TEST(Flow, TiesFlagsToTheirBranch) {
  auto branchOn = [](const std::string &Try, const std::string &Test) {
    TestModule T(R"(
declare i1 @"sync/atomic.(*Bool).CompareAndSwap"(ptr, i1, i1)
declare i32 @"sync/atomic.SwapInt32"(ptr, i32)
declare void @"sync/atomic.(*Bool).Store"(ptr, i1)
define void @"m.f"(ptr %p, i1 %c, i32 %i) {
  %got = call )" +
                 Try + R"(
  %test = )" + Test +
                 R"(
  br i1 %test, label %in, label %out
in:
  call void @"sync/atomic.(*Bool).Store"(ptr %p, i1 false)
  br label %out
out:
  ret void
}
!mapgraph.package = !{!0}
!0 = !{!"m"}
)");
    Graph G = T.graph();
    for (size_t I = 0; I != G.Nodes.size(); ++I)
      if (NodeId Cond = G.target(NodeId(I), EdgeKind::Cond);
          Cond && G.node(Cond).has(NF_Try))
        for (EdgeId E : G.out(NodeId(I)))
          if (NodeKind K = G.node(G.edge(E).To).kind();
              G.edge(E).kind() == EdgeKind::Next && K == NodeKind::SyncOp)
            return static_cast<int>(G.edge(E).label());
    return 0;
  };
  const std::string Cas = "i1 @\"sync/atomic.(*Bool).CompareAndSwap\"";
  const std::string Swap = "i32 @\"sync/atomic.SwapInt32\"";
  EXPECT_EQ(branchOn(Cas + "(ptr %p, i1 false, i1 true)", "freeze i1 %got"), 1);
  EXPECT_EQ(branchOn(Cas + "(ptr %p, i1 false, i1 true)", "xor i1 %got, true"),
            2);
  EXPECT_EQ(branchOn(Swap + "(ptr %p, i32 1)", "icmp eq i32 %got, 0"), 1);
  EXPECT_EQ(branchOn(Swap + "(ptr %p, i32 2)", "icmp ne i32 %got, 0"), 2);
  EXPECT_EQ(branchOn(Cas + "(ptr %p, i1 true, i1 false)", "xor i1 %got, true"),
            0);
  EXPECT_EQ(branchOn(Cas + "(ptr %p, i1 %c, i1 true)", "xor i1 %got, true"), 0);
  EXPECT_EQ(branchOn(Swap + "(ptr %p, i32 0)", "icmp eq i32 %got, 0"), 0);
  EXPECT_EQ(branchOn(Swap + "(ptr %p, i32 %i)", "icmp eq i32 %got, 0"), 0);
}

TEST(Flow, ForgetsChecksOfTheLanguage) {
  EXPECT_EQ(flow(R"(
  br i1 %c, label %bad, label %good
bad:
  call void @runtime.panicindex()
  unreachable
good:
  call void @"sync.(*Mutex).Lock"(ptr %p)
  ret void
)"),
            "entry lock return");
}

// A method without a receiver does nothing; what a function without its first
// argument leaves out is another matter.
TEST(Flow, LooksAtMethodsThatHaveAReceiver) {
  const std::string Body = R"(
  %none = icmp eq ptr %p, null
  br i1 %none, label %out, label %in
in:
  call void @"sync.(*Mutex).Lock"(ptr %p)
  br label %out
out:
  ret void
)";
  EXPECT_EQ(flow(Body), "entry branch lock merge return ^");
  const std::string Early = R"(
  %some = icmp ne ptr %p, null
  br i1 %some, label %in, label %out
in:
  call void @"sync.(*Mutex).Lock"(ptr %p)
  ret void
out:
  ret void
)";
  EXPECT_EQ(flow(Early, "m.(*T).f"), "entry lock return");
  EXPECT_EQ(flow(Early), "entry branch lock return return");
}

TEST(Flow, EndsAtPanics) {
  EXPECT_EQ(flow(R"(
  br i1 %c, label %bad, label %good
bad:
  call void @"sync.(*Mutex).Lock"(ptr %p)
  unreachable
good:
  ret void
)"),
            "entry branch lock return! return");
}

// The test checks that all events are reached.
TEST(Flow, NothingFollowsACallThatDoesNotComeBack) {
  EXPECT_EQ(flow(R"(
  br i1 %c, label %bad, label %good
bad:
  call void @"testing.(*common).FailNow"(ptr %p)
  call void @"sync.(*Mutex).Unlock"(ptr %p)
  br label %after
after:
  call void @"sync.(*Mutex).Lock"(ptr %p)
  br i1 %c, label %more, label %out
more:
  br label %out
out:
  ret void
good:
  call void @"sync.(*Mutex).Lock"(ptr %p)
  ret void
)"),
            "entry branch call return! lock return");
}

TEST(Flow, SplitsAtSwitches) {
  EXPECT_EQ(flow(R"(
  switch i32 %i, label %d [ i32 0, label %a
                            i32 1, label %b ]
a:
  call void @"sync.(*Mutex).Lock"(ptr %p)
  br label %d
b:
  call void @"sync.(*Mutex).Unlock"(ptr %p)
  br label %d
d:
  ret void
)"),
            "entry branch unlock merge return lock ^ ^");
}

} // namespace
