//===- ModuleGraphTest.cpp - Whole modules, and those that are odd --------===//

#include "graph/format/MgFile.h"
#include "passes/Extract.h"
#include "passes/TestModule.h"
#include "llvm-c/Core.h"
#include "llvm/IR/IRBuilder.h"

using namespace mapgraph;

namespace {

const char *const Locked = R"(
declare void @"sync.(*Mutex).Lock"(ptr)
declare void @"sync.(*Mutex).Unlock"(ptr)
declare ptr @runtime.mapassign(ptr, ptr, ptr)
define void @m.f(ptr %mu, ptr %m) {
  %key = alloca i64
  %slot = alloca ptr
  store ptr %m, ptr %slot
  store i64 1, ptr %key
  call void @"sync.(*Mutex).Lock"(ptr %mu)
  %again = load ptr, ptr %slot
  %e = call ptr @runtime.mapassign(ptr null, ptr %again, ptr %key)
  call void @"sync.(*Mutex).Unlock"(ptr %mu)
  ret void
})";

TEST(ModuleGraph, LeavesTheModuleAlone) {
  TestModule T(Locked);
  std::string Before = T.print();
  Graph G = T.graph();
  EXPECT_EQ(T.print(), Before);
  EXPECT_EQ(count(G, NodeKind::SyncOp), 2u);
  EXPECT_EQ(count(G, NodeKind::MapOp), 1u);
  // The slot was promoted in the copy.
  EXPECT_EQ(count(G, NodeKind::Object), 0u);
}

TEST(ModuleGraph, IsTheSameTwice) {
  TestModule A(Locked), B(Locked);
  EXPECT_EQ(writeMg(A.graph()), writeMg(B.graph()));
}

TEST(ModuleGraph, WithoutSimplificationHasTheSameEvents) {
  TestModule T(Locked);
  Graph Small = T.graph(), Large = T.graph({.Simplify = false});
  for (NodeKind K : {NodeKind::MapOp, NodeKind::SyncOp, NodeKind::Access,
                     NodeKind::Call, NodeKind::Return})
    EXPECT_EQ(count(Small, K), count(Large, K));
  EXPECT_LE(Small.Nodes.size(), Large.Nodes.size());
}

// "go" is no type of a package "nats".
TEST(ModuleGraph, InitialisersOfPackagesWithDots) {
  TestModule T(R"(
define void @"a.b/nats.go.init"() { ret void }
!mapgraph.package = !{!0}
!0 = !{!"a.b/nats.go", !"a.b/nats.go", !"", !"own", !"go1.22", !""})");
  Graph G = T.graph();
  ASSERT_EQ(G.Functions.size(), 1u);
  EXPECT_TRUE(G.Functions[0].Flags & FF_Init);
  EXPECT_FALSE(G.Functions[0].Receiver);
  EXPECT_EQ(G.Packages.size(), 1u);
}

TEST(ModuleGraph, GoesThroughTheCEntryPoint) {
  TestModule T(Locked);
  unsigned char *Data = nullptr;
  size_t Size = 0;
  char *Error = mapgraph_extract(llvm::wrap(&T.module()), MAPGRAPH_SIMPLIFY,
                                 &Data, &Size);
  ASSERT_FALSE(Error) << Error;
  auto Read = readMg({reinterpret_cast<char *>(Data), Size});
  ASSERT_TRUE(Read) << Read.error();
  EXPECT_EQ(writeMg(Read->Graphs[0]), writeMg(T.graph()));
  mapgraph_free(Data);
}

TEST(ModuleGraph, RecordsVariablesWhenAsked) {
  TestModule T(R"(
@m.n = global i64 0
declare void @"sync.(*Mutex).Lock"(ptr)
define void @m.f() {
  %v = load i64, ptr @m.n
  %w = add i64 %v, 1
  store i64 %w, ptr @m.n
  %local = alloca i64
  store i64 %w, ptr %local
  ret void
})");
  EXPECT_EQ(count(T.graph(), NodeKind::Access), 0u);
  EXPECT_EQ(count(T.graph({.Variables = true}), NodeKind::Access), 2u);
}

// A function of 100,000 blocks: nothing may recurse over blocks or values.
TEST(ModuleGraph, SurvivesHugeFunctions) {
  TestModule T(R"(
declare void @"sync.(*Mutex).Lock"(ptr)
define void @m.f(ptr %p, i1 %c) {
  ret void
})");
  llvm::Module &M = T.module();
  llvm::Function *F = M.getFunction("m.f");
  F->deleteBody();
  llvm::LLVMContext &C = M.getContext();
  llvm::IRBuilder<> B(llvm::BasicBlock::Create(C, "", F));
  llvm::Value *P = F->getArg(0);
  llvm::Type *S = llvm::StructType::get(C, {B.getPtrTy(), B.getPtrTy()});
  for (unsigned I = 0; I != 50000; ++I) {
    auto *Then = llvm::BasicBlock::Create(C, "", F);
    auto *Next = llvm::BasicBlock::Create(C, "", F);
    B.CreateCondBr(F->getArg(1), Then, Next);
    B.SetInsertPoint(Then);
    P = B.CreateStructGEP(S, P, I % 2);
    B.CreateBr(Next);
    B.SetInsertPoint(Next);
    llvm::PHINode *Phi = B.CreatePHI(B.getPtrTy(), 2);
    Phi->addIncoming(P, Then);
    Phi->addIncoming(F->getArg(0), Then->getSinglePredecessor());
    P = B.CreateLoad(B.getPtrTy(), Phi);
  }
  B.CreateCall(M.getFunction("sync.(*Mutex).Lock"), P);
  B.CreateRetVoid();
  Graph G = T.graph();
  EXPECT_EQ(count(G, NodeKind::Branch), 0u);
  EXPECT_GT(count(G, NodeKind::Value), 50000u);
}

