// Every class of locks and guards of the standard library: held on both sides,
// and once forgotten or in the wrong mode.
#include <map>
#include <mutex>
#include <shared_mutex>
#include <thread>

using Map = std::map<int, int>;

namespace guard {
Map Bad, Good;
std::mutex Mu;
void bug() {
  std::thread T([] {
    std::lock_guard<std::mutex> L(Mu);
    Bad[1] = 1; // RACE! MG003
  });
  (void)Bad.find(1); // RACE! MG003
  T.join();
}
void fixed() {
  std::thread T([] {
    std::lock_guard<std::mutex> L(Mu);
    Good[1] = 1; // NORACE
  });
  std::lock_guard<std::mutex> L(Mu);
  (void)Good.find(1); // NORACE
  T.detach();
}
} // namespace guard

namespace unique {
Map Bad, Good;
std::mutex Mu;
void bug() {
  std::thread T([] {
    std::unique_lock<std::mutex> L(Mu);
    L.unlock();
    Bad[1] = 1; // RACE! MG001|MG003
  });
  std::unique_lock<std::mutex> L(Mu);
  (void)Bad.find(1); // RACE! MG001|MG003
  T.detach();
}
void fixed() {
  std::thread T([] {
    std::unique_lock<std::mutex> L(Mu);
    L.unlock();
    L.lock();
    Good[1] = 1; // NORACE
  });
  std::unique_lock<std::mutex> L(Mu, std::defer_lock);
  L.lock();
  (void)Good.find(1); // NORACE
  T.detach();
}
} // namespace unique

namespace deferred {
Map Bad;
std::mutex Mu;
void bug() {
  std::thread T([] {
    std::unique_lock<std::mutex> L(Mu, std::defer_lock);
    Bad[1] = 1; // RACE! MG001|MG003
  });
  std::unique_lock<std::mutex> L(Mu);
  (void)Bad.find(1); // RACE! MG001|MG003
  T.detach();
}
} // namespace deferred

namespace tried {
Map Bad, Good;
std::mutex Mu;
void bug() {
  std::thread T([] {
    std::unique_lock<std::mutex> L(Mu, std::try_to_lock);
    Bad[1] = 1; // RACE! MG001|MG003
  });
  std::lock_guard<std::mutex> L(Mu);
  (void)Bad.find(1); // RACE! MG001|MG003
  T.detach();
}
void fixed() {
  std::thread T([] {
    if (Mu.try_lock()) {
      Good[1] = 1; // NORACE
      Mu.unlock();
    }
  });
  std::lock_guard<std::mutex> L(Mu);
  (void)Good.find(1); // NORACE
  T.detach();
}
} // namespace tried

namespace owns {
Map Good;
std::mutex Mu;
void fixed() {
  std::thread T([] {
    std::unique_lock<std::mutex> L(Mu, std::try_to_lock);
    if (L.owns_lock())
      Good[1] = 1; // NORACE
  });
  std::lock_guard<std::mutex> L(Mu);
  (void)Good.find(1); // NORACE
  T.detach();
}
} // namespace owns

namespace scoped {
Map Bad, Good;
std::mutex Mu, Second, Third;
void bug() {
  std::thread T([] {
    std::scoped_lock L(Second, Third);
    Bad[1] = 1; // RACE! MG001|MG003|MG004
  });
  std::scoped_lock L(Mu);
  (void)Bad.find(1); // RACE! MG001|MG003|MG004
  T.detach();
}
void fixed() {
  std::thread T([] {
    std::scoped_lock L(Second, Mu);
    Good[1] = 1; // NORACE
  });
  std::scoped_lock L(Mu);
  (void)Good.find(1); // NORACE
  T.detach();
}
} // namespace scoped

namespace adopted {
Map Good;
std::mutex Mu, Second;
void fixed() {
  std::thread T([] {
    std::lock(Mu, Second);
    std::lock_guard<std::mutex> A(Mu, std::adopt_lock);
    std::lock_guard<std::mutex> B(Second, std::adopt_lock);
    Good[1] = 1; // NORACE
  });
  std::lock_guard<std::mutex> L(Mu);
  (void)Good.find(1); // NORACE
  T.detach();
}
} // namespace adopted

