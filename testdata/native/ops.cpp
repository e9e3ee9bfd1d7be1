// Every operation of a container that writes it, and every one that reads it:
// without a lock, and with one.
#include <map>
#include <mutex>
#include <thread>
#include <unordered_map>

int Sum;

namespace subscript {
std::unordered_map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    Bad[1] = 2; // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good[1] = 2; // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace subscript

namespace subscript_read {
std::map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    (void)Bad[1]; // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good[1]; // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace subscript_read

namespace insert {
std::unordered_map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    Bad.insert({1, 2}); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.insert({1, 2}); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace insert

namespace insert_hint {
std::map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    Bad.insert(Other.begin(), {1, 2}); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.insert(Other.begin(), {1, 2}); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace insert_hint

namespace insert_range {
std::map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    Bad.insert(Other.begin(), Other.end()); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.insert(Other.begin(), Other.end()); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace insert_range

namespace insert_node {
std::map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    Bad.insert(Other.extract(1)); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.insert(Other.extract(1)); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace insert_node

namespace emplace {
std::unordered_map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    Bad.emplace(1, 2); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.emplace(1, 2); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace emplace

namespace emplace_hint {
std::map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    Bad.emplace_hint(Other.end(), 1, 2); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.emplace_hint(Other.end(), 1, 2); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace emplace_hint

namespace try_emplace {
std::unordered_map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    Bad.try_emplace(1, 2); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.try_emplace(1, 2); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace try_emplace

namespace insert_or_assign {
std::map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    Bad.insert_or_assign(1, 2); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.insert_or_assign(1, 2); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace insert_or_assign

namespace erase_key {
std::unordered_map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    Bad.erase(1); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.erase(1); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace erase_key

namespace erase_range {
std::map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    Bad.erase(Other.begin(), Other.end()); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.erase(Other.begin(), Other.end()); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace erase_range

namespace extract {
std::unordered_map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    Bad.extract(1); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.extract(1); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace extract

namespace merge {
std::map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    Bad.merge(Other); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.merge(Other); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace merge

namespace merge_from {
std::map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    Other.merge(Bad); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Other.merge(Good); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace merge_from

namespace rehash {
std::unordered_map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    Bad.rehash(100); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.rehash(100); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace rehash

namespace reserve {
std::unordered_map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    Bad.reserve(100); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.reserve(100); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace reserve

namespace swap {
std::map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    Bad.swap(Other); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.swap(Other); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace swap

namespace swap_free {
std::map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    std::swap(Other, Bad); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    std::swap(Other, Good); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace swap_free

namespace move_to {
std::unordered_map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    Bad = std::move(Other); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good = std::move(Other); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace move_to

namespace move_from {
std::unordered_map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    Other = std::move(Bad); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Other = std::move(Good); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace move_from

namespace assign {
std::map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    Bad = Other; // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good = Other; // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace assign

namespace clear {
std::unordered_map<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    Bad.clear(); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.clear(); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace clear

namespace multi_insert {
std::multimap<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::multimap<int, int> Other;
  std::thread T([&] {
    Bad.insert({1, 2}); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::multimap<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.insert({1, 2}); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace multi_insert

namespace multi_erase {
std::unordered_multimap<int, int> Bad, Good;
std::mutex Mu;
void bug() {
  std::unordered_multimap<int, int> Other;
  std::thread T([&] {
    Bad.erase(1); // RACE! MG001
  });
  (void)Bad.size(); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_multimap<int, int> Other;
  std::thread T([&] {
    std::lock_guard<std::mutex> L(Mu);
    Good.erase(1); // NORACE
  });
  {
    std::lock_guard<std::mutex> L(Mu);
    (void)Good.size(); // NORACE
  }
  T.join();
}
} // namespace multi_erase

namespace find {
std::unordered_map<int, int> Bad, Good;
void bug() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    (void)Bad.find(1); // RACE! MG001
  });
  Bad.erase(1); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    (void)Good.find(1); // NORACE
  });
  (void)Good.size(); // NORACE
  T.join();
}
} // namespace find

namespace count {
std::map<int, int> Bad, Good;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    (void)Bad.count(1); // RACE! MG001
  });
  Bad.erase(1); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    (void)Good.count(1); // NORACE
  });
  (void)Good.size(); // NORACE
  T.join();
}
} // namespace count

namespace contains {
std::unordered_map<int, int> Bad, Good;
void bug() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    (void)Bad.contains(1); // RACE! MG001
  });
  Bad.erase(1); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    (void)Good.contains(1); // NORACE
  });
  (void)Good.size(); // NORACE
  T.join();
}
} // namespace contains

namespace at {
std::map<int, int> Bad, Good;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    (void)Bad.at(1); // RACE! MG001
  });
  Bad.erase(1); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    (void)Good.at(1); // NORACE
  });
  (void)Good.size(); // NORACE
  T.join();
}
} // namespace at

namespace size {
std::unordered_map<int, int> Bad, Good;
void bug() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    (void)Bad.size(); // RACE! MG001
  });
  Bad.erase(1); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    (void)Good.size(); // NORACE
  });
  (void)Good.size(); // NORACE
  T.join();
}
} // namespace size

namespace empty {
std::map<int, int> Bad, Good;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    (void)Bad.empty(); // RACE! MG001
  });
  Bad.erase(1); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    (void)Good.empty(); // NORACE
  });
  (void)Good.size(); // NORACE
  T.join();
}
} // namespace empty

