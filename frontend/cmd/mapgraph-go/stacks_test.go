package main

import (
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// The names beside the functions are those which the Go runtime prints for them.
func TestStackNames(t *testing.T) {
	dir := absolute(t, "../../testdata/stacks")
	cmd := exec.Command("go", "run", "-gcflags=-l", ".")
	cmd.Dir = dir
	printed, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, printed)
	}
	ll := read(t, emit(t, "-C", dir, "."), "example.org_stacks.v2.ll")
	known := make(map[string]bool)
	for _, node := range nodes(t, ll, "mapgraph.stack") {
		m := regexp.MustCompile(`, !"(.*)", i32 \d+\}$`).FindStringSubmatch(node)
		if m == nil {
			t.Fatalf("unexpected %s", node)
		}
		known[m[1]] = true
	}
	names := strings.Fields(string(printed))
	if len(names) < 40 {
		t.Errorf("only %d names printed", len(names))
	}
	for _, name := range names {
		if name != "runtime.goexit" && name != "runtime.main" && !known[name] {
			t.Errorf("the runtime prints %s, which is not in the module", name)
		}
	}
}
