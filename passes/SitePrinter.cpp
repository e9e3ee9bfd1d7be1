//===- SitePrinter.cpp - IR annotated with operations ---------------------===//

#include "passes/SitePrinter.h"

#include "llvm/IR/AssemblyAnnotationWriter.h"
#include "llvm/IR/Instruction.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/FormattedStream.h"

using namespace llvm;

namespace mapgraph {

namespace {
class Writer : public AssemblyAnnotationWriter {
public:
  explicit Writer(
      function_ref<void(const Instruction &, raw_ostream &)> Describe)
      : Describe(Describe) {}

  void emitInstructionAnnot(const Instruction *I,
                            formatted_raw_ostream &OS) override {
    std::string Text;
    raw_string_ostream Line(Text);
    Describe(*I, Line);
    if (!Text.empty())
      OS << "  ; " << Text << '\n';
  }

private:
  function_ref<void(const Instruction &, raw_ostream &)> Describe;
};
} // namespace

void printAnnotated(
    const llvm::Function &F, raw_ostream &OS,
    function_ref<void(const Instruction &, raw_ostream &)> Describe) {
  Writer W(Describe);
  F.print(OS, &W);
}

void printOperand(raw_ostream &OS, StringRef Name, const Value *V,
                  const Module &M) {
  if (!V)
    return;
  OS << ' ' << Name << '=';
  V->printAsOperand(OS, /*PrintType=*/false, &M);
}

} // namespace mapgraph
