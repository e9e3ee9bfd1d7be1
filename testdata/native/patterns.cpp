// The patterns of real fixes as C++ has them, each with its fix.
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

int Sum;

// The lock is given back before the last access, or taken after the first.
namespace extent {
class Bad {
  std::mutex Mu;
  std::unordered_map<std::string, int> M;

public:
  void early(const std::string &K) {
    {
      std::lock_guard<std::mutex> L(Mu);
      M[K]++; // RACE! MG003
    }
    if (M.size() > 100) // RACE! MG003
      Sum++;
  }
};
class Good {
  std::mutex Mu;
  std::unordered_map<std::string, int> M;

public:
  void late(const std::string &K) {
    std::lock_guard<std::mutex> L(Mu);
    M[K]++;             // NORACE
    if (M.size() > 100) // NORACE
      Sum++;
  }
};
void run() {
  static Bad B;
  static Good G;
  std::thread T([] { B.early("a"); }), U([] { B.early("b"); });
  std::thread V([] { G.late("a"); }), W([] { G.late("b"); });
  T.join();
  U.join();
  V.join();
  W.join();
}
} // namespace extent

// The map itself is handed out under the lock and used without it.
namespace escape {
class Cache {
  std::mutex Mu;
  std::map<int, int> M;

public:
  std::map<int, int> &all() {
    std::lock_guard<std::mutex> L(Mu);
    return M;
  }
  std::map<int, int> copy() {
    std::lock_guard<std::mutex> L(Mu);
    return M; // NORACE
  }
  void put(int K) {
    std::lock_guard<std::mutex> L(Mu);
    M[K] = 1; // RACE! MG003|MG005
  }
};
void run() {
  Cache C;
  std::thread T([&C] { C.put(1); });
  for (auto &E : C.all()) // RACE! MG003|MG005
    Sum += E.second;
  for (auto &E : C.copy()) // NORACE
    Sum += E.second;
  T.join();
}
} // namespace escape

// Another object's lock.
namespace instance {
struct Shard {
  std::mutex Mu;
};
std::map<int, int> Bad, Good;
std::mutex Mu;
void put(Shard &S, int K) {
  std::lock_guard<std::mutex> L(S.Mu);
  Bad[K] = 1; // RACE! MG001|MG003|MG004
}
void putGood(int K) {
  std::lock_guard<std::mutex> L(Mu);
  Good[K] = 1; // NORACE
}
void run() {
  Shard A, B;
  std::thread T([&A] { put(A, 1); });
  put(B, 2);
  T.join();
  std::thread U([] { putGood(1); });
  putGood(2);
  U.join();
}
} // namespace instance

// Each thread locks a mutex of its own.
namespace local_lock {
std::map<int, int> Bad;
void put(int K) {
  std::mutex Mu;
  std::lock_guard<std::mutex> L(Mu);
  Bad[K] = 1; // RACE! MG001|MG003|MG004
}
void run() {
  std::thread T(put, 1), U(put, 2);
  T.join();
  U.join();
}
} // namespace local_lock

// The inner map is not guarded by the lock of the outer one.
namespace nested {
std::map<int, std::map<int, int>> Bad, Good;
std::mutex Mu;
void use(int K) {
  std::map<int, int> *Inner;
  {
    std::lock_guard<std::mutex> L(Mu);
    Inner = &Bad[K]; // NORACE
  }
  (*Inner)[1]++; // RACE! MG001|MG003|MG005
}
void useGood(int K) {
  std::lock_guard<std::mutex> L(Mu);
  Good[K][1]++; // NORACE
}
void run() {
  std::thread T([] { use(1); }), U([] { use(1); });
  std::thread V([] { useGood(1); }), W([] { useGood(1); });
  T.join();
  U.join();
  V.join();
  W.join();
}
} // namespace nested

// Found missing under the read lock, put in under the write lock without
// looking again.
namespace check {
std::map<int, int> Bad, Good;
std::shared_mutex Mu;
void fill(int K) {
  {
    std::shared_lock<std::shared_mutex> L(Mu);
    if (Bad.count(K)) // RACE! MG006
      return;
  }
  std::unique_lock<std::shared_mutex> L(Mu);
  Bad[K] = 1; // RACE! MG006
}
void fillGood(int K) {
  std::unique_lock<std::shared_mutex> L(Mu);
  if (!Good.count(K)) // NORACE
    Good[K] = 1;      // NORACE
}
void run() {
  std::thread T([] { fill(1); }), U([] { fill(1); });
  std::thread V([] { fillGood(1); }), W([] { fillGood(1); });
  T.join();
  U.join();
  V.join();
  W.join();
}
} // namespace check

// A local map captured by threads; each has its own; built before they start.
namespace captured {
void run() {
  std::map<int, int> Bad, Built;
  Built[1] = 1; // NORACE
  std::thread T([&] {
    Bad[1] = 1;          // RACE! MG001
    Sum += Built.at(1); // NORACE
  });
  std::thread U([&] {
    Bad[2] = 1;          // RACE! MG001
    Sum += Built.at(1); // NORACE
    std::map<int, int> Own;
    Own[1] = 1; // NORACE
  });
  T.join();
  U.join();
  Bad[3] = 1; // NORACE
}
} // namespace captured

// Shared by pointer.
namespace pointed {
struct State {
  std::mutex Mu;
  std::map<int, int> Bad, Good;
};
void work(std::shared_ptr<State> S) {
  S->Bad[1] = 1; // RACE! MG001
  std::lock_guard<std::mutex> L(S->Mu);
  S->Good[1] = 1; // NORACE
}
void run() {
  auto S = std::make_shared<State>();
  std::thread T(work, S), U(work, S);
  T.join();
  U.join();
}
} // namespace pointed

int main() {
  extent::run();
  escape::run();
  instance::run();
  local_lock::run();
  nested::run();
  check::run();
  captured::run();
  pointed::run();
}
