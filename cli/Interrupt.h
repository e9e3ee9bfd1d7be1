//===- Interrupt.h - Leaving cleanly on signals -----------------*- C++ -*-===//
//
// On SIGINT, SIGTERM and SIGHUP the running child is ended, unfinished files
// are removed and the command exits with 130. A crash of our own ends with one
// line and code 4 instead of a shell's message. A temporary file belongs to
// the list from its creation until it is removed or renamed to its real name.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_INTERRUPT_H
#define MAPGRAPH_CLI_INTERRUPT_H

#include <string>
#include <sys/types.h>

namespace mapgraph {

/// Call once, before any thread is started.
void installSignalHandlers();

/// The process group that a signal also ends; 0 when no child runs.
void setChild(pid_t Group);

/// An unfinished file: removed when the object dies, and on signals.
class TempFile {
public:
  /// Creates an empty file Prefix + six characters; see good().
  explicit TempFile(const std::string &Prefix);
  ~TempFile();
  TempFile(const TempFile &) = delete;
  TempFile &operator=(const TempFile &) = delete;

  bool good() const { return !Path.empty(); }
  const std::string &path() const { return Path; }
  /// Gives the file its real name; false with errno set when that fails.
  bool moveTo(const std::string &Target);

private:
  std::string Path;
  int Slot = -1;
};

} // namespace mapgraph

#endif
