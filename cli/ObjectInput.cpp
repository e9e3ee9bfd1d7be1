//===- ObjectInput.cpp - Graphs embedded in object files ------------------===//

#include "cli/ObjectInput.h"

#include "llvm/Object/Archive.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;
using namespace llvm::object;

namespace mapgraph {

static constexpr StringRef SectionName = ".mapgraph";

static Error addSections(const ObjectFile &File, std::string &Out) {
  for (const SectionRef &Section : File.sections()) {
    Expected<StringRef> Name = Section.getName();
    if (!Name)
      return Name.takeError();
    if (*Name != SectionName)
      continue;
    Expected<StringRef> Contents = Section.getContents();
    if (!Contents)
      return Contents.takeError();
    Out.append(Contents->begin(), Contents->end());
  }
  return Error::success();
}

static Error addBinary(Binary &File, std::string &Out) {
  if (auto *Object = dyn_cast<ObjectFile>(&File))
    return addSections(*Object, Out);
  auto *Members = dyn_cast<Archive>(&File);
  if (!Members)
    return Error::success();
  Error Problem = Error::success();
  for (const Archive::Child &C : Members->children(Problem)) {
    Expected<std::unique_ptr<Binary>> Member = C.getAsBinary();
    if (!Member) { // not an object file: it has no sections
      consumeError(Member.takeError());
      continue;
    }
    if (auto *Object = dyn_cast<ObjectFile>(Member->get()))
      if (Error E = addSections(*Object, Out))
        return E;
  }
  return Problem;
}

Result<std::string> readEmbedded(const std::string &Path) {
  auto Broken = [&](Error E) {
    std::string Text = toString(std::move(E));
    Text.resize(std::min(Text.find('\n'), Text.size()));
    return badInput(Path + ": broken object file: " + Text);
  };
  auto Buffer = MemoryBuffer::getFile(Path);
  if (!Buffer)
    return badInput(Path + ": " + Buffer.getError().message());
  Expected<std::unique_ptr<Binary>> File =
      createBinary((*Buffer)->getMemBufferRef());
  if (!File)
    return Broken(File.takeError());
  std::string Out;
  if (Error E = addBinary(**File, Out))
    return Broken(std::move(E));
  if (Out.empty())
    return badInput(Path + ": no embedded map graph (section .mapgraph); "
                           "compile it with the embedding plugin");
  return Out;
}

} // namespace mapgraph
