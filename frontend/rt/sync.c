// Packages sync and sync/atomic. The objects keep Go's sizes, their words are
// used as is convenient here: zero is the unlocked state of all of them.
#include "rt.h"

#include <string.h>

typedef struct {
  int32_t Locked, Readers;
} Lock;

static bool tryLock(Lock *L) {
  if (L->Locked || L->Readers)
    return false;
  L->Locked = 1;
  return true;
}

static void lock(Lock *L) {
  rtLock();
  while (!tryLock(L))
    rtWait();
  rtUnlock();
}

static void unlock(Lock *L) {
  rtLock();
  L->Locked = 0;
  rtChanged();
  rtUnlock();
}

static bool lockIfFree(Lock *L) {
  rtLock();
  bool Ok = tryLock(L);
  rtUnlock();
  return Ok;
}

void mutexLock(Lock *L) GO("sync.(*Mutex).Lock");
void mutexLock(Lock *L) { lock(L); }
void mutexUnlock(Lock *L) GO("sync.(*Mutex).Unlock");
void mutexUnlock(Lock *L) { unlock(L); }
bool mutexTryLock(Lock *L) GO("sync.(*Mutex).TryLock");
bool mutexTryLock(Lock *L) { return lockIfFree(L); }
void rwLock(Lock *L) GO("sync.(*RWMutex).Lock");
void rwLock(Lock *L) { lock(L); }
void rwUnlock(Lock *L) GO("sync.(*RWMutex).Unlock");
void rwUnlock(Lock *L) { unlock(L); }
bool rwTryLock(Lock *L) GO("sync.(*RWMutex).TryLock");
bool rwTryLock(Lock *L) { return lockIfFree(L); }

void rwRLock(Lock *L) GO("sync.(*RWMutex).RLock");
void rwRLock(Lock *L) {
  rtLock();
  while (L->Locked)
    rtWait();
  L->Readers++;
  rtUnlock();
}

bool rwTryRLock(Lock *L) GO("sync.(*RWMutex).TryRLock");
bool rwTryRLock(Lock *L) {
  rtLock();
  bool Ok = !L->Locked;
  L->Readers += Ok;
  rtUnlock();
  return Ok;
}

// Stands in method tables of types that embed the lock; nothing calls it.
void rwRUnlockSlow(Lock *L, int32_t R) GO("sync.(*RWMutex).rUnlockSlow");
void rwRUnlockSlow(Lock *L, int32_t R) {
  (void)L, (void)R;
  rtThrow("sync: RUnlock of unlocked RWMutex");
}

void rwRUnlock(Lock *L) GO("sync.(*RWMutex).RUnlock");
void rwRUnlock(Lock *L) {
  rtLock();
  L->Readers--;
  rtChanged();
  rtUnlock();
}

void wgAdd(int64_t *Count, int64_t N) GO("sync.(*WaitGroup).Add");
void wgAdd(int64_t *Count, int64_t N) {
  rtLock();
  *Count += N;
  rtChanged();
  rtUnlock();
}

void wgDone(int64_t *Count) GO("sync.(*WaitGroup).Done");
void wgDone(int64_t *Count) { wgAdd(Count, -1); }

void wgWait(int64_t *Count) GO("sync.(*WaitGroup).Wait");
void wgWait(int64_t *Count) {
  rtLock();
  while (*Count)
    rtWait();
  rtUnlock();
}

void onceDo(Lock *O, void **F) GO("sync.(*Once).Do");
void onceDo(Lock *O, void **F) {
  lock(O);
  // The second word, which the lock would use for readers, is not free here:
  // the flag lies behind it.
  int32_t *Done = (int32_t *)O + 2;
  if (!*Done) {
    *Done = 1;
    rtBridge.Call(F[0], F);
  }
  unlock(O);
}

typedef struct {
  Iface L;
  int64_t Turn, Wakeups;
} Cond;

Cond *newCond(Iface L) GO("sync.NewCond");
Cond *newCond(Iface L) {
  Cond *C = rtAlloc(64);
  C->L = L;
  return C;
}

