// Lookup, change and iteration in functions of their own.
#include "bpf.h"

struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, u64);
} counts SEC(".maps");
struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, u64);
} swept SEC(".maps");
struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, u64);
} own SEC(".maps");

static __noinline u64 *find(u32 key) {
  return bpf_map_lookup_elem(&counts, &key);
}
static __noinline void add(u64 *n, u64 by) {
  *n += by; // RACE! MG010
}
static __noinline void add_own(u64 *n, u64 by) {
  *n += by; // NORACE
}
static long halve(void *map, u32 *key, u64 *value, void *ctx) {
  *value /= 2; // RACE! MG010
  return 0;
}
SEC("xdp") int count(struct xdp_md *ctx) {
  u64 *n = find(ctx->data);
  if (n)
    add(n, ctx->data_end);
  return 2;
}
SEC("kprobe/x") int count_own(struct pt_regs *ctx) {
  u32 tid = bpf_get_current_pid_tgid();
  u64 *n = bpf_map_lookup_elem(&own, &tid);
  if (n)
    add_own(n, ctx->r[1]);
  return 0;
}
SEC("tc") int sweep(struct xdp_md *ctx) {
  return bpf_for_each_map_elem(&swept, halve, 0, 0);
}
