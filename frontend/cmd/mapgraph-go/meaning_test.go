package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Every program of testdata/meaning prints the same whether it is compiled by
// the go command or lowered and executed by LLVM against the runtime in rt.
func TestMeaning(t *testing.T) {
	source := absolute(t, "../../testdata/meaning")
	programs, err := filepath.Glob(filepath.Join(source, "*", "main.go"))
	if err != nil || len(programs) < 12 {
		t.Fatalf("%d programs, %v", len(programs), err)
	}
	work := t.TempDir()
	runtime := buildRuntime(t, work)
	modules := filepath.Join(work, "modules")
	code, _, stderr := runTool(t, "--runnable", "-C", source, "--emit-bc", modules, "./...")
	if code != exitOK || stderr != "" {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	native := filepath.Join(work, "native") + "/"
	build := exec.Command("go", "build", "-o", native, "./...")
	build.Dir = source
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, program := range programs {
		name := filepath.Base(filepath.Dir(program))
		t.Run(name, func(t *testing.T) {
			want := command(t, native+name)
			image := link(t, work, name)
			got := command(t, "lli-19", "--dlopen="+runtime, image)
			if got != want {
				t.Errorf("lowered:\n%s\ncompiled:\n%s", got, want)
			}
		})
	}
}

// buildRuntime compiles the runtime to a shared library and abi.ll to bitcode.
func buildRuntime(t *testing.T, work string) string {
	t.Helper()
	sources, err := filepath.Glob("../../rt/*.c")
	if err != nil || len(sources) == 0 {
		t.Fatalf("no runtime: %v", err)
	}
	library := filepath.Join(work, "librt.so")
	command(t, "clang-19", append([]string{"-O1", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared",
		"-pthread", "-o", library}, sources...)...)
	command(t, "llvm-as-19", "-o", filepath.Join(work, "abi.bc"), "../../rt/abi.ll")
	return library
}

// link joins one program with the library packages it uses. The program comes
// first: its type descriptors know the methods that its interfaces need.
func link(t *testing.T, work, name string) string {
	t.Helper()
	start := strings.ReplaceAll(`
declare void @rt.init()
declare void @rt.exit()
declare void @"P.init"()
declare void @"P.main"()
define i32 @main() {
  call void @rt.init()
  call void @"P.init"()
  call void @"P.main"()
  call void @rt.exit()
  ret i32 0
}
`, "P", "meaning/"+name)
	base := filepath.Join(work, name)
	if err := os.WriteFile(base+".ll", []byte(start), 0o666); err != nil {
		t.Fatal(err)
	}
	args := []string{"-o", base + ".all.bc", base + ".ll",
		filepath.Join(work, "modules", "meaning_"+name+".bc"), filepath.Join(work, "abi.bc")}
	library, err := filepath.Glob(filepath.Join(work, "modules", "*.bc"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range library {
		if !strings.HasPrefix(filepath.Base(file), "meaning_") {
			args = append(args, file)
		}
	}
	command(t, "llvm-link-19", args...)
	command(t, "opt-19", "-passes=internalize<preserve-gv=main>,globaldce",
		"-o", base+".bc", base+".all.bc")
	return base + ".bc"
}
