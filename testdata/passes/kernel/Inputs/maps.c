typedef unsigned int u32; typedef unsigned long u64;
#define SEC(n) __attribute__((section(n), used))
static void *(*bpf_map_lookup_elem)(void *, const void *) = (void *)1;
static long (*bpf_map_update_elem)(void *, const void *, const void *, u64) = (void *)2;
static long (*bpf_map_delete_elem)(void *, const void *) = (void *)3;
static long (*bpf_spin_lock)(void *) = (void *)93;
static long (*bpf_spin_unlock)(void *) = (void *)94;
static long (*bpf_for_each_map_elem)(void *, void *, void *, u64) = (void *)164;
struct val { u32 lock; u64 n; };
struct { int (*type)[1]; int (*max_entries)[16]; u32 *key; u64 *value; } h SEC(".maps");
struct { int (*type)[2]; int (*max_entries)[16]; u32 *key; struct val *value; } arr SEC(".maps");
SEC("tc") int count(void *ctx) { u32 k = 1; u64 one = 1; u64 *v = bpf_map_lookup_elem(&h, &k); if (v) *v += 1; else bpf_map_update_elem(&h, &k, &one, 1); return 0; }
SEC("xdp") int locked(void *ctx) { u32 k = 0; struct val *v = bpf_map_lookup_elem(&arr, &k); if (!v) return 0; bpf_spin_lock(&v->lock); v->n++; bpf_spin_unlock(&v->lock); __sync_fetch_and_add(&v->n, 1); return 0; }
static long cb(void *m, u32 *k, u64 *v, void *c) { bpf_map_delete_elem(m, k); return 0; }
SEC("tc") int all(void *ctx) { return bpf_for_each_map_elem(&h, cb, 0, 0); }
