// E6: looked up, copied, changed, put back: each helper is atomic, all is not.
#include "bpf.h"

struct flow {
  u64 packets, bytes;
};
struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, struct flow);
} flows SEC(".maps");
struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, u64);
} sums SEC(".maps");
struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, u64);
} other SEC(".maps");

SEC("xdp") int put_back(struct xdp_md *ctx) {
  u32 key = ctx->data;
  struct flow copy = {};
  struct flow *f = bpf_map_lookup_elem(&flows, &key);
  if (f)
    copy = *f;
  copy.packets++;
  copy.bytes += ctx->data_end;
  bpf_map_update_elem(&flows, &key, &copy, BPF_ANY); // RACE! MG010
  return 2;
}
SEC("tc") int sum(struct xdp_md *ctx) {
  u32 key = ctx->data;
  u64 *n = bpf_map_lookup_elem(&sums, &key);
  if (!n)
    return 0;
  u64 next = *n + ctx->data_end;
  bpf_map_update_elem(&sums, &key, &next, BPF_EXIST); // RACE! MG010
  return 0;
}
SEC("tc") int moved(struct xdp_md *ctx) {
  u32 key = ctx->data;
  struct flow *f = bpf_map_lookup_elem(&flows, &key);
  if (!f)
    return 0;
  u64 packets = f->packets;
  bpf_map_update_elem(&other, &key, &packets, BPF_ANY); // NORACE
  return 0;
}
