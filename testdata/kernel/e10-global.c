// E10: a plain change of a global variable is the same.
#include "bpf.h"

u64 packets;
static u64 bytes = 1;
u64 events;
const volatile u32 limit = 7;
u64 started;

SEC("xdp") int count(struct xdp_md *ctx) {
  packets++;                         // RACE! MG010
  bytes += ctx->data_end - ctx->data; // RACE! MG010
  __sync_fetch_and_add(&events, 1);  // NORACE
  started = bpf_ktime_get_ns();      // NORACE
  return bytes > limit ? 1 : 2;
}
