// Defer, panic and recover. A function with defers keeps a frame whose first
// part is the jump buffer that its code fills; the frame lists the calls which
// are still to be run when a panic passes.
#include "rt.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct Deferred {
  const void *Code;
  void *Ctx;
  bool Registered; // run by deferreturn; else by the function's own code
  struct Deferred *Next;
} Deferred;

typedef struct Frame {
  jmp_buf Env;
  struct Frame *Up;
  Deferred *Calls;
} Frame;

typedef struct Panic {
  Iface Value;
  bool Recovered;
  struct Panic *Up;
} Panic;

Bridge rtBridge;

void setup(Bridge *B) GO("rt.setup");
void setup(Bridge *B) { rtBridge = *B; }

// Ends the program while other goroutines may still run.
void leave(void) GO("rt.exit");
void leave(void) { _exit(0); }

static __thread Frame *Frames;
static __thread Panic *Panics;

void deferenter(Frame *F) GO("runtime.deferenter");
void deferenter(Frame *F) {
  F->Up = Frames;
  F->Calls = NULL;
  Frames = F;
}

void deferleave(void) GO("runtime.deferleave");
void deferleave(void) { Frames = Frames->Up; }

static void push(Frame *F, const void *Code, void *Ctx, bool Registered) {
  Deferred *D = rtAlloc(sizeof(Deferred));
  *D = (Deferred){Code, Ctx, Registered, F->Calls};
  F->Calls = D;
}

static Deferred *pop(Frame *F) {
  Deferred *D = F->Calls;
  F->Calls = D->Next;
  return D;
}

void deferrecord(const void *Code, void *Ctx) GO("runtime.deferrecord");
void deferrecord(const void *Code, void *Ctx) {
  push(Frames, Code, Ctx, false);
}

void deferpop(void) GO("runtime.deferpop");
void deferpop(void) { pop(Frames); }

void deferproc(const void *Code, void *Ctx) GO("runtime.deferproc");
void deferproc(const void *Code, void *Ctx) { push(Frames, Code, Ctx, true); }

void deferprocat(const void *Code, void *Ctx, Frame *F)
    GO("runtime.deferprocat");
void deferprocat(const void *Code, void *Ctx, Frame *F) {
  push(F, Code, Ctx, true);
}

Frame *deferrangefunc(void) GO("runtime.deferrangefunc");
Frame *deferrangefunc(void) { return Frames; }

void deferreturn(void) GO("runtime.deferreturn");
void deferreturn(void) {
  Frame *F = Frames;
  while (F->Calls && F->Calls->Registered) {
    Deferred *D = pop(F);
    rtBridge.Call(D->Code, D->Ctx);
  }
}

static void printPanic(Iface V) {
  fprintf(stderr, "panic: ");
  if (V.T && V.T->Kind == KindString) {
    String *S = V.Data;
    fprintf(stderr, "%.*s", (int)S->Len, S->Data);
  }
  fprintf(stderr, "\n");
}

// Runs the deferred calls of all frames, innermost first, until one of them
// recovers; the function that deferred it then returns to its caller.
void rtPanic(Iface Value) {
  Panic P = {Value, false, Panics};
  Panics = &P;
  for (Frame *F = Frames; F; F = F->Up) {
    Frames = F;
    while (F->Calls) {
      Deferred *D = pop(F);
      rtBridge.Call(D->Code, D->Ctx);
      if (!P.Recovered)
        continue;
      // Panics that were raised further down are gone with their calls.
      for (Panics = P.Up; Panics && (char *)Panics < (char *)F;)
        Panics = Panics->Up;
      Frames = F;
      while (F->Calls) {
        D = pop(F);
        rtBridge.Call(D->Code, D->Ctx);
      }
      longjmp(F->Env, 1);
    }
  }
  printPanic(Value);
  _exit(2);
}

void gopanic(Iface Value) GO("runtime.gopanic");
void gopanic(Iface Value) { rtPanic(Value); }

Iface gorecover(void) GO("runtime.gorecover");
Iface gorecover(void) {
  if (!Panics || Panics->Recovered)
    return (Iface){NULL, NULL};
  Panics->Recovered = true;
  return Panics->Value;
}

void rtThrow(const char *Text) {
  static const Type RuntimeError = {KindString, 16, NULL, NULL, NULL};
  String *S = rtAlloc(sizeof(String));
  S->Data = Text;
  while (Text[S->Len])
    S->Len++;
  rtPanic((Iface){&RuntimeError, S});
}
