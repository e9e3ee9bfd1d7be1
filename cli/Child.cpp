//===- Child.cpp - Running another program --------------------------------===//

#include "cli/Child.h"

#include "cli/Files.h"
#include "cli/Interrupt.h"

#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace fs = std::filesystem;

namespace mapgraph {

namespace {
/// Where a child's streams go; 0 stays what it is here.
class Streams {
public:
  Streams() {
    posix_spawn_file_actions_init(&Actions);
    posix_spawn_file_actions_addopen(&Actions, STDIN_FILENO, "/dev/null",
                                     O_RDONLY, 0);
  }
  ~Streams() { posix_spawn_file_actions_destroy(&Actions); }
  Streams(const Streams &) = delete;
  Streams &operator=(const Streams &) = delete;

  void toFile(int Stream, const std::string &Path) {
    posix_spawn_file_actions_addopen(&Actions, Stream, Path.c_str(), O_WRONLY,
                                     0);
  }
  void toOther(int Stream, int Other) {
    posix_spawn_file_actions_adddup2(&Actions, Other, Stream);
  }
  const posix_spawn_file_actions_t *get() const { return &Actions; }

private:
  posix_spawn_file_actions_t Actions;
};
} // namespace

/// Starts a program in a process group of its own and waits for its end.
static Result<ChildResult> runToEnd(const std::vector<std::string> &Arguments,
                                    const Streams &S) {
  std::vector<char *> Argv;
  for (const std::string &A : Arguments)
    Argv.push_back(const_cast<char *>(A.c_str()));
  Argv.push_back(nullptr);
  posix_spawnattr_t Attributes;
  posix_spawnattr_init(&Attributes);
  posix_spawnattr_setflags(&Attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&Attributes, 0);

  pid_t Pid = 0;
  int Error =
      posix_spawnp(&Pid, Argv[0], S.get(), &Attributes, Argv.data(), environ);
  posix_spawnattr_destroy(&Attributes);
  if (Error)
    return internalError("cannot run " + Arguments[0] + ": " +
                         std::strerror(Error));

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
  S.toOther(STDOUT_FILENO, STDERR_FILENO);
  return runToEnd(Arguments, S);
}

Result<ChildOutput> captureChild(const std::vector<std::string> &Arguments) {
  std::error_code Error;
  std::string Folder = fs::temp_directory_path(Error).string();
  TempFile Text(Folder + "/mapgraph-"), Errors(Folder + "/mapgraph-");
  if (!Text.good() || !Errors.good())
    return internalError("cannot make a temporary file in " + Folder);
  Streams S;
  S.toFile(STDOUT_FILENO, Text.path());
  S.toFile(STDERR_FILENO, Errors.path());
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
