// What depends on type descriptors: equality, hashes, methods, assertions.
#include "rt.h"

#include <stdlib.h>
#include <string.h>

void *rtAlloc(int64_t Size) {
  void *P = calloc(1, Size ? Size : 1);
  if (!P)
    abort();
  return P;
}

void *newobject(const Type *T) GO("runtime.newobject");
void *newobject(const Type *T) { return rtAlloc(T->Size); }

void *newclosure(int64_t Size) GO("runtime.newclosure");
void *newclosure(int64_t Size) { return rtAlloc(Size); }

void *makeslice(const Type *Elem, int64_t Len, int64_t Cap)
    GO("runtime.makeslice");
void *makeslice(const Type *Elem, int64_t Len, int64_t Cap) {
  if (Len < 0 || Cap < Len)
    rtThrow("makeslice: len out of range");
  return rtAlloc(Elem->Size * Cap);
}

static bool isDirect(const Type *T) {
  switch (T->Kind) {
  case KindChan:
  case KindFunc:
  case KindMap:
  case KindPointer:
  case KindUnsafePointer:
    return true;
  }
  return false;
}

static bool equalIfaces(Iface A, Iface B) {
  if (A.T != B.T)
    return false;
  if (!A.T || isDirect(A.T))
    return A.Data == B.Data;
  return rtEqual(A.T, A.Data, B.Data);
}

bool rtEqual(const Type *T, const void *A, const void *B) {
  switch (T->Kind) {
  case KindString: {
    const String *X = A, *Y = B;
    return X->Len == Y->Len && memcmp(X->Data, Y->Data, X->Len) == 0;
  }
  case KindFloat32:
    return *(const float *)A == *(const float *)B;
  case KindFloat64:
    return *(const double *)A == *(const double *)B;
  case KindInterface:
    return equalIfaces(*(const Iface *)A, *(const Iface *)B);
  case KindStruct:
    for (const Row *F = (const Row *)T->Key; F->B; F++)
      if (!rtEqual(F->B, (const char *)A + (intptr_t)F->A,
                   (const char *)B + (intptr_t)F->A))
        return false;
    return true;
  case KindArray:
    for (int64_t I = 0; T->Elem->Size && I < T->Size; I += T->Elem->Size)
      if (!rtEqual(T->Elem, (const char *)A + I, (const char *)B + I))
        return false;
    return true;
  }
  return memcmp(A, B, T->Size) == 0;
}

static uint64_t hashBytes(const void *P, int64_t N) {
  uint64_t H = 14695981039346656037u;
  for (int64_t I = 0; I < N; I++)
    H = (H ^ ((const unsigned char *)P)[I]) * 1099511628211u;
  return H;
}

uint64_t rtHash(const Type *T, const void *P) {
  uint64_t H = 0;
  switch (T->Kind) {
  case KindString:
    return hashBytes(((const String *)P)->Data, ((const String *)P)->Len);
  case KindFloat32:
    return (uint64_t)(int64_t)*(const float *)P; // 0 and -0 are equal
  case KindFloat64:
    return (uint64_t)(int64_t)*(const double *)P;
  case KindInterface: {
    const Iface *I = P;
    if (!I->T)
      return 0;
    return isDirect(I->T) ? (uint64_t)I->Data : rtHash(I->T, I->Data);
  }
  case KindStruct:
    for (const Row *F = (const Row *)T->Key; F->B; F++)
      H = H * 31 + rtHash(F->B, (const char *)P + (intptr_t)F->A);
    return H;
  case KindArray:
    for (int64_t I = 0; T->Elem->Size && I < T->Size; I += T->Elem->Size)
      H = H * 31 + rtHash(T->Elem, (const char *)P + I);
    return H;
  }
  return hashBytes(P, T->Size);
}

bool equal(const Type *T, const void *A, const void *B) GO("runtime.equal");
bool equal(const Type *T, const void *A, const void *B) {
  return rtEqual(T, A, B);
}

bool ifaceeq(Iface A, Iface B) GO("runtime.ifaceeq");
bool ifaceeq(Iface A, Iface B) { return equalIfaces(A, B); }

const void *rtMethod(const Type *T, const void *Mark) {
  for (const Row *R = T ? T->Methods : NULL; R && R->A; R++)
    if (R->A == Mark)
      return R->B;
  return NULL;
}

const void *itabmethod(const Type *T, const Type *I, const void *Mark)
    GO("runtime.itabmethod");
const void *itabmethod(const Type *T, const Type *I, const void *Mark) {
  (void)I;
  if (!T)
    rtThrow("invalid memory address or nil pointer dereference");
  return rtMethod(T, Mark);
}

const Type *assertE2I2(const Type *I, const Type *T) GO("runtime.assertE2I2");
const Type *assertE2I2(const Type *I, const Type *T) {
  if (!T)
    return NULL;
  for (const Row *R = I->Methods; R && R->A; R++)
    if (!rtMethod(T, R->A))
      return NULL;
  return T;
}

const Type *assertE2I(const Type *I, const Type *T) GO("runtime.assertE2I");
const Type *assertE2I(const Type *I, const Type *T) {
  if (!assertE2I2(I, T))
    rtThrow("interface conversion: missing method");
  return T;
}

void asserttype(const Type *Have, const Type *Want) GO("runtime.asserttype");
void asserttype(const Type *Have, const Type *Want) {
  if (Have != Want)
    rtThrow("interface conversion: wrong type");
}
