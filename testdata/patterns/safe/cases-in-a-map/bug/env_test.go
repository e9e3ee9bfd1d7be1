package env

import "testing"

// All cases extend one map.
func TestExtend(t *testing.T) {
	env := map[string]string{"PATH": "/bin"}
	cases := map[string]struct{ folder string }{
		"user":  {folder: "/usr/bin"},
		"admin": {folder: "/usr/sbin"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			Extend(env, c.folder)
		})
	}
}
