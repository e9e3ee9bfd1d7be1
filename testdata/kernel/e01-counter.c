// E1: lookup, then a plain change of the value. E2, E3: per CPU, or atomic.
#include "bpf.h"

struct stats {
  u64 packets, bytes;
};
struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, u64);
} counts SEC(".maps");
struct {
  __uint(type, ARRAY);
  __type(key, u32);
  __type(value, struct stats);
} totals SEC(".maps");
struct {
  __uint(type, LRU_HASH);
  __type(key, u32);
  __type(value, u64);
} recent SEC(".maps");
struct {
  __uint(type, PERCPU_HASH);
  __type(key, u32);
  __type(value, u64);
} counts_cpu SEC(".maps");
struct {
  __uint(type, PERCPU_ARRAY);
  __type(key, u32);
  __type(value, struct stats);
} totals_cpu SEC(".maps");
struct {
  __uint(type, LRU_PERCPU_HASH);
  __type(key, u32);
  __type(value, u64);
} recent_cpu SEC(".maps");
struct {
  __uint(type, ARRAY);
  __type(key, u32);
  __type(value, struct stats);
} atomics SEC(".maps");

SEC("xdp") int count(struct xdp_md *ctx) {
  u32 key = ctx->ingress_ifindex;
  u64 *n = bpf_map_lookup_elem(&counts, &key); // NORACE
  if (n)
    *n += 1; // RACE! MG010
  return 2;
}
SEC("xdp") int total(struct xdp_md *ctx) {
  u32 key = 0;
  struct stats *s = bpf_map_lookup_elem(&totals, &key);
  if (!s)
    return 0;
  s->packets++;                        // RACE! MG010
  s->bytes += ctx->data_end - ctx->data; // RACE! MG010
  return 2;
}
SEC("tc") int lru(struct xdp_md *ctx) {
  u32 key = ctx->data;
  u64 *n = bpf_map_lookup_elem(&recent, &key);
  if (n)
    *n = *n * 3 / 4 + 1; // RACE! MG010
  return 0;
}
SEC("xdp") int per_cpu(struct xdp_md *ctx) {
  u32 key = ctx->ingress_ifindex, zero = 0;
  u64 *n = bpf_map_lookup_elem(&counts_cpu, &key);
  if (n)
    *n += 1; // NORACE
  struct stats *s = bpf_map_lookup_elem(&totals_cpu, &zero);
  if (s)
    s->packets++; // NORACE
  n = bpf_map_lookup_elem(&recent_cpu, &key);
  if (n)
    (*n)++; // NORACE
  return 2;
}
SEC("xdp") int of_other_cpu(struct xdp_md *ctx) {
  u32 key = 0;
  struct stats *s = bpf_map_lookup_percpu_elem(&totals_cpu, &key, 1);
  if (s)
    s->bytes++; // RACE! MG010
  return 2;
}
SEC("xdp") int atomic(struct xdp_md *ctx) {
  u32 key = 0;
  struct stats *s = bpf_map_lookup_elem(&atomics, &key);
  if (!s)
    return 0;
  __sync_fetch_and_add(&s->packets, 1); // NORACE
  s->bytes += 1;                        // RACE! MG010
  return 2;
}
SEC("tc") int atomic_too(struct xdp_md *ctx) {
  u32 key = 0;
  struct stats *s = bpf_map_lookup_elem(&atomics, &key);
  if (s)
    __atomic_fetch_add(&s->packets, 1, __ATOMIC_RELAXED); // NORACE
  return 0;
}
