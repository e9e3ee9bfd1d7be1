//===- Inputs.h - What the words on the command line mean -------*- C++ -*-===//
//
// Sorts inputs into requests for the Go front end and files that are read
// here. The kind of a file is told by its content, never by its name; only
// what does not exist is judged by its name (a package pattern or a missing
// file). A folder inside a Go module is a Go package, any other is searched
// for files, in the order of their names; one that is named like IR or a graph
// and is neither is a problem, and never just passed over.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_INPUTS_H
#define MAPGRAPH_CLI_INPUTS_H

#include "cli/Exit.h"

#include <string>
#include <string_view>
#include <vector>

namespace mapgraph {

enum class FileKind { Unknown, Bitcode, IrText, MapGraph, Object, GoSource };

/// The kind that the first bytes show.
FileKind kindOfContent(std::string_view Bytes);

/// One run of the front end: patterns as the go command takes them.
struct GoRequest {
  std::string Directory; ///< "" where the command was started
  std::vector<std::string> Patterns;
};

struct FileInput {
  std::string Path;
  FileKind Kind = FileKind::Unknown;
};

/// Why an input gives nothing: one line that begins with its name.
struct InputProblem : Failure {
  std::string Input;
};

struct InputSet {
  std::vector<GoRequest> Go;    ///< one per module, in the order of mention
  std::vector<FileInput> Files; ///< each path once
  std::vector<InputProblem> Problems;
};

/// The folder of the nearest go.mod at or above Folder, "" without one.
std::string moduleOf(const std::string &Folder);

/// The module of all folders ("dir", "dir/...") among the words; that of the
/// current folder when they are of several or of none.
std::string moduleOfInputs(const std::vector<std::string> &Words);

/// Words relative to the current folder.
InputSet sortInputs(const std::vector<std::string> &Words);

} // namespace mapgraph

#endif
