// E8: another CPU deletes while the pointer is used: only `possible`.
#include "bpf.h"

struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, u64);
} flows SEC(".maps");

SEC("xdp") int use(struct xdp_md *ctx) {
  u32 key = ctx->data;
  u64 *n = bpf_map_lookup_elem(&flows, &key);
  if (n)
    __sync_fetch_and_add(n, 1); // POSSIBLE MG011
  return 2;
}
SEC("tc") int drop(struct xdp_md *ctx) {
  u32 key = ctx->data;
  bpf_map_delete_elem(&flows, &key); // POSSIBLE MG011
  return 0;
}
