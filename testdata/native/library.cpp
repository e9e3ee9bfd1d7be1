// No main: the second thread is a caller. A class with a lock of its own is
// used by several; one without is not.
#include <mutex>
#include <string>
#include <unordered_map>

class Cache {
public:
  int get(const std::string &K);
  void put(const std::string &K, int V);
  void drop(const std::string &K);
  unsigned size();

private:
  std::mutex Mu;
  std::unordered_map<std::string, int> M;
};

int Cache::get(const std::string &K) {
  std::lock_guard<std::mutex> L(Mu);
  auto It = M.find(K); // NORACE
  return It == M.end() ? 0 : It->second;
}
void Cache::put(const std::string &K, int V) {
  std::lock_guard<std::mutex> L(Mu);
  M[K] = V; // RACE! MG003
}
void Cache::drop(const std::string &K) {
  std::lock_guard<std::mutex> L(Mu);
  M.erase(K); // RACE! MG003
}
unsigned Cache::size() {
  return M.size(); // RACE! MG003
}

class Plain {
public:
  void put(int K);
  unsigned size();

private:
  std::unordered_map<int, int> M;
};
void Plain::put(int K) {
  M[K] = 1; // NORACE
}
unsigned Plain::size() {
  return M.size(); // NORACE
}
