#include <thread>
#include <unordered_map>

std::unordered_map<int, int> Counts;

static void add(int K) {
  Counts[K] = 1;
}

int main() {
  std::thread A(add, 1);
  add(2);
  A.join();
}
