// Channels and select. Who must wait queues a waiter in every channel it waits
// for; the waiters of one select share a group, which is served once.
#include "rt.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t Big = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t Change = PTHREAD_COND_INITIALIZER;

void rtLock(void) { pthread_mutex_lock(&Big); }
void rtUnlock(void) { pthread_mutex_unlock(&Big); }
void rtWait(void) { pthread_cond_wait(&Change, &Big); }
void rtChanged(void) { pthread_cond_broadcast(&Change); }

typedef struct {
  bool Served, Ok, Closed;
  int64_t Case;
} Group;

typedef struct Waiter {
  Group *G;
  int64_t Case;
  void *Buf;
  struct Waiter *Next;
} Waiter;

typedef struct {
  int64_t Size, Cap, Count, Head;
  bool Closed;
  char *Ring;
  Waiter *Senders, *Receivers;
} Chan;

typedef struct {
  Chan *Ch;
  void *Buf;
  const Type *T;
  int8_t Send;
} Case;

typedef struct {
  int64_t Index;
  bool Ok;
} Chosen;

Chan *makechan(const Type *T, int64_t Cap) GO("runtime.makechan");
Chan *makechan(const Type *T, int64_t Cap) {
  Chan *C = rtAlloc(sizeof(Chan));
  C->Size = T->Elem->Size;
  C->Cap = Cap;
  C->Ring = rtAlloc(C->Size * Cap);
  return C;
}

// Takes the first waiter whose group was not served yet.
static Waiter *take(Waiter **Queue) {
  while (*Queue) {
    Waiter *W = *Queue;
    *Queue = W->Next;
    if (!W->G->Served)
      return W;
  }
  return NULL;
}

static void enqueue(Waiter **Queue, Waiter *W) {
  while (*Queue)
    Queue = &(*Queue)->Next;
  W->Next = NULL;
  *Queue = W;
}

static void serve(Waiter *W, bool Ok) {
  W->G->Served = true;
  W->G->Ok = Ok;
  W->G->Case = W->Case;
  rtChanged();
}

static char *slot(Chan *C, int64_t I) {
  return C->Ring + (C->Head + I) % C->Cap * C->Size;
}

static bool trySend(Chan *C, const void *Buf) {
  Waiter *W = take(&C->Receivers);
  if (W) {
    memcpy(W->Buf, Buf, C->Size);
    serve(W, true);
    return true;
  }
  if (C->Count == C->Cap)
    return false;
  memcpy(slot(C, C->Count++), Buf, C->Size);
  return true;
}

static bool tryReceive(Chan *C, void *Buf, bool *Ok) {
  *Ok = true;
  if (C->Count > 0) {
    memcpy(Buf, slot(C, 0), C->Size);
    C->Head = (C->Head + 1) % C->Cap;
    C->Count--;
    Waiter *W = take(&C->Senders);
    if (W) {
      memcpy(slot(C, C->Count++), W->Buf, C->Size);
      serve(W, true);
    }
    return true;
  }
  Waiter *W = take(&C->Senders);
  if (W) {
    memcpy(Buf, W->Buf, C->Size);
    serve(W, true);
    return true;
  }
  if (!C->Closed)
    return false;
  memset(Buf, 0, C->Size);
  *Ok = false;
  return true;
}

// Waits for one of the cases; called and left with the lock held.
static Chosen await(Case *Cases, int64_t N) {
  Group G = {0};
  Waiter *W = rtAlloc(sizeof(Waiter) * (N + 1));
  Group *Shared = rtAlloc(sizeof(Group));
  *Shared = G;
  for (int64_t I = 0; I < N; I++) {
    W[I] = (Waiter){Shared, I, Cases[I].Buf, NULL};
    if (Cases[I].Ch)
      enqueue(Cases[I].Send ? &Cases[I].Ch->Senders : &Cases[I].Ch->Receivers,
              &W[I]);
  }
  while (!Shared->Served)
    rtWait();
  if (Shared->Closed) {
    rtUnlock();
    rtThrow("send on closed channel");
  }
  return (Chosen){Shared->Case, Shared->Ok};
}

Chosen selectgo(Case *Cases, int64_t N, bool Blocking) GO("runtime.selectgo");
Chosen selectgo(Case *Cases, int64_t N, bool Blocking) {
  rtLock();
  int64_t Start = N ? rand() % N : 0;
  for (int64_t I = 0; I < N; I++) {
    int64_t K = (Start + I) % N;
    Case *C = &Cases[K];
    bool Ok = false;
    if (!C->Ch)
      continue;
    if (C->Send && C->Ch->Closed) {
      rtUnlock();
      rtThrow("send on closed channel");
    }
    if (C->Send ? trySend(C->Ch, C->Buf) : tryReceive(C->Ch, C->Buf, &Ok)) {
      rtUnlock();
      return (Chosen){K, Ok};
    }
  }
  Chosen R = {-1, false};
  if (Blocking)
    R = await(Cases, N);
  rtUnlock();
  return R;
}

void chansend(const Type *T, Chan *C, void *Buf) GO("runtime.chansend");
void chansend(const Type *T, Chan *C, void *Buf) {
  Case One = {C, Buf, T, 1};
  selectgo(&One, 1, true);
}

bool chanrecv(const Type *T, Chan *C, void *Buf) GO("runtime.chanrecv");
bool chanrecv(const Type *T, Chan *C, void *Buf) {
  Case One = {C, Buf, T, 0};
  return selectgo(&One, 1, true).Ok;
}

void closechan(Chan *C) GO("runtime.closechan");
void closechan(Chan *C) {
  rtLock();
  if (C->Closed) {
    rtUnlock();
    rtThrow("close of closed channel");
  }
  C->Closed = true;
  for (Waiter *W; (W = take(&C->Receivers));) {
    memset(W->Buf, 0, C->Size);
    serve(W, false);
  }
  for (Waiter *W; (W = take(&C->Senders));) {
    W->G->Closed = true;
    serve(W, false);
  }
  rtUnlock();
}

int64_t chanlen(Chan *C) GO("runtime.chanlen");
int64_t chanlen(Chan *C) { return C ? C->Count : 0; }

int64_t chancap(Chan *C) GO("runtime.chancap");
int64_t chancap(Chan *C) { return C ? C->Cap : 0; }

typedef struct {
  const void *Code;
  void *Ctx;
} Start;

static void *startThread(void *P) {
  Start *S = P;
  rtBridge.Call(S->Code, S->Ctx);
  return NULL;
}

void newproc(const void *Code, void *Ctx) GO("runtime.newproc");
void newproc(const void *Code, void *Ctx) {
  Start *S = rtAlloc(sizeof(Start));
  *S = (Start){Code, Ctx};
  pthread_t Thread;
  if (pthread_create(&Thread, NULL, startThread, S))
    abort();
  pthread_detach(Thread);
}
