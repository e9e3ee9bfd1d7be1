// Strings, slices and printing.
#include "rt.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

String concatstrings(String A, String B) GO("runtime.concatstrings");
String concatstrings(String A, String B) {
  char *P = rtAlloc(A.Len + B.Len);
  memcpy(P, A.Data, A.Len);
  memcpy(P + A.Len, B.Data, B.Len);
  return (String){P, A.Len + B.Len};
}

bool eqstring(String A, String B) GO("runtime.eqstring");
bool eqstring(String A, String B) {
  return A.Len == B.Len && memcmp(A.Data, B.Data, A.Len) == 0;
}

int64_t cmpstring(String A, String B) GO("runtime.cmpstring");
int64_t cmpstring(String A, String B) {
  int64_t N = A.Len < B.Len ? A.Len : B.Len;
  int C = memcmp(A.Data, B.Data, N);
  if (C)
    return C;
  return (A.Len > B.Len) - (A.Len < B.Len);
}

String slicebytetostring(const char *P, int64_t Len, int64_t Cap)
    GO("runtime.slicebytetostring");
String slicebytetostring(const char *P, int64_t Len, int64_t Cap) {
  (void)Cap;
  char *Q = rtAlloc(Len);
  memcpy(Q, P, Len);
  return (String){Q, Len};
}

char *bytesOf(String S) GO("rt.bytes");
char *bytesOf(String S) {
  char *P = rtAlloc(S.Len);
  memcpy(P, S.Data, S.Len);
  return P;
}

typedef struct {
  int32_t Rune;
  int64_t Next;
} Decoded;

// Decodes the rune at I; a malformed sequence is one byte of U+FFFD.
Decoded decoderune(String S, int64_t I) GO("runtime.decoderune");
Decoded decoderune(String S, int64_t I) {
  if (I >= S.Len)
    return (Decoded){0, I};
  const unsigned char *P = (const unsigned char *)S.Data + I;
  static const int32_t Least[] = {0, 0, 0x80, 0x800, 0x10000};
  int N = P[0] < 0x80   ? 1
          : P[0] < 0xc0 ? 0
          : P[0] < 0xe0 ? 2
          : P[0] < 0xf0 ? 3
          : P[0] < 0xf8 ? 4
                        : 0;
  if (N == 1)
    return (Decoded){P[0], I + 1};
  if (N == 0 || I + N > S.Len)
    return (Decoded){0xfffd, I + 1};
  int32_t R = P[0] & (0x7f >> N);
  for (int K = 1; K < N; K++) {
    if ((P[K] & 0xc0) != 0x80)
      return (Decoded){0xfffd, I + 1};
    R = R << 6 | (P[K] & 0x3f);
  }
  if (R < Least[N] || R > 0x10ffff || (R >= 0xd800 && R < 0xe000))
    return (Decoded){0xfffd, I + 1};
  return (Decoded){R, I + N};
}

static int encode(int32_t R, char *P) {
  if (R < 0 || R > 0x10ffff || (R >= 0xd800 && R < 0xe000))
    R = 0xfffd;
  if (R < 0x80) {
    P[0] = R;
    return 1;
  }
  int N = R < 0x800 ? 2 : R < 0x10000 ? 3 : 4;
  for (int K = N - 1; K > 0; K--, R >>= 6)
    P[K] = 0x80 | (R & 0x3f);
  P[0] = (char)((0xf00 >> N) | R);
  return N;
}

String intstring(int64_t R) GO("runtime.intstring");
String intstring(int64_t R) {
  char *P = rtAlloc(4);
  return (String){P, encode(R == (int32_t)R ? (int32_t)R : -1, P)};
}

String slicerunetostring(const int32_t *P, int64_t Len, int64_t Cap)
    GO("runtime.slicerunetostring");
String slicerunetostring(const int32_t *P, int64_t Len, int64_t Cap) {
  (void)Cap;
  char *Q = rtAlloc(Len * 4);
  int64_t N = 0;
  for (int64_t I = 0; I < Len; I++)
    N += encode(P[I], Q + N);
  return (String){Q, N};
}

typedef struct {
  int32_t *Data;
  int64_t Len;
} Runes;

Runes runesOf(String S) GO("rt.runes");
Runes runesOf(String S) {
  Runes R = {rtAlloc(S.Len * 4), 0};
  for (int64_t I = 0; I < S.Len;) {
    Decoded D = decoderune(S, I);
    R.Data[R.Len++] = D.Rune;
    I = D.Next;
  }
  return R;
}

// The array of an append: the old one when its capacity is enough.
void *grow(const Type *Elem, void *P, int64_t Len, int64_t Cap, int64_t NewCap)
    GO("rt.grow");
void *grow(const Type *Elem, void *P, int64_t Len, int64_t Cap,
           int64_t NewCap) {
  if (NewCap == Cap)
    return P;
  void *Q = rtAlloc(NewCap * Elem->Size);
  if (Len)
    memcpy(Q, P, Len * Elem->Size);
  return Q;
}

int64_t slicecopy(void *To, int64_t ToLen, const void *From, int64_t FromLen,
                  int64_t Width) GO("runtime.slicecopy");
int64_t slicecopy(void *To, int64_t ToLen, const void *From, int64_t FromLen,
                  int64_t Width) {
  int64_t N = ToLen < FromLen ? ToLen : FromLen;
  memmove(To, From, N * Width);
  return N;
}

void memclr(void *P, int64_t N) GO("runtime.memclr");
void memclr(void *P, int64_t N) { memset(P, 0, N); }

static pthread_mutex_t Printing = PTHREAD_MUTEX_INITIALIZER;

void printlock(void) GO("runtime.printlock");
void printlock(void) { pthread_mutex_lock(&Printing); }

void printunlock(void) GO("runtime.printunlock");
void printunlock(void) {
  fflush(stderr);
  pthread_mutex_unlock(&Printing);
}

void printsp(void) GO("runtime.printsp");
void printsp(void) { fputc(' ', stderr); }

void printnl(void) GO("runtime.printnl");
void printnl(void) { fputc('\n', stderr); }

void printstring(String S) GO("runtime.printstring");
void printstring(String S) { fwrite(S.Data, 1, S.Len, stderr); }

void printint(int64_t N) GO("runtime.printint");
void printint(int64_t N) { fprintf(stderr, "%ld", (long)N); }

void printuint(uint64_t N) GO("runtime.printuint");
void printuint(uint64_t N) { fprintf(stderr, "%lu", (unsigned long)N); }

void printbool(bool B) GO("runtime.printbool");
void printbool(bool B) { fputs(B ? "true" : "false", stderr); }
