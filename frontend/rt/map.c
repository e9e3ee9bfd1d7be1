// Maps: a list of entries in order of insertion, found through chains of
// buckets. Entries never move, so pointers to values stay valid.
#include "rt.h"

#include <string.h>

typedef struct Entry {
  struct Entry *NextInBucket, *Next;
  bool Deleted;
  void *Key, *Value;
} Entry;

enum { BucketCount = 256 };

struct Map {
  int64_t Count;
  Entry *First, *Last;
  Entry *Buckets[BucketCount];
};

typedef struct {
  void *Key, *Value;
  Map *M;
  Entry *At;
  bool Started;
} Iterator;

// Large enough for every value type of the tests that is read as missing.
char ZeroValue[1024] GO("runtime.zeroVal");

Map *rtMakeMap(const Type *T) {
  (void)T;
  return rtAlloc(sizeof(Map));
}

static Entry **bucketOf(const Type *T, Map *M, const void *Key) {
  return &M->Buckets[rtHash(T->Key, Key) % BucketCount];
}

static Entry *find(const Type *T, Map *M, const void *Key) {
  if (!M)
    return NULL;
  for (Entry *E = *bucketOf(T, M, Key); E; E = E->NextInBucket)
    if (!E->Deleted && rtEqual(T->Key, E->Key, Key))
      return E;
  return NULL;
}

void *rtMapFind(const Type *T, Map *M, const void *Key) {
  Entry *E = find(T, M, Key);
  return E ? E->Value : NULL;
}

void *rtMapAssign(const Type *T, Map *M, const void *Key) {
  if (!M)
    rtThrow("assignment to entry in nil map");
  Entry *E = find(T, M, Key);
  if (E)
    return E->Value;
  E = rtAlloc(sizeof(Entry));
  E->Key = rtAlloc(T->Key->Size);
  memcpy(E->Key, Key, T->Key->Size);
  E->Value = rtAlloc(T->Elem->Size);
  Entry **Bucket = bucketOf(T, M, Key);
  E->NextInBucket = *Bucket;
  *Bucket = E;
  if (M->Last)
    M->Last->Next = E;
  else
    M->First = E;
  M->Last = E;
  M->Count++;
  return E->Value;
}

void rtMapDelete(const Type *T, Map *M, const void *Key) {
  Entry *E = find(T, M, Key);
  if (!E)
    return;
  E->Deleted = true;
  M->Count--;
}

Map *makemap(const Type *T, int64_t Hint, void *Unused) GO("runtime.makemap");
Map *makemap(const Type *T, int64_t Hint, void *Unused) {
  (void)Hint, (void)Unused;
  return rtMakeMap(T);
}

void *mapaccess1(const Type *T, Map *M, const void *Key)
    GO("runtime.mapaccess1");
void *mapaccess1(const Type *T, Map *M, const void *Key) {
  void *V = rtMapFind(T, M, Key);
  if (V)
    return V;
  if (T->Elem->Size <= (int64_t)sizeof(ZeroValue))
    return ZeroValue;
  return rtAlloc(T->Elem->Size);
}

typedef struct {
  void *Value;
  bool Ok;
} Access;

Access mapaccess2(const Type *T, Map *M, const void *Key)
    GO("runtime.mapaccess2");
Access mapaccess2(const Type *T, Map *M, const void *Key) {
  return (Access){mapaccess1(T, M, Key), find(T, M, Key) != NULL};
}

void *mapassign(const Type *T, Map *M, const void *Key) GO("runtime.mapassign");
void *mapassign(const Type *T, Map *M, const void *Key) {
  return rtMapAssign(T, M, Key);
}

void mapdelete(const Type *T, Map *M, const void *Key) GO("runtime.mapdelete");
void mapdelete(const Type *T, Map *M, const void *Key) {
  rtMapDelete(T, M, Key);
}

void mapclear(const Type *T, Map *M) GO("runtime.mapclear");
void mapclear(const Type *T, Map *M) {
  (void)T;
  if (!M)
    return;
  for (Entry *E = M->First; E; E = E->Next)
    E->Deleted = true;
  M->Count = 0;
}

int64_t maplen(const Type *T, Map *M) GO("runtime.maplen");
int64_t maplen(const Type *T, Map *M) {
  (void)T;
  return M ? M->Count : 0;
}

void mapiterinit(const Type *T, Map *M, Iterator *It) GO("runtime.mapiterinit");
void mapiterinit(const Type *T, Map *M, Iterator *It) {
  (void)T;
  memset(It, 0, sizeof(*It));
  It->M = M;
}

bool mapiternext(const Type *T, Iterator *It) GO("runtime.mapiternext");
bool mapiternext(const Type *T, Iterator *It) {
  (void)T;
  if (!It->M)
    return false;
  Entry *E = It->Started ? (It->At ? It->At->Next : NULL) : It->M->First;
  It->Started = true;
  while (E && E->Deleted)
    E = E->Next;
  It->At = E;
  if (!E)
    return false;
  It->Key = E->Key;
  It->Value = E->Value;
  return true;
}
