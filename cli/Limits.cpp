//===- Limits.cpp - Work with a limit on memory and time ------------------===//

#include "cli/Limits.h"

#include "cli/Interrupt.h"

#include "llvm/Support/ErrorHandling.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace mapgraph {

using Clock = std::chrono::steady_clock;

/// Exit code of a child that got no more memory; no code of Exit.h.
static constexpr int NoMemory = 77;

// The shadow memory of a sanitizer is over every limit.
#if defined(__has_feature)
static constexpr bool Asan = __has_feature(address_sanitizer);
static constexpr bool Tsan = __has_feature(thread_sanitizer);
#else
static constexpr bool Asan = false, Tsan = false;
#endif
static constexpr bool CanLimitMemory = !Asan && !Tsan;

void endWithParent(pid_t Parent) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (Parent != 0 && getppid() != Parent)
    raise(SIGTERM); // it had ended before we asked
}

static void limit(int Resource, rlim_t Soft, rlim_t Hard) {
  struct rlimit R = {Soft, Hard};
  setrlimit(static_cast<__rlimit_resource>(Resource), &R);
}

static void onNoMemory() { _exit(NoMemory); }

/// In the child.
static void setLimits(const WorkLimits &L) {
  limit(RLIMIT_CORE, 0, 0);
  if (L.CpuSeconds)
    limit(RLIMIT_CPU, L.CpuSeconds, L.CpuSeconds + 5);
  if (!L.MemoryMiB || !CanLimitMemory)
    return;
  rlim_t Bytes = rlim_t(L.MemoryMiB) << 20;
  limit(RLIMIT_DATA, Bytes, Bytes);
  std::set_new_handler(onNoMemory);
  llvm::install_bad_alloc_error_handler(
      [](void *, const char *, bool) { onNoMemory(); });
}

[[noreturn]] static void runChild(const WorkLimits &Limits, pid_t Parent,
                                  int Errors,
                                  const std::function<int()> &Work) {
  setpgid(0, 0);
  endWithParent(Parent);
  dup2(Errors, STDERR_FILENO);
  close(Errors);
  setLimits(Limits);
  int Code = static_cast<int>(Exit::Internal);
  try {
    Code = Work();
  } catch (const std::bad_alloc &) {
    Code = NoMemory;
  } catch (const std::exception &E) {
    std::fprintf(stderr, "internal error: %s\n", E.what());
  }
  std::fflush(nullptr);
  _exit(Code);
}

/// Reads what there is to read; false at the end of the stream.
static bool drain(int File, std::string &Into) {
  static constexpr size_t MaxBytes = 1 << 16;
  char Buffer[4096];
  ssize_t Got = read(File, Buffer, sizeof Buffer);
  if (Got < 0)
    return errno == EINTR || errno == EAGAIN;
  if (Into.size() < MaxBytes)
    Into.append(Buffer, static_cast<size_t>(Got));
  return Got != 0;
}

/// Waits for the end of the child; false when the time is over.
static bool waitFor(pid_t Child, int Errors, Clock::time_point Deadline,
                    int &Status, std::string &Text) {
  static constexpr int Milliseconds = 50;
  for (bool Open = true;;) {
    if (!Open)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    struct pollfd Ready = {Errors, POLLIN, 0};
    if (Open && poll(&Ready, 1, Milliseconds) > 0)
      Open = drain(Errors, Text);
    pid_t Ended = waitpid(Child, &Status, WNOHANG);
    if (Ended == Child) {
      while (Open && poll(&Ready, 1, 0) > 0)
        Open = drain(Errors, Text);
      return true;
    }
    if (Clock::now() > Deadline)
      return false;
  }
}

static WorkEnd describe(int Status, std::string Errors) {
  WorkEnd End;
  End.Errors = std::move(Errors);
  if (WIFEXITED(Status)) {
    End.Code = WEXITSTATUS(Status);
    if (End.Code == NoMemory)
      End.Why = WorkEnd::How::Memory;
    if (End.Code == static_cast<int>(Exit::Interrupted))
      End.Why = WorkEnd::How::Killed;
    return End;
  }
  switch (WTERMSIG(Status)) {
  case SIGXCPU:
    End.Why = WorkEnd::How::Cpu;
    break;
  case SIGKILL:
  case SIGTERM:
  case SIGINT:
  case SIGHUP:
    End.Why = WorkEnd::How::Killed;
    break;
  default:
    End.Why = WorkEnd::How::Crashed;
  }
  return End;
}

Result<WorkEnd> runLimited(const WorkLimits &Limits,
                           const std::function<int()> &Work) {
  int Pipe[2];
  if (pipe2(Pipe, O_CLOEXEC) != 0)
    return internalError(std::string("cannot make a pipe: ") +
                         std::strerror(errno));
  std::fflush(nullptr);
  pid_t Parent = getpid(), Child = fork();
  if (Child < 0)
    return internalError(std::string("cannot start a process: ") +
                         std::strerror(errno));
  if (Child == 0)
    runChild(Limits, Parent, Pipe[1], Work);
  close(Pipe[1]);
  setChild(Child);
  Clock::time_point Deadline =
      Limits.WallSeconds
          ? Clock::now() + std::chrono::seconds(Limits.WallSeconds)
          : Clock::time_point::max();
  int Status = 0;
  std::string Errors;
  bool InTime = waitFor(Child, Pipe[0], Deadline, Status, Errors);
  if (!InTime) {
    // Politely first: the child ends what it has started itself.
    kill(-Child, SIGTERM);
    if (!waitFor(Child, Pipe[0], Clock::now() + std::chrono::seconds(2), Status,
                 Errors)) {
      kill(-Child, SIGKILL);
      waitpid(Child, &Status, 0);
    }
  }
  setChild(0);
  close(Pipe[0]);
  WorkEnd End = describe(Status, std::move(Errors));
  if (!InTime)
    End.Why = WorkEnd::How::Wall;
  return End;
}

} // namespace mapgraph