void condWait(Cond *C) GO("sync.(*Cond).Wait");
void condWait(Cond *C) {
  rtLock();
  int64_t Turn = C->Turn++;
  rtUnlock();
  rtBridge.CallMethod(rtMethod(C->L.T, rtBridge.UnlockMark), C->L.Data);
  rtLock();
  while (C->Wakeups <= Turn)
    rtWait();
  rtUnlock();
  rtBridge.CallMethod(rtMethod(C->L.T, rtBridge.LockMark), C->L.Data);
}

static void wake(Cond *C, bool All) {
  rtLock();
  if (All)
    C->Wakeups = C->Turn;
  else if (C->Wakeups < C->Turn)
    C->Wakeups++;
  rtChanged();
  rtUnlock();
}

void condSignal(Cond *C) GO("sync.(*Cond).Signal");
void condSignal(Cond *C) { wake(C, false); }
void condBroadcast(Cond *C) GO("sync.(*Cond).Broadcast");
void condBroadcast(Cond *C) { wake(C, true); }

static const Type Any = {KindInterface, 16, NULL, NULL, NULL};
static const Type AnyMap = {KindMap, 8, &Any, &Any, NULL};

void mapStore(Map **M, Iface K, Iface V) GO("sync.(*Map).Store");
void mapStore(Map **M, Iface K, Iface V) {
  rtLock();
  if (!*M)
    *M = rtMakeMap(&AnyMap);
  *(Iface *)rtMapAssign(&AnyMap, *M, &K) = V;
  rtUnlock();
}

bool mapLoad(Map **M, Iface K, Iface *V) GO("rt.mapload");
bool mapLoad(Map **M, Iface K, Iface *V) {
  rtLock();
  Iface *P = rtMapFind(&AnyMap, *M, &K);
  *V = P ? *P : (Iface){NULL, NULL};
  rtUnlock();
  return P != NULL;
}

void mapDelete(Map **M, Iface K) GO("sync.(*Map).Delete");
void mapDelete(Map **M, Iface K) {
  rtLock();
  rtMapDelete(&AnyMap, *M, &K);
  rtUnlock();
}

#define ATOMIC(T, Name)                                                        \
  T add##Name(T *P, T D) GO("sync/atomic.Add" #Name);                          \
  T add##Name(T *P, T D) { return __atomic_add_fetch(P, D, 5); }               \
  T load##Name(T *P) GO("sync/atomic.Load" #Name);                             \
  T load##Name(T *P) { return __atomic_load_n(P, 5); }                         \
  void store##Name(T *P, T V) GO("sync/atomic.Store" #Name);                   \
  void store##Name(T *P, T V) { __atomic_store_n(P, V, 5); }                   \
  bool cas##Name(T *P, T A, T B) GO("sync/atomic.CompareAndSwap" #Name);       \
  bool cas##Name(T *P, T A, T B) {                                             \
    return __atomic_compare_exchange_n(P, &A, B, false, 5, 5);                 \
  }                                                                            \
  T addM##Name(T *P, T D) GO("sync/atomic.(*" #Name ").Add");                  \
  T addM##Name(T *P, T D) { return __atomic_add_fetch(P, D, 5); }              \
  T loadM##Name(T *P) GO("sync/atomic.(*" #Name ").Load");                     \
  T loadM##Name(T *P) { return __atomic_load_n(P, 5); }                        \
  void storeM##Name(T *P, T V) GO("sync/atomic.(*" #Name ").Store");           \
  void storeM##Name(T *P, T V) { __atomic_store_n(P, V, 5); }                  \
  bool casM##Name(T *P, T A, T B)                                              \
      GO("sync/atomic.(*" #Name ").CompareAndSwap");                           \
  bool casM##Name(T *P, T A, T B) {                                            \
    return __atomic_compare_exchange_n(P, &A, B, false, 5, 5);                 \
  }

ATOMIC(int32_t, Int32)
ATOMIC(int64_t, Int64)
ATOMIC(uint32_t, Uint32)
ATOMIC(uint64_t, Uint64)
