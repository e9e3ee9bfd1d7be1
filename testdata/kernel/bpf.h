// What kernel programs are written with: helpers by number, map definitions.
#define SEC(Name) __attribute__((section(Name), used))
#define __uint(Name, Value) int(*Name)[Value]
#define __type(Name, Type) Type *Name
#define __always_inline inline __attribute__((always_inline))
#define __noinline __attribute__((noinline))

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;

enum { HASH = 1, ARRAY = 2, PERCPU_HASH = 5, PERCPU_ARRAY = 6, LRU_HASH = 9 };
enum { LRU_PERCPU_HASH = 10, ARRAY_OF_MAPS = 12, TASK_STORAGE = 29 };
enum { BPF_ANY = 0, BPF_NOEXIST = 1, BPF_EXIST = 2, BPF_F_LOCK = 4 };

struct bpf_spin_lock {
  u32 val;
};
struct pt_regs {
  u64 r[21];
};
struct xdp_md {
  u32 data, data_end, data_meta, ingress_ifindex, rx_queue_index;
};
struct request;

static void *(*const bpf_map_lookup_elem)(void *, const void *) = (void *)1;
static long (*const bpf_map_update_elem)(void *, const void *, const void *,
                                         u64) = (void *)2;
static long (*const bpf_map_delete_elem)(void *, const void *) = (void *)3;
static u64 (*const bpf_ktime_get_ns)(void) = (void *)5;
static u32 (*const bpf_get_smp_processor_id)(void) = (void *)8;
static u64 (*const bpf_get_current_pid_tgid)(void) = (void *)14;
static u64 (*const bpf_get_current_task)(void) = (void *)35;
static long (*const bpf_map_push_elem)(void *, const void *, u64) = (void *)87;
static long (*const bpf_map_pop_elem)(void *, void *) = (void *)88;
static long (*const bpf_spin_lock)(struct bpf_spin_lock *) = (void *)93;
static long (*const bpf_spin_unlock)(struct bpf_spin_lock *) = (void *)94;
static void *(*const bpf_task_storage_get)(void *, void *, void *,
                                           u64) = (void *)156;
static void *(*const bpf_get_current_task_btf)(void) = (void *)158;
static long (*const bpf_for_each_map_elem)(void *, void *, void *,
                                           u64) = (void *)164;
static void *(*const bpf_map_lookup_percpu_elem)(void *, const void *,
                                                 u32) = (void *)195;
