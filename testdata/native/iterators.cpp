// Iterators and references after the lock was released, and after a change in
// the same thread.
#include <map>
#include <mutex>
#include <thread>
#include <unordered_map>

struct Session {
  int Hits = 0;
};
int Sum;

namespace iterator_unlocked {
std::map<int, Session> Bad, Good;
std::mutex Mu;
void use(int K) {
  std::unique_lock<std::mutex> L(Mu);
  auto It = Bad.find(K); // NORACE
  if (It == Bad.end())
    return;
  L.unlock();
  Sum += It->second.Hits; // RACE! MG011
}
void useGood(int K) {
  std::unique_lock<std::mutex> L(Mu);
  auto It = Good.find(K); // NORACE
  if (It == Good.end())
    return;
  Sum += It->second.Hits; // NORACE
  L.unlock();
}
void drop() {
  std::lock_guard<std::mutex> L(Mu);
  Bad.erase(1);  // RACE! MG011
  Good.erase(1); // NORACE
}
void run() {
  std::thread T(drop);
  use(1);
  useGood(1);
  T.join();
}
} // namespace iterator_unlocked

namespace reference_unlocked {
std::unordered_map<int, Session> Bad, Good, Grows;
std::mutex Mu;
void use(int K) {
  Mu.lock();
  Session &S = Bad[K]; // NORACE
  Mu.unlock();
  Sum += S.Hits; // RACE! MG011
}
void useGood(int K) {
  Mu.lock();
  Session &S = Good[K]; // NORACE
  Session Copy = S;
  Mu.unlock();
  Sum += Copy.Hits; // NORACE
}
void useGrowing(int K) {
  Mu.lock();
  Session &S = Grows[K]; // NORACE
  Mu.unlock();
  Sum += S.Hits; // NORACE: growth moves no element
}
void change() {
  std::lock_guard<std::mutex> L(Mu);
  Bad.clear();        // RACE! MG011
  Good.clear();       // NORACE
  Grows[7] = Session(); // NORACE
}
void run() {
  std::thread T(change);
  use(1);
  useGood(1);
  useGrowing(1);
  T.join();
}
} // namespace reference_unlocked

namespace hashed_iterator_unlocked {
std::unordered_map<int, Session> Hashed;
std::map<int, Session> Tree;
std::mutex Mu;
void use(int K) {
  std::unique_lock<std::mutex> L(Mu);
  auto It = Hashed.find(K); // NORACE
  auto Jt = Tree.find(K);   // NORACE
  L.unlock();
  Sum += It->second.Hits; // RACE! MG011
  Sum += Jt->second.Hits; // NORACE: an insertion does not touch it
}
void grow() {
  std::lock_guard<std::mutex> L(Mu);
  Hashed[7] = Session(); // RACE! MG011
  Tree[7] = Session();   // NORACE
}
void run() {
  std::thread T(grow);
  use(1);
  T.join();
}
} // namespace hashed_iterator_unlocked

namespace step_unlocked {
std::map<int, Session> Tree;
std::mutex Mu;
void use() {
  std::unique_lock<std::mutex> L(Mu);
  auto It = Tree.begin(); // NORACE
  L.unlock();
  ++It; // RACE! MG011
  Sum += It == Tree.end(); // RACE! MG001|MG003
}
void grow() {
  std::lock_guard<std::mutex> L(Mu);
  Tree[7] = Session(); // RACE! MG011
}
void run() {
  std::thread T(grow);
  use();
  T.join();
}
} // namespace step_unlocked

namespace returned {
class Store {
  std::mutex Mu;
  std::map<int, Session> Bad, Good;

public:
  Session &get(int K) {
    std::lock_guard<std::mutex> L(Mu);
    return Bad[K]; // NORACE
  }
  Session copy(int K) {
    std::lock_guard<std::mutex> L(Mu);
    return Good[K]; // NORACE
  }
  void drop(int K) {
    std::lock_guard<std::mutex> L(Mu);
    Bad.erase(K);  // RACE! MG011
    Good.erase(K); // NORACE
  }
};
Store S;
void run() {
  std::thread T([] { S.drop(1); });
  S.get(1).Hits++;         // RACE! MG011
  Sum += S.copy(1).Hits; // NORACE
  T.join();
}
} // namespace returned

namespace one_thread {
void erasedInLoop(std::map<int, Session> &M) {
  for (auto It = M.begin(); It != M.end(); ++It) // RACE! MG011
    if (It->second.Hits == 0)
      M.erase(It); // RACE! MG011
}
void erasedInLoopGood(std::map<int, Session> &M) {
  for (auto It = M.begin(); It != M.end();)
    if (It->second.Hits == 0)
      It = M.erase(It); // NORACE
    else
      ++It; // NORACE
}
void steppedFirst(std::map<int, Session> &M) {
  for (auto It = M.begin(); It != M.end();)
    if (It->second.Hits == 0)
      M.erase(It++); // NORACE
    else
      ++It; // NORACE
}
void erasedKeyInLoop(std::unordered_map<int, Session> &M) {
  for (auto &E : M) // RACE! MG011
    if (E.second.Hits == 0)
      M.erase(E.first); // RACE! MG011
}
void erasedAndLeft(std::unordered_map<int, Session> &M) {
  for (auto &E : M)
    if (E.second.Hits == 0) {
      M.erase(E.first); // NORACE
      break;
    }
}
void usedAfterErase(std::map<int, Session> &M) {
  auto It = M.find(1);
  if (It == M.end())
    return;
  M.erase(It);            // RACE! MG011
  Sum += It->second.Hits; // RACE! MG011
}
void usedBeforeErase(std::map<int, Session> &M) {
  auto It = M.find(1);
  if (It == M.end())
    return;
  Sum += It->second.Hits; // NORACE
  M.erase(It);            // NORACE
}
void grown(std::unordered_map<int, Session> &M) {
  auto It = M.find(1);
  M[2] = Session();       // RACE! MG011
  Sum += It->second.Hits; // RACE! MG011
}
void grownTree(std::map<int, Session> &M) {
  auto It = M.find(1);
  M[2] = Session();       // NORACE
  Sum += It->second.Hits; // NORACE
}
void lookedUpAgain(std::unordered_map<int, Session> &M) {
  auto It = M.find(1);
  M[2] = Session(); // NORACE
  It = M.find(1);
  Sum += It->second.Hits; // NORACE
}
void otherMap(std::unordered_map<int, Session> &M,
              std::unordered_map<int, Session> &N) {
  auto It = M.find(1);
  N[2] = Session();       // NORACE
  Sum += It->second.Hits; // NORACE
}
void cleared(std::map<int, Session> &M) {
  auto It = M.begin();
  M.clear();              // RACE! MG011
  Sum += It->second.Hits; // RACE! MG011
}
void run() {
  std::map<int, Session> M;
  std::unordered_map<int, Session> N, O;
  erasedInLoop(M);
  erasedInLoopGood(M);
  steppedFirst(M);
  erasedKeyInLoop(N);
  erasedAndLeft(N);
  usedAfterErase(M);
  usedBeforeErase(M);
  grown(N);
  grownTree(M);
  lookedUpAgain(N);
  otherMap(N, O);
  cleared(M);
}
} // namespace one_thread

int main() {
  iterator_unlocked::run();
  reference_unlocked::run();
  hashed_iterator_unlocked::run();
  step_unlocked::run();
  returned::run();
  one_thread::run();
}