TEST(ModuleGraph, TakesRecursiveTypes) {
  TestModule T(R"(
%go.type = type { i64, i64, ptr, ptr, ptr }
@"type:m.T" = constant %go.type { i64 21, i64 8, ptr @"type:m.T", ptr @"type:*m.T", ptr null }
@"type:*m.T" = constant %go.type { i64 22, i64 8, ptr null, ptr @"type:m.T", ptr null }
declare ptr @runtime.makemap(ptr, i64, ptr)
define ptr @m.f() {
  %m = call ptr @runtime.makemap(ptr @"type:m.T", i64 0, ptr null)
  ret ptr %m
})");
  Graph G = T.graph();
  TypeId Map = G.addType("m.T");
  EXPECT_EQ(static_cast<TypeKind>(G.type(Map).Kind), TypeKind::Map);
  EXPECT_EQ(G.type(Map).Key, Map);
  EXPECT_EQ(G.type(G.type(Map).Elem).Elem, Map);
}

TEST(ModuleGraph, TakesMalformedMetadata) {
  TestModule T(R"(
!mapgraph.package = !{!0}
!mapgraph.exported = !{!1, !2}
!mapgraph.stack = !{!1, !2}
!0 = !{!1, null, i32 7}
!1 = !{}
!2 = !{null, !"x", i64 3}
define void @m.f() {
  ret void
})");
  Graph G = T.graph();
  EXPECT_EQ(G.Packages.size(), 2u);
  EXPECT_FALSE(G.Functions[0].Flags & FF_Exported);
}

// Code that links to functions of the runtime may give them other operands than
// the front end does.
TEST(ModuleGraph, TakesTheRuntimesOwnIterator) {
  TestModule T(R"(
declare ptr @runtime.makemap(ptr, i64, ptr)
declare void @runtime.mapiterinit(ptr, ptr, ptr)
declare void @runtime.mapiternext(ptr)
declare void @runtime.mapdelete()
define void @m.f(ptr %type, ptr %map) {
  %it = alloca [96 x i8]
  call void @runtime.mapiterinit(ptr %type, ptr %map, ptr %it)
  call void @runtime.mapiternext(ptr %it)
  call void @runtime.mapdelete()
  ret void
})");
  Graph G = T.graph();
  ASSERT_EQ(count(G, NodeKind::MapOp), 3u);
  std::vector<NodeId> Maps;
  for (size_t I = 0; I != G.Nodes.size(); ++I)
    if (G.Nodes[I].kind() == NodeKind::MapOp)
      Maps.push_back(G.target(NodeId(I), EdgeKind::Addr));
  EXPECT_EQ(Maps[0], Maps[1]);
  EXPECT_EQ(G.node(Maps[2]).kind(), NodeKind::Unknown);
}

// What a branch tests and what is stored may come from a lookup.
TEST(ModuleGraph, SaysWhatRestsOnALookup) {
  TestModule T(R"(
declare ptr @runtime.makemap(ptr, i64, ptr)
declare { ptr, i1 } @runtime.mapaccess2(ptr, ptr, ptr)
declare ptr @runtime.mapassign(ptr, ptr, ptr)
define void @m.f(ptr %type, ptr %map, ptr %k, i1 %other) {
  %answer = call { ptr, i1 } @runtime.mapaccess2(ptr %type, ptr %map, ptr %k)
  %slot = extractvalue { ptr, i1 } %answer, 0
  %old = load i64, ptr %slot
  %found = extractvalue { ptr, i1 } %answer, 1
  br i1 %found, label %then, label %test
then:
  %new = add i64 %old, 1
  %place = call ptr @runtime.mapassign(ptr %type, ptr %map, ptr %k)
  store i64 %new, ptr %place
  ret void
test:
  br i1 %other, label %insert, label %end
insert:
  %fresh = call ptr @runtime.mapassign(ptr %type, ptr %map, ptr %k)
  store i64 7, ptr %fresh
  ret void
end:
  ret void
})");
  Graph G = T.graph();
  ASSERT_EQ(count(G, NodeKind::MapOp), 3u);
  auto isOp = [&](NodeId N, MapOpKind K) {
    return G.node(N).kind() == NodeKind::MapOp && G.node(N).mapOp() == K;
  };
  std::string Rests;
  for (const Edge &E : G.Edges)
    if (E.kind() == EdgeKind::Cond && G.node(E.To).kind() != NodeKind::Param) {
      EXPECT_TRUE(isOp(E.To, MapOpKind::Lookup));
      Rests += isOp(E.From, MapOpKind::Update) ? "update " : "branch ";
    }
  EXPECT_TRUE(Rests == "update branch " || Rests == "branch update ") << Rests;
}

TEST(ModuleGraph, TakesUnreachableCodeThatRefersToItself) {
  TestModule T(R"(
declare void @"sync.(*Mutex).Lock"(ptr)
define void @m.f(ptr %p) {
entry:
  br label %end
dead:
  %x = getelementptr i8, ptr %y, i64 1
  %y = getelementptr i8, ptr %x, i64 1
  call void @"sync.(*Mutex).Lock"(ptr %x)
  br label %dead
end:
  call void @"sync.(*Mutex).Lock"(ptr %p)
  ret void
})");
  EXPECT_EQ(count(T.graph(), NodeKind::SyncOp), 1u);
}

} // namespace
