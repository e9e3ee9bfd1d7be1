//===- Fingerprint.h - Knowing a finding again ------------------*- C++ -*-===//
//
// A name for a finding that stays the same when lines move, in every run and on
// every machine: baselines and code review tools know by it what they saw
// before. It is made of the rule, the map's name, and each side's operation,
// package, function and file name, without folders, line numbers, type
// arguments and the numbers of closures. Findings that are equal in all this
// are numbered in the order of their positions: when one of three is fixed,
// "…:3" is gone.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_FINGERPRINT_H
#define MAPGRAPH_GRAPH_QUERY_FINGERPRINT_H

#include "graph/query/Facts.h"

namespace mapgraph {

/// 16 hex digits, which equal findings share.
std::string fingerprint(const Facts &P, const Finding &F);

/// "16 hex digits:N" for each of the rows of Solution::Findings, in their
/// order. Rows: all findings of the program, each bug once; a part of them
/// would be numbered differently.
std::vector<std::string> fingerprints(const Facts &P,
                                      const std::vector<uint32_t> &Rows);

/// What stays of the name of a function or map when code around it moves:
/// "main.main.func2.1" → "main.main.func", "p.F[int]" → "p.F", "map made at
/// a.go:7" → "map made at a.go".
std::string stableName(std::string_view Name);

} // namespace mapgraph

#endif
