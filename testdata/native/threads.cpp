// Every way to start a thread, with and without waiting for its end.
#include <future>
#include <map>
#include <mutex>
#include <threads.h>
#include <thread>
#include <vector>

using Map = std::map<int, int>;

namespace joined {
Map Bad, Good;
void bug() {
  std::thread T([] { Bad[1] = 1; }); // RACE! MG001
  (void)Bad.find(1);                 // RACE! MG001
  T.join();
}
void fixed() {
  std::thread T([] { Good[1] = 1; }); // NORACE
  T.join();
  (void)Good.find(1); // NORACE
}
} // namespace joined

namespace detached {
Map Bad;
void bug() {
  std::thread([] { Bad[1] = 1; }).detach(); // RACE! MG001
  (void)Bad.find(1);                        // RACE! MG001
}
} // namespace detached

namespace function {
Map Bad, Good;
void write(Map *M, int K) {
  (*M)[K] = 1; // RACE! MG001
}
void writeGood(Map &M) {
  M[1] = 1; // NORACE
}
void bug() {
  std::thread T(write, &Bad, 3);
  (void)Bad.find(1); // RACE! MG001
  T.join();
}
void fixed() {
  std::thread T(writeGood, std::ref(Good));
  T.join();
  (void)Good.find(1); // NORACE
}
} // namespace function

namespace member {
struct Worker {
  Map Bad, Good;
  std::mutex Mu;
  void write() {
    Bad[1] = 1; // RACE! MG001|MG003
    std::lock_guard<std::mutex> L(Mu);
    Good[1] = 1; // NORACE
  }
};
void run() {
  Worker W;
  std::thread T(&Worker::write, &W);
  {
    std::lock_guard<std::mutex> L(W.Mu);
    (void)W.Bad.find(1);  // RACE! MG001|MG003
    (void)W.Good.find(1); // NORACE
  }
  T.join();
}
} // namespace member

namespace functor {
Map Bad;
struct Write {
  void operator()() const {
    Bad[1] = 1; // RACE! MG001
  }
};
void bug() {
  std::thread T{Write()};
  (void)Bad.find(1); // RACE! MG001
  T.join();
}
} // namespace functor

namespace several {
Map Bad, Good;
void bug() {
  std::vector<std::thread> Ts;
  for (int I = 0; I != 4; ++I)
    Ts.emplace_back([I] { Bad[I] = 1; }); // RACE! MG001
  for (auto &T : Ts)
    T.join();
}
std::mutex Mu;
void fixed() {
  std::vector<std::thread> Ts;
  for (int I = 0; I != 4; ++I)
    Ts.push_back(std::thread([I] {
      std::lock_guard<std::mutex> L(Mu);
      Good[I] = 1; // NORACE
    }));
  for (auto &T : Ts)
    T.join();
  (void)Good.size(); // NORACE
}
} // namespace several

namespace jthread {
Map Bad, Good;
void bug() {
  std::jthread T([] { Bad[1] = 1; }); // RACE! MG001
  (void)Bad.find(1);                  // RACE! MG001
}
void fixed() {
  { std::jthread T([] { Good[1] = 1; }); } // NORACE
  (void)Good.find(1); // NORACE
}
} // namespace jthread

namespace async {
Map Bad, Good, Policy;
void bug() {
  auto F = std::async(std::launch::async, [] { Bad[1] = 1; }); // RACE! MG001
  (void)Bad.find(1); // RACE! MG001
  F.get();
}
void fixed() {
  auto F = std::async(std::launch::async, [] { Good[1] = 1; }); // NORACE
  F.wait();
  (void)Good.find(1); // NORACE
}
void defaultPolicy() {
  auto F = std::async([] { Policy[1] = 1; }); // RACE! MG001
  (void)Policy.find(1);                       // RACE! MG001
  F.get();
}
} // namespace async

namespace referred {
Map Bad;
void write(Map &M) {
  M[1] = 1; // RACE! MG001
}
void bug() {
  std::thread T(write, std::ref(Bad));
  (void)Bad.find(1); // RACE! MG001
  T.join();
}
} // namespace referred

namespace moved {
Map Bad, Good;
struct Owner {
  std::thread T;
  void start() {
    T = std::thread([] {
      Bad[1] = 1;  // RACE! MG001
      Good[1] = 1; // NORACE
    });
    (void)Bad.find(1); // RACE! MG001
    T.join();
    (void)Good.find(1); // NORACE
  }
};
void run() {
  Owner O;
  O.start();
  std::thread Later;
  Later = std::thread([] { Good[2] = 1; }); // NORACE
  Later.join();
  (void)Good.find(1); // NORACE
}
} // namespace moved

namespace array {
Map Bad, Good;
std::mutex Mu;
void run() {
  std::thread Ts[4];
  for (int I = 0; I != 4; ++I)
    Ts[I] = std::thread([I] {
      Bad[I] = 1; // RACE! MG001
      std::lock_guard<std::mutex> L(Mu);
      Good[I] = 1; // NORACE
    });
  for (auto &T : Ts)
    T.join();
  (void)Good.size(); // NORACE
}
} // namespace array

namespace vector_of_jthreads {
Map Bad, Good;
std::mutex Mu;
void run() {
  {
    std::vector<std::jthread> Ts;
    for (int I = 0; I != 4; ++I)
      Ts.emplace_back([I] {
        Bad[I] = 1; // RACE! MG001
        std::lock_guard<std::mutex> L(Mu);
        Good[I] = 1; // NORACE
      });
  }
  (void)Good.size(); // NORACE
}
} // namespace vector_of_jthreads

namespace indexed {
Map Good;
std::mutex Mu;
void run() {
  std::vector<std::thread> Ts;
  for (int I = 0; I != 4; ++I)
    Ts.emplace_back([I] {
      std::lock_guard<std::mutex> L(Mu);
      Good[I] = 1; // NORACE
    });
  for (unsigned I = 0; I != Ts.size(); ++I)
    Ts[I].join();
  (void)Good.size(); // NORACE
}
} // namespace indexed

namespace c11 {
Map Bad, Good, Locked;
mtx_t Mu;
once_flag Flag = ONCE_FLAG_INIT;
int write(void *) {
  Bad[1] = 1;  // RACE! MG001
  Good[1] = 1; // NORACE
  mtx_lock(&Mu);
  Locked[1] = 1; // NORACE
  mtx_unlock(&Mu);
  return 0;
}
void run() {
  thrd_t T;
  thrd_create(&T, write, nullptr);
  (void)Bad.find(1); // RACE! MG001
  mtx_lock(&Mu);
  (void)Locked.find(1); // NORACE
  mtx_unlock(&Mu);
  thrd_join(T, nullptr);
  (void)Good.find(1); // NORACE
}
} // namespace c11

int main() {
  joined::bug();
  joined::fixed();
  detached::bug();
  function::bug();
  function::fixed();
  member::run();
  functor::bug();
  several::bug();
  several::fixed();
  jthread::bug();
  jthread::fixed();
  async::bug();
  async::fixed();
  async::defaultPolicy();
  referred::bug();
  moved::run();
  array::run();
  vector_of_jthreads::run();
  indexed::run();
  c11::run();
}
