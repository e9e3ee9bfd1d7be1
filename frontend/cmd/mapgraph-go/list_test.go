package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// Each operation is listed with its function, instances by their own symbols,
// and marked when it is deferred or behind a constant.
func TestListSSA(t *testing.T) {
	dir := module(t, map[string]string{"m.go": `package m

const debug = false

func F(m map[string]int) int {
	defer delete(m, "a")
	if debug {
		clear(m)
	}
	return Sum(m) + Sum(map[bool]int{true: 1}) + len(m)
}

func Sum[K comparable](m map[K]int) (sum int) {
	for _, v := range m {
		sum += v
	}
	return sum
}
`})
	code, stdout, stderr := runTool(t, "-C", dir, "--list-ssa", ".")
	if code != exitOK || stderr != "" {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	var got []string
	for _, line := range strings.Split(strings.TrimSpace(stdout), "\n") {
		var op mapOperation
		if err := json.Unmarshal([]byte(line), &op); err != nil {
			t.Fatal(err)
		}
		if op.Package != "example.org/m" {
			continue
		}
		text := op.Op + " " + strings.TrimPrefix(op.Symbol, "example.org/m.")
		for word, on := range map[string]bool{"deferred": op.Deferred, "dead": op.Dead, "instance": op.Instance} {
			if on {
				text += " " + word
			}
		}
		got = append(got, text)
	}
	want := []string{
		"delete F deferred", "clear F dead", "make F", "update F", "length F",
		"iterate Sum[bool] instance", "iterate Sum[string] instance",
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}
