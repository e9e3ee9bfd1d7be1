//===- ValuesTest.cpp - What values are made of ---------------------------===//

#include "passes/TestModule.h"
#include "llvm/ADT/StringRef.h"

using namespace mapgraph;

namespace {

// The graph of a function that gives %v to take.
std::string valueOf(const std::string &Body) {
  TestModule T(R"(
%go.iface = type { ptr, ptr }
%go.slice = type { ptr, i64, i64 }
%go.string = type { ptr, i64 }
%"m.S" = type { i64, %"m.T", [2 x ptr] }
%"m.T" = type { ptr, ptr }
@"type:*m.S" = external constant i8
@m.h = global %"m.T" zeroinitializer
declare void @"sync.(*Mutex).Lock"(ptr)
declare void @take(ptr)
declare { ptr, %go.iface } @two()
define void @m.f(ptr %p, ptr %q, i64 %i, i1 %c, %"m.T" %t, %go.slice %s) {
)" + Body + R"(
  call void @take(ptr %v)
  ret void
})");
  return T.text();
}

void expectLine(const std::string &Text, llvm::StringRef Part) {
  EXPECT_NE(Text.find(Part), std::string::npos) << Part.str() << "\n" << Text;
}

TEST(Values, HaveOneFieldPerLevel) {
  std::string S =
      valueOf(R"(%v = getelementptr %"m.S", ptr %p, i32 0, i32 2, i64 %i)");
  expectLine(S, "= field m.S.#2 %");
  expectLine(S, "= field [] %");
}

// Constant folding makes @m.h of the address of its first field.
TEST(Values, SeeTheFirstFieldOfAGlobal) {
  std::string S = valueOf("%v = load ptr, ptr @m.h");
  expectLine(S, "= field m.T.#0 m.h");
  expectLine(S, "= load %");
}

TEST(Values, AreSubstitutedByTheirOnlySource) {
  std::string S = valueOf(R"(%x = freeze ptr %p
  %y = select i1 %c, ptr %x, ptr %p
  %v = select i1 %c, ptr %y, ptr null)");
  expectLine(S, "param 0");
  EXPECT_EQ(S.find("copy"), std::string::npos) << S;
}

TEST(Values, JoinSources) {
  expectLine(valueOf("%v = select i1 %c, ptr %p, ptr %q"), "= copy %");
}

TEST(Values, ExtractPartsOfAggregates) {
  std::string S = valueOf(R"(%v = extractvalue %"m.T" %t, 1)");
  expectLine(S, "= field m.T.#1 %");
  expectLine(S, "param 4 aggregate");
}

TEST(Values, SeeThroughInsertions) {
  std::string S = valueOf(R"(%a = insertvalue %"m.T" undef, ptr %p, 0
  %b = insertvalue %"m.T" %a, ptr %q, 1
  %v = extractvalue %"m.T" %b, 0)");
  expectLine(S, "arg0=%2");
  expectLine(S, "%2 param 0");
}

TEST(Values, TellResultsOfACallApart) {
  std::string S = valueOf(R"(%r = call { ptr, %go.iface } @two()
  %e = extractvalue { ptr, %go.iface } %r, 1
  %v = extractvalue %go.iface %e, 1)");
  expectLine(S, "= result1 %");
  EXPECT_EQ(S.find("result0"), std::string::npos) << S;
}

TEST(Values, TakeASliceOfASliceForTheSlice) {
  std::string S = valueOf(R"(%d = extractvalue %go.slice %s, 0
  %e = getelementptr ptr, ptr %d, i64 %i
  %x = insertvalue %go.slice undef, ptr %e, 0
  %y = extractvalue %go.slice %x, 0
  %v = getelementptr ptr, ptr %y, i64 0)");
  expectLine(S, "= field [] %");
}

TEST(Values, ComeFromTheUnknownWhenNobodyKnows) {
  expectLine(valueOf("%v = call ptr asm \"\", \"=r\"()"), "copy unknown");
}

TEST(Values, StructsAreWrittenPartByPart) {
  std::string S = valueOf(R"(%a = insertvalue %"m.T" undef, ptr %p, 0
  %b = insertvalue %"m.T" %a, ptr %q, 1
  store %"m.T" %b, ptr %p
  %v = load ptr, ptr %q)");
  expectLine(S, "= field m.T.#0 %");
  expectLine(S, "= field m.T.#1 %");
  EXPECT_EQ(S.find("variable"), std::string::npos) << S;
}

TEST(Values, StructCopiesAreALoadAndAWrite) {
  std::string S = valueOf(R"(%a = load %"m.T", ptr %q
  store %"m.T" %a, ptr %p
  %v = load ptr, ptr %q)");
  expectLine(S, "value aggregate \"a\" = load %");
}

// The store that makes %v what the operation is given.
std::string storedBefore(const std::string &Operation) {
  TestModule T(R"(
%go.iface = type { ptr, ptr }
%go.slice = type { ptr, i64, i64 }
%"m.T" = type { ptr, ptr }
@"type:*m.T" = external constant i8
@"type:m.T" = external constant i8
@"type:chan" = external constant i8
declare ptr @runtime.newobject(ptr)
declare void @"sync/atomic.(*Pointer).Store"(ptr, ptr)
declare void @"sync.(*Map).Store"(ptr, %go.iface, %go.iface)
declare { %go.slice, %go.iface } @"encoding/json.Marshal"(%go.iface)
declare void @runtime.chansend(ptr, ptr, ptr)
define void @m.f(ptr %p, ptr %q) {
  %new = call ptr @runtime.newobject(ptr @"type:m.T")
  %a = getelementptr %"m.T", ptr %new, i32 0, i32 1
  store ptr %p, ptr %a
  %w = insertvalue %go.iface undef, ptr @"type:*m.T", 0
  %i = insertvalue %go.iface %w, ptr %new, 1
)" + Operation +
               R"(
  ret void
})");
  return T.text();
}

TEST(Values, WhatAnOperationKeepsIsWritten) {
  for (const char *Operation :
       {R"(call void @"sync/atomic.(*Pointer).Store"(ptr %q, ptr %new))",
        R"(call void @"sync.(*Map).Store"(ptr %q, %go.iface %i, %go.iface %i))",
        R"(call { %go.slice, %go.iface } )"
        R"(@"encoding/json.Marshal"(%go.iface %i))"})
    expectLine(storedBefore(Operation), "write addr=");
}

// The event has the operand; the slot is nobody's.
TEST(Values, WhatOnlyCarriesAnOperandIsNotWritten) {
  std::string S = storedBefore(
      R"(call void @runtime.chansend(ptr @"type:chan", ptr %q, ptr %new))");
  EXPECT_EQ(S.find("write addr="), std::string::npos) << S;
}

} // namespace
