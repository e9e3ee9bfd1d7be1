//===- Interrupt.cpp - Leaving cleanly on signals -------------------------===//
//
// Handlers call only what is safe in a signal handler: kill, unlink, write,
// _exit. Paths stand in fixed slots, because a handler must not allocate.
//
//===----------------------------------------------------------------------===//

#include "cli/Interrupt.h"

#include "cli/Exit.h"

#include <array>
#include <atomic>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>

namespace mapgraph {

namespace {

struct PathSlot {
  std::atomic<bool> Taken = false;
  std::atomic<bool> Live = false;
  char Path[PATH_MAX];
};

} // namespace

// Under a sanitizer its own report of a crash says more than our line.
#if defined(__has_feature)
static constexpr bool SanitizerReports = __has_feature(address_sanitizer);
#else
static constexpr bool SanitizerReports = false;
#endif

static std::array<PathSlot, 16> Slots;
static std::atomic<pid_t> Child = 0;
alignas(16) static char AlternateStack[1 << 16];

static void leave(Exit Code) {
  if (pid_t Group = Child)
    kill(-Group, SIGTERM);
  for (PathSlot &S : Slots)
    if (S.Live)
      unlink(S.Path);
  _exit(static_cast<int>(Code));
}

static void onInterrupt(int) { leave(Exit::Interrupted); }

static void onCrash(int) {
  static constexpr std::string_view Text =
      "mapgraph: internal error: the program crashed; please report it with "
      "its input\n";
  if (write(STDERR_FILENO, Text.data(), Text.size()) < 0)
    _exit(static_cast<int>(Exit::Internal));
  leave(Exit::Internal);
}

static void handle(int Signal, void (*Handler)(int), int Flags) {
  struct sigaction Action = {};
  Action.sa_handler = Handler;
  Action.sa_flags = Flags;
  sigaction(Signal, &Action, nullptr);
}

void installSignalHandlers() {
  for (int Signal : {SIGINT, SIGTERM, SIGHUP})
    handle(Signal, onInterrupt, 0);
  // Results piped into a program that stops reading are a failed write.
  handle(SIGPIPE, SIG_IGN, 0);
  if (SanitizerReports)
    return;
  // A stack overflow needs another stack to be told.
  stack_t Stack = {};
  Stack.ss_sp = AlternateStack;
  Stack.ss_size = sizeof AlternateStack;
  sigaltstack(&Stack, nullptr);
  for (int Signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT})
    handle(Signal, onCrash, SA_ONSTACK | SA_RESETHAND);
}

void setChild(pid_t Group) { Child = Group; }

TempFile::TempFile(const std::string &Prefix) {
  std::string Name = Prefix + "XXXXXX";
  if (Name.size() >= PATH_MAX)
    return;
  int File = mkstemp(Name.data());
  if (File < 0)
    return;
  close(File);
  Path = Name;
  for (size_t I = 0; I != Slots.size(); ++I) {
    if (Slots[I].Taken.exchange(true))
      continue;
    std::memcpy(Slots[I].Path, Path.c_str(), Path.size() + 1);
    Slots[I].Live = true;
    Slot = static_cast<int>(I);
    break;
  }
}

TempFile::~TempFile() {
  if (!Path.empty())
    unlink(Path.c_str());
  if (Slot < 0)
    return;
  Slots[Slot].Live = false;
  Slots[Slot].Taken = false;
}

bool TempFile::moveTo(const std::string &Target) {
  // mkstemp makes files that only the owner can read.
  mode_t Mask = umask(0);
  umask(Mask);
  if (chmod(Path.c_str(), 0666 & ~Mask) != 0 ||
      std::rename(Path.c_str(), Target.c_str()) != 0)
    return false;
  if (Slot >= 0)
    Slots[Slot].Live = false;
  Path.clear();
  return true;
}

} // namespace mapgraph
