package lower

import (
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

// strange is an instruction that the lowering does not know.
type strange struct{ ssa.Instruction }

// A function that cannot be lowered is reported at its position and becomes a
// declaration; the rest of its package is lowered, and the module is valid.
func TestFailureCostsOneFunction(t *testing.T) {
	prog := loadSamples(t, "./s02access")
	var reports []string
	shared := &Shared{Prog: prog, Options: Options{Report: func(s string) { reports = append(reports, s) }}}
	for _, pkg := range prog.Packages {
		if !pkg.Own {
			continue
		}
		// The instruction after a lookup: the half-built body has uses to undo.
		block := pkg.SSA.Func("getOrSet").Blocks[0]
		last := len(block.Instrs) - 1
		block.Instrs[last] = strange{block.Instrs[last]}
		lowered := shared.Lower(pkg)
		mod := lowered.Module
		if len(reports) != 1 || !strings.Contains(reports[0], "s02access/main.go:") ||
			!strings.Contains(reports[0], "getOrSet is not lowered") {
			t.Errorf("reports %q", reports)
		}
		if fn := mod.NamedFunction("ex.org/s/s02access.getOrSet"); fn.IsNil() || !fn.IsDeclaration() {
			t.Error("getOrSet is no declaration")
		}
		if fn := mod.NamedFunction("ex.org/s/s02access.main"); fn.IsNil() || fn.IsDeclaration() {
			t.Error("main was lost")
		}
		if err := llvm.VerifyModule(mod, llvm.ReturnStatusAction); err != nil {
			t.Error(err)
		}
		lowered.Dispose()
	}
}
