//===- rt.h - A small runtime for lowered Go programs --------------------===//
//
// Implements the functions which IR of mapgraph-go calls, so that programs
// lowered with --runnable can be executed: maps, goroutines as threads,
// channels, locks, defer and panic, strings. Memory is never freed. It exists
// to test the meaning of the lowering.
//
// Values of three words are passed as three arguments; functions that return
// them are wrapped in abi.ll.
//
//===----------------------------------------------------------------------===//
#ifndef MAPGRAPH_RT_H
#define MAPGRAPH_RT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GO(Name) __asm__(Name)

// A type descriptor, as lower/descriptors.go writes it. Key of a struct is its
// table of fields, Methods ends with an empty row.
typedef struct Type {
  int64_t Kind, Size;
  const struct Type *Key, *Elem;
  const struct Row *Methods;
} Type;

// A row of a table: method mark and code, or offset and type of a field.
typedef struct Row {
  const void *A, *B;
} Row;

typedef struct {
  const char *Data;
  int64_t Len;
} String;

typedef struct {
  const Type *T;
  void *Data;
} Iface;

enum Kind {
  KindFloat32 = 13,
  KindFloat64 = 14,
  KindArray = 17,
  KindChan = 18,
  KindFunc = 19,
  KindInterface = 20,
  KindMap = 21,
  KindPointer = 22,
  KindString = 24,
  KindStruct = 25,
  KindUnsafePointer = 26
};

void *rtAlloc(int64_t Size);
bool rtEqual(const Type *T, const void *A, const void *B);
uint64_t rtHash(const Type *T, const void *P);

// Panics with a text, as the Go runtime does for its own errors.
void rtThrow(const char *Text);
void rtPanic(Iface Value);

// What only IR can do, handed over by abi.ll at the start of a program.
typedef struct {
  void (*Call)(const void *Code, void *Ctx); // code(nest context)
  void (*CallMethod)(const void *Code, void *Data);
  const void *LockMark, *UnlockMark; // of interface methods
} Bridge;
extern Bridge rtBridge;

// One lock guards channels and all of package sync: the programs are small.
void rtLock(void);
void rtUnlock(void);

// Waits for any change made under the lock, and announces one.
void rtWait(void);
void rtChanged(void);

typedef struct Map Map;
Map *rtMakeMap(const Type *T);
void *rtMapFind(const Type *T, Map *M, const void *Key);
void *rtMapAssign(const Type *T, Map *M, const void *Key);
void rtMapDelete(const Type *T, Map *M, const void *Key);

// The code of a method, or null.
const void *rtMethod(const Type *T, const void *Mark);

#endif
