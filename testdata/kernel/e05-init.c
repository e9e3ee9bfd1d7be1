// E5: inserted because it was not there, over what another CPU put there.
#include "bpf.h"

struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, u64);
} lost SEC(".maps");
struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, u64);
} kept SEC(".maps");
struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, u64);
} last_seen SEC(".maps");

SEC("xdp") int overwrites(struct xdp_md *ctx) {
  u32 key = ctx->data;
  u64 zero = 0;
  u64 *n = bpf_map_lookup_elem(&lost, &key);
  if (!n) {
    bpf_map_update_elem(&lost, &key, &zero, BPF_ANY); // RACE! MG010
    n = bpf_map_lookup_elem(&lost, &key);
    if (!n)
      return 0;
  }
  __sync_fetch_and_add(n, 1);
  return 2;
}
SEC("xdp") int keeps(struct xdp_md *ctx) {
  u32 key = ctx->data;
  u64 zero = 0;
  u64 *n = bpf_map_lookup_elem(&kept, &key);
  if (!n) {
    bpf_map_update_elem(&kept, &key, &zero, BPF_NOEXIST); // NORACE
    n = bpf_map_lookup_elem(&kept, &key);
    if (!n)
      return 0;
  }
  __sync_fetch_and_add(n, 1); // NORACE
  return 2;
}
SEC("tc") int stamps(struct xdp_md *ctx) {
  u32 key = ctx->data;
  u64 now = bpf_ktime_get_ns();
  bpf_map_update_elem(&last_seen, &key, &now, BPF_ANY); // NORACE
  return 0;
}
SEC("tc") int forgets(struct xdp_md *ctx) {
  u32 key = ctx->data;
  bpf_map_delete_elem(&last_seen, &key); // NORACE
  return 0;
}
