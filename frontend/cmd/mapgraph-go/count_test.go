package main

import (
	"encoding/json"
	"testing"
)

func TestCountSSA(t *testing.T) {
	count := func(source string) sizes {
		dir := module(t, map[string]string{"m.go": source})
		code, stdout, stderr := runTool(t, "-C", dir, "--count-ssa", ".")
		if code != exitOK || stderr != "" {
			t.Fatalf("exit code %d\n%s", code, stderr)
		}
		var s sizes
		if err := json.Unmarshal([]byte(stdout), &s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	one := count("package m\n\nfunc F() int { return 1 }\n")
	two := count("package m\n\nfunc F() int { return 1 }\n\nfunc G(n int) int { return n + n }\n")
	if one.Packages != 1 || one.Files != 1 || two.Lines-one.Lines != 2 {
		t.Errorf("got %+v and %+v", one, two)
	}
	// An addition and a return.
	if two.Functions-one.Functions != 1 || two.Instructions-one.Instructions != 2 {
		t.Errorf("got %+v and %+v", one, two)
	}
	if two.CPU <= 0 || two.Seconds <= 0 {
		t.Errorf("costs nothing: %+v", two)
	}
}
