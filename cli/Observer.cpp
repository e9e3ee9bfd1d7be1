//===- Observer.cpp - Progress line and cost table ------------------------===//

#include "cli/Observer.h"

#include <cstdio>
#include <mutex>
#include <unistd.h>

namespace mapgraph {

namespace {

class ProgressLine : public Observer {
public:
  ~ProgressLine() override { clear(); }

  void phaseBegan(std::string_view Name, size_t Index, size_t Count) override {
    std::lock_guard Guard(Mutex);
    Text = '[' + std::to_string(Index + 1) + '/' + std::to_string(Count) +
           "] " + std::string(Name);
    draw("");
  }
  void stepDone(size_t Done, size_t Total) override {
    std::lock_guard Guard(Mutex);
    draw(" " + std::to_string(Done) + '/' + std::to_string(Total));
  }
  void phaseEnded(const PhaseCost &) override { clear(); }
  void messageComes() override { clear(); }

private:
  // Erases to the end of the line, so that nothing of a longer text stays.
  void draw(const std::string &Rest) {
    std::fprintf(stderr, "\r%s%s\033[K", Text.c_str(), Rest.c_str());
    std::fflush(stderr);
    Drawn = true;
  }
  void clear() {
    std::lock_guard Guard(Mutex);
    if (Drawn)
      std::fputs("\r\033[K", stderr);
    Drawn = false;
  }

  std::mutex Mutex;
  std::string Text;
  bool Drawn = false;
};

class CostPrinter : public Observer {
public:
  void phaseEnded(const PhaseCost &Cost) override {
    std::fprintf(stderr, "%-10s %9.3f s %10.1f MiB\n", Cost.Name.c_str(),
                 Cost.Seconds, Cost.PeakMiB);
  }
};

} // namespace

std::unique_ptr<Observer> makeProgressLine() {
  if (!isatty(STDERR_FILENO))
    return std::make_unique<Observer>();
  return std::make_unique<ProgressLine>();
}

std::unique_ptr<Observer> makeCostPrinter() {
  return std::make_unique<CostPrinter>();
}

} // namespace mapgraph
