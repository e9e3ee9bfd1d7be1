// E4: under the lock of the value; one use without it is a bug.
#include "bpf.h"

struct value {
  struct bpf_spin_lock lock;
  u64 count;
};
struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, struct value);
} good SEC(".maps");
struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, struct value);
} mixed SEC(".maps");
struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, struct value);
} reset SEC(".maps");
struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, struct value);
} early SEC(".maps");

SEC("xdp") int locked(struct xdp_md *ctx) {
  u32 key = ctx->data;
  struct value *v = bpf_map_lookup_elem(&good, &key);
  if (!v)
    return 0;
  bpf_spin_lock(&v->lock);
  v->count++; // NORACE
  bpf_spin_unlock(&v->lock);
  return 2;
}
SEC("tc") int locked_too(struct xdp_md *ctx) {
  u32 key = ctx->data;
  struct value *v = bpf_map_lookup_elem(&good, &key);
  if (!v)
    return 0;
  bpf_spin_lock(&v->lock);
  if (v->count > 10)
    v->count -= 10; // NORACE
  bpf_spin_unlock(&v->lock);
  return 0;
}
SEC("xdp") int mixed_locked(struct xdp_md *ctx) {
  u32 key = ctx->data;
  struct value *v = bpf_map_lookup_elem(&mixed, &key);
  if (!v)
    return 0;
  bpf_spin_lock(&v->lock);
  v->count++; // RACE! MG010
  bpf_spin_unlock(&v->lock);
  return 2;
}
SEC("tc") int mixed_plain(struct xdp_md *ctx) {
  u32 key = ctx->data;
  struct value *v = bpf_map_lookup_elem(&mixed, &key);
  if (v)
    v->count++; // RACE! MG010
  return 0;
}
SEC("xdp") int reset_locked(struct xdp_md *ctx) {
  u32 key = ctx->data;
  struct value *v = bpf_map_lookup_elem(&reset, &key);
  if (!v)
    return 0;
  bpf_spin_lock(&v->lock);
  v->count++; // RACE! MG010
  bpf_spin_unlock(&v->lock);
  return 2;
}
SEC("tc") int reset_plain(struct xdp_md *ctx) {
  u32 key = ctx->data;
  struct value *v = bpf_map_lookup_elem(&reset, &key);
  if (v)
    v->count = 0; // RACE! MG010
  return 0;
}
SEC("xdp") int too_early(struct xdp_md *ctx) {
  u32 key = ctx->data;
  struct value *v = bpf_map_lookup_elem(&early, &key);
  if (!v)
    return 0;
  u64 old = v->count;
  bpf_spin_lock(&v->lock);
  v->count = old + 1; // RACE! MG010
  bpf_spin_unlock(&v->lock);
  return 2;
}
