//===- IrInput.cpp - Module graphs of LLVM IR -----------------------------===//

#include "cli/IrInput.h"

#include "graph/model/Verifier.h"
#include "passes/ModuleGraph.h"

#include "llvm/AsmParser/Parser.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"

#include <charconv>

using namespace llvm;

namespace mapgraph {

static std::string firstLine(std::string Text) {
  Text.resize(std::min(Text.find('\n'), Text.size()));
  return Text;
}

// The major version in "LLVM20.1.8", 0 for other producers.
static unsigned majorVersion(StringRef Producer) {
  unsigned Major = 0;
  if (Producer.consume_front("LLVM"))
    std::from_chars(Producer.begin(), Producer.end(), Major);
  return Major;
}

static Result<void> checkProducer(const std::string &Path,
                                  MemoryBufferRef Bytes) {
  Expected<std::string> Producer = getBitcodeProducerString(Bytes);
  if (!Producer)
    return badInput(Path + ": broken bitcode: " +
                    firstLine(toString(Producer.takeError())));
  if (majorVersion(*Producer) <= LLVM_VERSION_MAJOR)
    return {};
  return badInput(Path + ": bitcode written by " + *Producer +
                  ", but this tool reads bitcode up to LLVM" +
                  LLVM_VERSION_STRING);
}

static Result<std::vector<std::unique_ptr<Module>>>
parseBitcode(const std::string &Path, MemoryBufferRef Bytes,
             LLVMContext &Context) {
  if (Result<void> Known = checkProducer(Path, Bytes); !Known)
    return tl::make_unexpected(Known.error());
  auto Broken = [&](Error E) {
    return badInput(Path +
                    ": broken bitcode: " + firstLine(toString(std::move(E))));
  };
  Expected<std::vector<BitcodeModule>> Parts = getBitcodeModuleList(Bytes);
  if (!Parts)
    return Broken(Parts.takeError());
  if (Parts->empty())
    return badInput(Path + ": broken bitcode: no module in it");
  std::vector<std::unique_ptr<Module>> Modules;
  for (BitcodeModule &Part : *Parts) {
    Expected<std::unique_ptr<Module>> M = Part.parseModule(Context);
    if (!M)
      return Broken(M.takeError());
    Modules.push_back(std::move(*M));
  }
  return Modules;
}

static Result<std::vector<std::unique_ptr<Module>>>
parseText(const std::string &Path, MemoryBufferRef Bytes,
          LLVMContext &Context) {
  SMDiagnostic Problem;
  std::unique_ptr<Module> M = parseAssembly(Bytes, Problem, Context);
  if (!M)
    return badInput(Path + ':' + std::to_string(Problem.getLineNo()) + ':' +
                    std::to_string(Problem.getColumnNo() + 1) + ": " +
                    firstLine(Problem.getMessage().str()));
  std::vector<std::unique_ptr<Module>> Modules;
  Modules.push_back(std::move(M));
  return Modules;
}

Result<IrModule> readIr(const FileInput &File, const AnalysisOptions &Options) {
  auto Buffer = MemoryBuffer::getFile(File.Path);
  if (!Buffer)
    return badInput(File.Path + ": " + Buffer.getError().message());
  LLVMContext Context;
  // Remarks of LLVM about a module are no concern of its reader.
  Context.setDiagnosticHandlerCallBack([](const DiagnosticInfo *, void *) {});
  MemoryBufferRef Bytes = (*Buffer)->getMemBufferRef();
  auto Modules = File.Kind == FileKind::Bitcode
                     ? parseBitcode(File.Path, Bytes, Context)
                     : parseText(File.Path, Bytes, Context);
  if (!Modules)
    return tl::make_unexpected(Modules.error());

  IrModule Out;
  for (std::unique_ptr<Module> &M : *Modules) {
    std::string Broken;
    raw_string_ostream OS(Broken);
    if (verifyModule(*M, &OS))
      return badInput(File.Path + ": broken module: " + firstLine(Broken));
    Out.HasDebugInfo |= !M->debug_compile_units().empty();
    ExtractOptions Extract;
    Extract.Variables = Options.Variables;
    Extract.Simplify = Options.Simplify;
    Out.Graphs.push_back(buildModuleGraph(*M, Extract));
    if (std::optional<std::string> Broken = mapgraph::verify(Out.Graphs.back()))
      return internalError(File.Path + ": internal error: extraction broke " +
                           *Broken);
  }
  return Out;
}

} // namespace mapgraph
