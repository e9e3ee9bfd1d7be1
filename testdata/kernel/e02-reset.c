// What is stored without looking at the old value is no lost update by itself.
#include "bpf.h"

struct state {
  u64 count, last;
};
struct {
  __uint(type, ARRAY);
  __type(key, u32);
  __type(value, struct state);
} states SEC(".maps");

SEC("xdp") int seen(struct xdp_md *ctx) {
  u32 key = 0;
  struct state *s = bpf_map_lookup_elem(&states, &key);
  if (!s)
    return 0;
  s->last = bpf_ktime_get_ns(); // NORACE
  __sync_fetch_and_add(&s->count, 1);
  return 2;
}
SEC("tc") int read(struct xdp_md *ctx) {
  u32 key = 0;
  struct state *s = bpf_map_lookup_elem(&states, &key);
  return s ? s->last + s->count : 0; // NORACE
}
