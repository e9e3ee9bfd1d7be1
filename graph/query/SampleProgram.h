//===- SampleProgram.h - A small solved program for tests -------*- C++ -*-===//
//
// The graph and the solution of
//
//   /src/demo/cache.go                      /src/demo/main.go
//   10 func NewCache() *Cache {              8 func main() {
//   11   return &Cache{m:                    9   c := NewCache()
//   12     make(map[string]int, 64)}        10   go func() {
//   14 func (c *Cache) Set(k string,        11     c.Set("a", 1)
//   15     v int) {                         12   }()
//   16   c.m[k] = v                         13   c.Get("a")
//   18 func (c *Cache) Get(k string) int {  14   c.Drop("a")
//   19   c.mu.RLock()                       15   dep.Count("a")
//   20   defer c.mu.RUnlock()
//   21   return c.m[k]
//   24 func (c *Cache) Drop(k string) {    /mod/dep/dep.go
//   25   c.mu.Lock()                         5 var counts = map[string]int{}
//   26   delete(c.m, k)                      7 func Count(k string) {
//   27   c.mu.Unlock()                       8   counts[k]++
//
// as the rest of the tool would fill them: update and lookup race, dep.Count
// is only possible, the deletion and the lookup share a lock.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_SAMPLEPROGRAM_H
#define MAPGRAPH_GRAPH_QUERY_SAMPLEPROGRAM_H

#include "graph/model/Solution.h"

namespace mapgraph {

struct SampleProgram {
  SampleProgram();

  Graph G;
  Solution S;
  FunctionId Main, Closure, NewCache, Set, Get, Drop, Count;
  NodeId Make, Update, Lookup, Delete, DepLookup, DepUpdate, Spawn;
  NodeId CallSet, CallGet, CallDrop, CallCount;
  static constexpr const char *Root = "/src/demo";
};

} // namespace mapgraph

#endif