namespace equal_range {
std::unordered_map<int, int> Bad, Good;
void bug() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    (void)Bad.equal_range(1); // RACE! MG001
  });
  Bad.erase(1); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    (void)Good.equal_range(1); // NORACE
  });
  (void)Good.size(); // NORACE
  T.join();
}
} // namespace equal_range

namespace lower_bound {
std::map<int, int> Bad, Good;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    (void)Bad.lower_bound(1); // RACE! MG001
  });
  Bad.erase(1); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    (void)Good.lower_bound(1); // NORACE
  });
  (void)Good.size(); // NORACE
  T.join();
}
} // namespace lower_bound

namespace upper_bound {
std::map<int, int> Bad, Good;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    (void)Bad.upper_bound(1); // RACE! MG001
  });
  Bad.erase(1); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    (void)Good.upper_bound(1); // NORACE
  });
  (void)Good.size(); // NORACE
  T.join();
}
} // namespace upper_bound

namespace copy {
std::map<int, int> Bad, Good;
void bug() {
  std::map<int, int> Other;
  std::thread T([&] {
    Other = Bad; // RACE! MG001
  });
  Bad.erase(1); // RACE! MG001
  T.join();
}
void fixed() {
  std::map<int, int> Other;
  std::thread T([&] {
    Other = Good; // NORACE
  });
  (void)Good.size(); // NORACE
  T.join();
}
} // namespace copy

namespace loop {
std::unordered_map<int, int> Bad, Good;
void bug() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    for (auto &E : Bad) Sum += E.second; // RACE! MG001
  });
  Bad.erase(1); // RACE! MG001
  T.join();
}
void fixed() {
  std::unordered_map<int, int> Other;
  std::thread T([&] {
    for (auto &E : Good) Sum += E.second; // NORACE
  });
  (void)Good.size(); // NORACE
  T.join();
}
} // namespace loop

int main() {
  subscript::bug();
  subscript::fixed();
  subscript_read::bug();
  subscript_read::fixed();
  insert::bug();
  insert::fixed();
  insert_hint::bug();
  insert_hint::fixed();
  insert_range::bug();
  insert_range::fixed();
  insert_node::bug();
  insert_node::fixed();
  emplace::bug();
  emplace::fixed();
  emplace_hint::bug();
  emplace_hint::fixed();
  try_emplace::bug();
  try_emplace::fixed();
  insert_or_assign::bug();
  insert_or_assign::fixed();
  erase_key::bug();
  erase_key::fixed();
  erase_range::bug();
  erase_range::fixed();
  extract::bug();
  extract::fixed();
  merge::bug();
  merge::fixed();
  merge_from::bug();
  merge_from::fixed();
  rehash::bug();
  rehash::fixed();
  reserve::bug();
  reserve::fixed();
  swap::bug();
  swap::fixed();
  swap_free::bug();
  swap_free::fixed();
  move_to::bug();
  move_to::fixed();
  move_from::bug();
  move_from::fixed();
  assign::bug();
  assign::fixed();
  clear::bug();
  clear::fixed();
  multi_insert::bug();
  multi_insert::fixed();
  multi_erase::bug();
  multi_erase::fixed();
  find::bug();
  find::fixed();
  count::bug();
  count::fixed();
  contains::bug();
  contains::fixed();
  at::bug();
  at::fixed();
  size::bug();
  size::fixed();
  empty::bug();
  empty::fixed();
  equal_range::bug();
  equal_range::fixed();
  lower_bound::bug();
  lower_bound::fixed();
  upper_bound::bug();
  upper_bound::fixed();
  copy::bug();
  copy::fixed();
  loop::bug();
  loop::fixed();
}
