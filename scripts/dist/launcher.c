//===- launcher.c - Starts a bundled program with its own libraries -------===//
//
// The distribution carries its C library and dynamic loader too, so that it
// runs where there is none, or an older one. The kernel wants an absolute path
// to a loader inside a program; this statically linked program finds the loader
// beside itself instead:
//
//   bin/NAME (this)  ->  lib/ld-linux-x86-64.so.2 libexec/NAME
//
//===----------------------------------------------------------------------===//

#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

static char Self[PATH_MAX], Loader[PATH_MAX], Library[PATH_MAX],
    Programs[PATH_MAX], Program[PATH_MAX];

static int join(char *Out, const char *Root, const char *Rest) {
  return snprintf(Out, PATH_MAX, "%s/%s", Root, Rest) < PATH_MAX;
}

int main(int Argc, char **Argv) {
  ssize_t Length = readlink("/proc/self/exe", Self, sizeof Self - 1);
  if (Length < 0) { /* without /proc: the path that was executed */
    const char *Started = (const char *)getauxval(AT_EXECFN);
    if (!Started || !realpath(Started, Self)) {
      fputs("mapgraph: cannot find where it is installed\n", stderr);
      return 4;
    }
  }
  char *Name = strrchr(Self, '/');
  if (!Name)
    return 4;
  *Name++ = 0;
  const char *Root = dirname(Self); /* Self without /bin */
  if (!join(Loader, Root, "lib/ld-linux-x86-64.so.2") ||
      !join(Library, Root, "lib") || !join(Programs, Root, "libexec") ||
      !join(Program, Programs, Name)) {
    fputs("mapgraph: the path of its folder is too long\n", stderr);
    return 4;
  }

  char **Words = calloc((size_t)Argc + 6, sizeof *Words);
  if (!Words)
    return 4;
  int N = 0;
  Words[N++] = Loader;
  Words[N++] = "--argv0";
  Words[N++] = Argv[0];
  Words[N++] = "--library-path";
  Words[N++] = Library;
  Words[N++] = Program;
  memcpy(Words + N, Argv + 1, (size_t)(Argc - 1) * sizeof *Words);
  execv(Loader, Words);
  perror(Loader);
  return 4;
}
