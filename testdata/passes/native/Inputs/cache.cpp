#include <map>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>
#include <unordered_map>
struct Cache {
  std::mutex Mu;
  std::map<int, int *> M;
  int *get(int K) {
    std::lock_guard<std::mutex> G(Mu);
    auto It = M.find(K);
    return It == M.end() ? nullptr : It->second;
  }
  void set(int K, int *V) {
    std::unique_lock<std::mutex> G(Mu);
    M[K] = V;
  }
  void drop(int K) { M.erase(K); }
};
std::unordered_map<std::string, int> Global;
std::shared_mutex Rw;
int size() { std::shared_lock<std::shared_mutex> L(Rw); return Global.size(); }
void put(const std::string &K) { if (Rw.try_lock()) { Global[K] = 1; Rw.unlock(); } }
void worker(Cache *C, int N) { C->drop(N); }
void run(Cache &C) {
  std::thread A([&C] { C.drop(1); });
  std::thread B(worker, &C, 2);
  A.join();
  B.join();
}
void copy(std::map<int, int *> &X, const std::map<int, int *> &Y) { X = Y; std::swap(X, X); }
