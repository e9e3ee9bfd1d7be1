//===- Random.h - Programs from bytes ---------------------------*- C++ -*-===//
//
// Larger programs than can be enumerated: reads bytes as the decisions of
// somebody who writes one, so that RapidCheck can shrink them and a generator
// with a recorded seed repeats them. Any bytes give a program: up to four
// threads, started by main or by each other, with every operation of Ops.def
// and variables that share objects.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_ORACLE_RANDOM_H
#define MAPGRAPH_GRAPH_ORACLE_RANDOM_H

#include "graph/oracle/Language.h"

#include <span>

namespace mapgraph::oracle {

Program programOf(std::span<const uint8_t> Decisions);

/// The N-th program of a seed; the same everywhere.
Program randomProgram(uint64_t Seed, uint64_t N);

} // namespace mapgraph::oracle

#endif
