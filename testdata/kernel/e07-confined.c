// E7: keys that nobody else has at the same time: thread, CPU, request.
#include "bpf.h"

struct mixed_key {
  u32 tid, kind;
};
struct {
  __uint(type, HASH);
  __type(key, u64);
  __type(value, u64);
} by_thread SEC(".maps");
struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, u64);
} by_tid SEC(".maps");
struct {
  __uint(type, HASH);
  __type(key, struct mixed_key);
  __type(value, u64);
} by_both SEC(".maps");
struct {
  __uint(type, ARRAY);
  __type(key, u32);
  __type(value, u64);
} by_cpu SEC(".maps");
struct {
  __uint(type, HASH);
  __type(key, struct request *);
  __type(value, u64);
} by_request SEC(".maps");
struct {
  __uint(type, TASK_STORAGE);
  __type(key, int);
  __type(value, u64);
} by_task SEC(".maps");
struct {
  __uint(type, HASH);
  __type(key, u32);
  __type(value, u64);
} by_process SEC(".maps");

SEC("kprobe/a") int thread(struct pt_regs *ctx) {
  u64 id = bpf_get_current_pid_tgid(), one = 1;
  u64 *n = bpf_map_lookup_elem(&by_thread, &id);
  if (n)
    (*n)++; // NORACE
  else
    bpf_map_update_elem(&by_thread, &id, &one, BPF_ANY); // NORACE
  return 0;
}
SEC("kprobe/b") int tid(struct pt_regs *ctx) {
  u32 tid = bpf_get_current_pid_tgid();
  u64 *n = bpf_map_lookup_elem(&by_tid, &tid);
  if (n)
    (*n)++; // NORACE
  bpf_map_delete_elem(&by_tid, &tid); // NORACE
  return 0;
}
SEC("kprobe/c") int both(struct pt_regs *ctx) {
  struct mixed_key key = {};
  key.tid = bpf_get_current_pid_tgid();
  key.kind = ctx->r[0];
  u64 *n = bpf_map_lookup_elem(&by_both, &key);
  if (n)
    (*n)++; // NORACE
  return 0;
}
SEC("xdp") int cpu(struct xdp_md *ctx) {
  u32 key = bpf_get_smp_processor_id();
  u64 *n = bpf_map_lookup_elem(&by_cpu, &key);
  if (n)
    (*n)++; // NORACE
  return 0;
}
SEC("kprobe/d") int request(struct pt_regs *ctx) {
  struct request *rq = (struct request *)ctx->r[14];
  u64 *n = bpf_map_lookup_elem(&by_request, &rq);
  if (n)
    (*n)++; // NORACE
  return 0;
}
SEC("kprobe/e") int task(struct pt_regs *ctx) {
  u64 *n = bpf_task_storage_get(&by_task, bpf_get_current_task_btf(), 0, 1);
  if (n)
    (*n)++; // NORACE
  return 0;
}
SEC("kprobe/f") int process(struct pt_regs *ctx) {
  u32 tgid = bpf_get_current_pid_tgid() >> 32; // threads of a process share it
  u64 *n = bpf_map_lookup_elem(&by_process, &tgid);
  if (n)
    (*n)++; // RACE! MG010
  return 0;
}
