//===- DialectTest.cpp - Tables answer for the symbols of each producer ---===//

#include "passes/Dialect.h"
#include "passes/NativeNames.h"
#include "passes/Packages.h"
#include "gtest/gtest.h"

using namespace mapgraph;

namespace {

const Row *row(Producer P, llvm::StringRef Symbol) {
  return Dialect::get(P).find(Symbol);
}

TEST(Dialect, FindsMapOperationsOfTheGoFrontEnd) {
  const Row *R = row(Producer::Go, "runtime.mapassign");
  ASSERT_TRUE(R);
  EXPECT_EQ(R->Kind, RowKind::Map);
  EXPECT_EQ(R->mapOp(), MapOpKind::Update);
  EXPECT_EQ(R->Addr, 1);
  EXPECT_EQ(R->Key, 2);
  EXPECT_TRUE(R->has(RF_Slot));
}

TEST(Dialect, KnowsNothingOfOrdinaryFunctions) {
  EXPECT_FALSE(row(Producer::Go, "pkg.mapassign"));
  EXPECT_FALSE(row(Producer::Native, "_Z3runv"));
  EXPECT_FALSE(row(Producer::TinyGo, "runtime.mapassign"));
}

TEST(Dialect, DisregardsTypeArguments) {
  const Row *R =
      row(Producer::Go, "sync/atomic.(*Pointer[map[string]int]).Load");
  ASSERT_TRUE(R);
  EXPECT_EQ(R->syncOp(), SyncOpKind::AtomicLoad);
  EXPECT_EQ(withoutBrackets("a.F[map[b]c] [p.test]"), "a.F");
}

TEST(Dialect, TellsReadLocksFromWriteLocks) {
  EXPECT_TRUE(row(Producer::Go, "sync.(*RWMutex).RLock")->has(RF_Read));
  EXPECT_FALSE(row(Producer::Go, "sync.(*RWMutex).Lock")->has(RF_Read));
  EXPECT_TRUE(row(Producer::Go, "sync.(*Mutex).TryLock")->has(RF_Try));
}

TEST(Dialect, CoversPackagesBelowAPath) {
  const Dialect &D = Dialect::get(Producer::Go);
  EXPECT_TRUE(D.isOpaque("encoding/json"));
  EXPECT_TRUE(D.isOpaque("internal/poll"));
  EXPECT_TRUE(D.isOpaque("fmt [p.test]"));
  EXPECT_FALSE(D.isOpaque("net/http"));
  EXPECT_FALSE(D.isOpaque("encodings"));
}

TEST(Dialect, FindsHandlersByField) {
  const Row *R =
      Dialect::get(Producer::Go).findField("net/http.Server.Handler");
  ASSERT_TRUE(R);
  EXPECT_EQ(R->Text, "ServeHTTP");
  EXPECT_TRUE(R->has(RF_Many));
}

TEST(Dialect, FindsLlgoWhereverItsRuntimeLies) {
  EXPECT_TRUE(row(Producer::Llgo, "github.com/goplus/llgo/runtime/internal/"
                                  "runtime.MapAssign"));
  EXPECT_TRUE(row(Producer::Llgo, "sync.(*Mutex).Lock"));
}

TEST(Dialect, NumbersKernelHelpers) {
  const Dialect &D = Dialect::get(Producer::Ebpf);
  EXPECT_EQ(D.findHelper(2)->mapOp(), MapOpKind::Update);
  EXPECT_FALSE(D.findHelper(5));
}

TEST(NativeNames, StripsWhatVaries) {
  EXPECT_EQ(nativeName("_ZNSt3mapIilSt4lessIiESaISt4pairIKilEEEixERS3_"),
            "std::map::operator[]");
  EXPECT_EQ(nativeName("_ZNSt3__15mutex4lockEv"), "std::mutex::lock");
  EXPECT_EQ(nativeName("_ZN4absl7debian35Mutex10ReaderLockEv"),
            "absl::Mutex::ReaderLock");
  EXPECT_EQ(nativeName("_ZNSt10lock_guardISt5mutexED2Ev"),
            "std::lock_guard::~lock_guard");
  EXPECT_EQ(nativeName("pthread_mutex_lock"), "pthread_mutex_lock");
}

TEST(NativeNames, TellsOverloadsApart) {
  EXPECT_EQ(nativeName("_ZNSt10lock_guardISt5mutexEC2ERS0_St12adopt_lock_t"),
            "std::lock_guard::lock_guard#adopt");
  EXPECT_EQ(nativeName("_ZNSt10lock_guardISt5mutexEC2ERS0_"),
            "std::lock_guard::lock_guard");
  EXPECT_EQ(nativeName("_ZNSt3mapIiPiSt4lessIiESaISt4pairIKiS0_EEEaSERKS7_"),
            "std::map::operator=#copy");
  EXPECT_EQ(nativeName("_ZNSt3mapIilSt4lessIiESaISt4pairIKilEEEC2EOS6_"),
            "std::map::map#move");
}

TEST(Symbols, AreTakenApart) {
  SymbolParts P = splitGoSymbol("net/http.(*ServeMux).HandleFunc");
  EXPECT_EQ(P.Package, "net/http");
  EXPECT_EQ(P.Receiver, "ServeMux");
  EXPECT_EQ(P.Name, "HandleFunc");
  EXPECT_TRUE(P.Pointer);
  P = splitGoSymbol("gopkg.in/yaml.v3.Marshal");
  EXPECT_EQ(P.Package, "gopkg.in/yaml.v3");
  EXPECT_EQ(P.Name, "Marshal");
  P = splitGoSymbol("a/b.T[c/d.E].M");
  EXPECT_EQ(P.Package, "a/b");
  EXPECT_EQ(P.Receiver, "T[c/d.E]");
  EXPECT_EQ(P.Name, "M");
  EXPECT_EQ(splitGoSymbol("main.f.func1.2").Receiver, "");
  EXPECT_EQ(splitGoSymbol("main.init.0").Receiver, "");
  P = splitGoSymbol("(*main.T).M");
  EXPECT_EQ(P.Package, "main");
  EXPECT_EQ(P.Receiver, "T");
}

TEST(Symbols, OfPathsWithDots) {
  SymbolParts P = splitGoSymbol("a.b/nats.go.(*Conn).Publish");
  EXPECT_EQ(P.Package, "a.b/nats.go");
  EXPECT_EQ(P.Receiver, "Conn");
  EXPECT_TRUE(P.Pointer);
  P = splitGoSymbol("a.b/nats.go.init", "a.b/nats.go");
  EXPECT_EQ(P.Package, "a.b/nats.go");
  EXPECT_EQ(P.Receiver, "");
  EXPECT_EQ(P.Name, "init");
  P = splitGoSymbol("a.b/nats.go.Header.Get", "a.b/nats.go");
  EXPECT_EQ(P.Receiver, "Header");
  P = splitGoSymbol("a.b/nats.go2.init", "a.b/nats.go");
  EXPECT_NE(P.Package, "a.b/nats.go");
}

} // namespace
