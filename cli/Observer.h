//===- Observer.h - Who watches the phases ----------------------*- C++ -*-===//
//
// The one interface on which progress, statistics and hooks hang. Observers
// only watch: they never change what a phase computes.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_OBSERVER_H
#define MAPGRAPH_CLI_OBSERVER_H

#include "graph/model/Solution.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mapgraph {

class Observer {
public:
  virtual ~Observer() = default;
  virtual void phaseBegan(std::string_view, size_t /*Index*/,
                          size_t /*Count*/) {}
  /// Called from several threads.
  virtual void stepDone(size_t /*Done*/, size_t /*Total*/) {}
  virtual void phaseEnded(const PhaseCost &) {}
  /// A message for people is about to be written to stderr.
  virtual void messageComes() {}
};

/// Passes everything on to several observers, in order.
class Observers : public Observer {
public:
  void add(std::unique_ptr<Observer> O) { All.push_back(std::move(O)); }
  void phaseBegan(std::string_view Name, size_t Index, size_t Count) override {
    for (auto &O : All)
      O->phaseBegan(Name, Index, Count);
  }
  void stepDone(size_t Done, size_t Total) override {
    for (auto &O : All)
      O->stepDone(Done, Total);
  }
  void phaseEnded(const PhaseCost &Cost) override {
    for (auto &O : All)
      O->phaseEnded(Cost);
  }
  void messageComes() override {
    for (auto &O : All)
      O->messageComes();
  }

private:
  std::vector<std::unique_ptr<Observer>> All;
};

/// A progress line on stderr; only when that is a terminal.
std::unique_ptr<Observer> makeProgressLine();

/// The table of --stats: one line per phase on stderr as it ends.
std::unique_ptr<Observer> makeCostPrinter();

} // namespace mapgraph

#endif