namespace recursive {
Map Bad, Good;
std::recursive_mutex Mu;
void put() {
  std::lock_guard<std::recursive_mutex> L(Mu);
  Good[1] = 1; // NORACE
}
void bug() {
  std::thread T([] {
    std::lock_guard<std::recursive_mutex> L(Mu);
    Bad[1] = 1; // RACE! MG003
  });
  (void)Bad.find(1); // RACE! MG003
  T.detach();
}
void fixed() {
  std::thread T([] {
    std::lock_guard<std::recursive_mutex> L(Mu);
    put();
    Good[2] = 1; // NORACE
  });
  std::lock_guard<std::recursive_mutex> L(Mu);
  (void)Good.find(1); // NORACE
  T.detach();
}
} // namespace recursive

namespace timed {
Map Bad, Good;
std::timed_mutex Mu;
void bug() {
  std::thread T([] {
    std::lock_guard<std::timed_mutex> L(Mu);
    Bad[1] = 1; // RACE! MG003
  });
  (void)Bad.find(1); // RACE! MG003
  T.detach();
}
void fixed() {
  std::thread T([] {
    if (Mu.try_lock_for(std::chrono::seconds(1))) {
      Good[1] = 1; // NORACE
      Mu.unlock();
    }
  });
  std::lock_guard<std::timed_mutex> L(Mu);
  (void)Good.find(1); // NORACE
  T.detach();
}
} // namespace timed

namespace shared {
Map Reads, Mixed, Wrong, Writes;
std::shared_mutex Mu;
void readBoth() {
  std::thread T([] {
    std::shared_lock<std::shared_mutex> L(Mu);
    (void)Reads.find(1); // NORACE
  });
  std::shared_lock<std::shared_mutex> L(Mu);
  (void)Reads.find(1); // NORACE
  T.detach();
}
void fixed() {
  std::thread T([] {
    std::unique_lock<std::shared_mutex> L(Mu);
    Mixed[1] = 1; // NORACE
  });
  std::shared_lock<std::shared_mutex> L(Mu);
  (void)Mixed.find(1); // NORACE
  T.detach();
}
void bug() {
  std::thread T([] {
    std::shared_lock<std::shared_mutex> L(Mu);
    Wrong[1] = 1; // RACE! MG002
  });
  std::shared_lock<std::shared_mutex> L(Mu);
  (void)Wrong.find(1); // RACE! MG002
  T.detach();
}
void writeBoth() {
  std::thread T([] {
    Mu.lock();
    Writes[1] = 1; // NORACE
    Mu.unlock();
  });
  std::lock_guard<std::shared_mutex> L(Mu);
  Writes.erase(1); // NORACE
  T.detach();
}
} // namespace shared

namespace by_hand {
Map Wrong, Good;
std::shared_timed_mutex Mu;
void bug() {
  std::thread T([] {
    Mu.lock_shared();
    Wrong.erase(1); // RACE! MG002
    Mu.unlock_shared();
  });
  Mu.lock_shared();
  (void)Wrong.size(); // RACE! MG002
  Mu.unlock_shared();
  T.join();
}
void fixed() {
  std::thread T([] {
    Mu.lock();
    Good.erase(1); // NORACE
    Mu.unlock();
  });
  Mu.lock_shared();
  (void)Good.size(); // NORACE
  Mu.unlock_shared();
  T.join();
}
} // namespace by_hand

namespace once {
Map Bad, Good;
std::once_flag Flag;
void bug() {
  std::thread T([] {
    std::call_once(Flag, [] { Bad[1] = 1; }); // RACE! MG001|MG003
  });
  (void)Bad.find(1); // RACE! MG001|MG003
  T.join();
}
std::once_flag Init;
void init() {
  Good[1] = 1; // NORACE
}
void fixed() {
  std::thread T([] {
    std::call_once(Init, init);
    (void)Good.find(1); // NORACE
  });
  std::call_once(Init, init);
  (void)Good.find(1); // NORACE
  T.join();
}
} // namespace once

int main() {
  guard::bug();
  guard::fixed();
  unique::bug();
  unique::fixed();
  deferred::bug();
  tried::bug();
  tried::fixed();
  owns::fixed();
  scoped::bug();
  scoped::fixed();
  adopted::fixed();
  recursive::bug();
  recursive::fixed();
  timed::bug();
  timed::fixed();
  shared::readBoth();
  shared::fixed();
  shared::bug();
  shared::writeBoth();
  by_hand::bug();
  by_hand::fixed();
  once::bug();
  once::fixed();
}
