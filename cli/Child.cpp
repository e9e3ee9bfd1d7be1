//===- Child.cpp - Running another program --------------------------------===//

#include "cli/Child.h"

#include "cli/Files.h"
#include "cli/Interrupt.h"

#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace mapgraph {

namespace {
/// Where a child's streams go; what is not said stays what it is here.
struct Streams {
  std::string OutFile, ErrorFile;
  bool OutToErrors = false;
};
} // namespace

static bool toFile(int Stream, const std::string &Path) {
  if (Path.empty())
    return true;
  int File = open(Path.c_str(), O_WRONLY | O_CLOEXEC);
  return File >= 0 && dup2(File, Stream) >= 0;
}

/// Between fork and exec: only what is safe there. Tells why it failed by a
/// number in Problem.
[[noreturn]] static void become(char *const *Argv, const Streams &S,
                                pid_t Parent, int Problem) {
  setpgid(0, 0);
  // Nobody waits for the results of a parent that was killed.
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != Parent)
    _exit(1);
  int Null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (Null >= 0 && dup2(Null, STDIN_FILENO) >= 0 &&
      toFile(STDOUT_FILENO, S.OutFile) && toFile(STDERR_FILENO, S.ErrorFile) &&
      (!S.OutToErrors || dup2(STDERR_FILENO, STDOUT_FILENO) >= 0))
    execvp(Argv[0], Argv);
  int Error = errno;
  if (write(Problem, &Error, sizeof Error) < 0)
    _exit(2);
  _exit(1);
}

/// Starts a program; 0 with errno set when that fails.
static pid_t start(char *const *Argv, const Streams &S) {
  int Problem[2];
  if (pipe2(Problem, O_CLOEXEC) != 0)
    return 0;
  pid_t Parent = getpid(), Pid = fork();
  if (Pid == 0)
    become(Argv, S, Parent, Problem[1]);
  int Error = Pid < 0 ? errno : 0;
  close(Problem[1]);
  // Empty when exec has closed the other end.
  if (Pid > 0 && read(Problem[0], &Error, sizeof Error) > 0)
    waitpid(Pid, nullptr, 0);
  close(Problem[0]);
  errno = Error;
  return Error ? 0 : Pid;
}

/// Starts a program in a process group of its own and waits for its end.
static Result<ChildResult> runToEnd(const std::vector<std::string> &Arguments,
                                    const Streams &S) {
  std::vector<char *> Argv;
  for (const std::string &A : Arguments)
    Argv.push_back(const_cast<char *>(A.c_str()));
  Argv.push_back(nullptr);
  pid_t Pid = start(Argv.data(), S);
  if (Pid == 0)
    return internalError("cannot run " + Arguments[0] + ": " +
                         std::strerror(errno));

  setChild(Pid);
  int Status = 0;
  struct rusage Usage = {};
  while (wait4(Pid, &Status, 0, &Usage) < 0 && errno == EINTR)
    continue;
  setChild(0);
  ChildResult R;
  R.Code = WIFEXITED(Status) ? WEXITSTATUS(Status) : 128 + WTERMSIG(Status);
  R.PeakMiB = static_cast<double>(Usage.ru_maxrss) / 1024;
  return R;
}

Result<ChildResult> runChild(const std::vector<std::string> &Arguments) {
  Streams S;
  S.OutToErrors = true;
  return runToEnd(Arguments, S);
}

Result<ChildOutput> captureChild(const std::vector<std::string> &Arguments) {
  std::error_code Error;
  std::string Folder = fs::temp_directory_path(Error).string();
  TempFile Text(Folder + "/mapgraph-"), Errors(Folder + "/mapgraph-");
  if (!Text.good() || !Errors.good())
    return internalError("cannot make a temporary file in " + Folder);
  Streams S;
  S.OutFile = Text.path();
  S.ErrorFile = Errors.path();
  Result<ChildResult> Child = runToEnd(Arguments, S);
  if (!Child)
    return tl::make_unexpected(Child.error());
  ChildOutput Out;
  Out.Code = Child->Code;
  Result<std::string> Written = readText(Text.path());
  if (!Written)
    return internalError(Written.error().Message);
  Out.Text = std::move(*Written);
  Out.Errors = readText(Errors.path()).value_or("");
  return Out;
}

// The executable of this process; without /proc as it was started.
static fs::path executable() {
  std::error_code Error;
  fs::path Self = fs::read_symlink("/proc/self/exe", Error);
  if (!Error)
    return Self;
  const char *Started = reinterpret_cast<const char *>(getauxval(AT_EXECFN));
  return fs::absolute(Started ? Started : "", Error);
}

std::string besideSelf(const std::string &Name) {
  fs::path Self = executable();
  fs::path Folder = Self.parent_path();
  // The launcher of the distribution runs lib/ld-linux… with libexec/mapgraph,
  // and either can pass for the executable: the launchers are in bin/.
  if (Self.filename().string().starts_with("ld-linux") ||
      Folder.filename() == "libexec")
    Folder = Folder.parent_path() / "bin";
  return (Folder / Name).string();
}

} // namespace mapgraph
