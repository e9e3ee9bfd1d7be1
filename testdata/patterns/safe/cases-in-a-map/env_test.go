package env

import "testing"

// A range meets each case once, and each has a map of its own.
func TestExtend(t *testing.T) {
	cases := map[string]struct{ env map[string]string }{
		"user":  {env: map[string]string{"PATH": "/bin"}},
		"admin": {env: map[string]string{"PATH": "/sbin"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			Extend(c.env, "/usr/bin")
		})
	}
}
