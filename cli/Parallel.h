//===- Parallel.h - A loop on several threads -------------------*- C++ -*-===//

#ifndef MAPGRAPH_CLI_PARALLEL_H
#define MAPGRAPH_CLI_PARALLEL_H

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace mapgraph {

/// Calls Body(I) for every I below Count on at most Jobs threads; results must
/// go to places that I names, so that their order does not depend on timing.
/// The first exception is thrown again here.
template <typename Fn> void parallelFor(size_t Count, unsigned Jobs, Fn Body) {
  std::atomic<size_t> Next = 0;
  std::exception_ptr Problem;
  std::mutex ProblemMutex;
  auto Work = [&] {
    for (size_t I; (I = Next++) < Count;) {
      try {
        Body(I);
      } catch (...) {
        std::lock_guard Guard(ProblemMutex);
        if (!Problem)
          Problem = std::current_exception();
        Next = Count;
      }
    }
  };
  std::vector<std::thread> Threads;
  for (unsigned T = 1; T < Jobs && T < Count; ++T)
    Threads.emplace_back(Work);
  Work();
  for (std::thread &T : Threads)
    T.join();
  if (Problem)
    std::rethrow_exception(Problem);
}

} // namespace mapgraph

#endif
