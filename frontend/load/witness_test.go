package load

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// loadText loads one package from its text, and gives the names of its
// witnesses: the origin of each with the receiver or signature it has.
func loadText(t *testing.T, files map[string]string) []string {
	t.Helper()
	dir := t.TempDir()
	files["go.mod"] = "module example.org/m\n\ngo 1.24\n"
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	prog, err := Load(context.Background(), Config{Dir: dir, Tests: true, Patterns: []string{"."}, Witnesses: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(prog.Errors) > 0 {
		t.Fatal(prog.Errors)
	}
	var names []string
	for _, pkg := range prog.Packages {
		if err := prog.BuildPackage(pkg); err != nil {
			t.Fatal(err)
		}
		for _, fn := range pkg.Witnesses {
			if fn.Blocks == nil {
				t.Errorf("%s has no body", fn)
			}
			names = append(names, strings.ReplaceAll(fn.String(), "example.org/m.", ""))
		}
	}
	return names
}

func TestWitnesses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"none", `func F() {}
type T struct{}
func (T) M() {}`, ""},
		{"method and function", `type Cache[K comparable, V any] struct{ m map[K]V }
func (c *Cache[K, V]) Get(k K) V { return c.m[k] }
func (c *Cache[K, V]) get(k K) V { return c.m[k] }
func (c Cache[K, V]) Len() int { return len(c.m) }
func New[K comparable, V any]() *Cache[K, V] { return &Cache[K, V]{} }
func hidden[T any]() {}`,
			"(Cache[string,int]).Len (*Cache[string,int]).Get New[string,int]"},
		{"unexported type", `type cache[K comparable] struct{ m map[K]bool }
func (c *cache[K]) Get(k K) bool { return c.m[k] }`, ""},
		{"own instance", `type Set[T comparable] struct{ m map[T]bool }
func (s *Set[T]) Add(v T) { s.m[v] = true }
func Of[T comparable](list ...T) *Set[T] { return &Set[T]{} }
func First[T any](list []T) T { return list[0] }
var codes Set[int]
var names Set[string]
var _ = First([]bool{true})`,
			"(*Set[int]).Add First[bool] Of[int]"},
		{"instance in generic code", `type Set[T comparable] struct{ m map[T]bool }
func (s *Set[T]) Add(v T) { s.m[v] = true }
func Fill[K comparable](k K) { type key struct{ v K }; var other Set[key]; other.m = nil }`,
			"(*Set[string]).Add Fill[string]"},
		{"core types", `type Ordered interface{ ~int8 | ~int | ~float64 }
func Sort[S ~[]E, E Ordered](s S) {}
func Keys[M ~map[K]V, K comparable, V any](m M) []K { return nil }
func Each[F ~func(T), T any](f F) {}`,
			"Each[func(string),string] Keys[map[string]int,string,int] Sort[[]int,int]"},
		{"order of other names", `type Map[K comparable, V any] struct{ m map[K]V }
func (m *Map[K, V]) Get(k K) V { return m.m[k] }
func Swapped[V any, K comparable](v V) *Map[K, V] { return nil }`,
			"(*Map[string,int]).Get Swapped[int,string]"},
		{"methods asked for", `type Key interface { comparable; Hash() int }
type Text string
func (Text) Hash() int { return 1 }
type Table[K Key] struct{ m map[K]int }
func (t *Table[K]) Get(k K) int { return t.m[k] + k.Hash() }`,
			"(*Table[Text]).Get"},
		{"methods nobody has", `type Table[K interface { comparable; Hash() int }] struct{ m map[K]int }
func (t *Table[K]) Get(k K) int { return t.m[k] + k.Hash() }`,
			"(*Table[interface{Hash(),int}]).Get"},
		{"pointer with methods", `type Node struct{ next *Node }
func (n *Node) Next() *Node { return n.next }
type List[T any, P interface { *T; Next() P }] struct{ head P }
func (l *List[T, P]) Head() P { return l.head }`,
			"(*List[Node,*Node]).Head"},
		{"of itself", `type Less[T any] interface{ Less(T) bool }
func Min[T Less[T]](a, b T) T { return a }`, ""},
		{"many", `func F[A, B, C, D, E any](a A, b B, c C, d D, e E) {}`, "F[string,int,uint64,float64,string]"},
		{"iterator", `func Sum[I ~func(func(T) bool), T ~int | ~float64](in I) T { return 0 }`,
			"Sum[func(func(int),bool),int]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			names := loadText(t, map[string]string{"m.go": "package m\n\n" + c.text + "\n"})
			for i, name := range names {
				names[i] = strings.NewReplacer(", ", ",", " ", ",").Replace(name)
			}
			if got := strings.Join(names, " "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// Programs are called by nobody, and tests have their own instances.
func TestNoWitnesses(t *testing.T) {
	const generic = "type Box[T any] struct{ v T }\n\nfunc (b *Box[T]) Get() T { return b.v }\n"
	if got := loadText(t, map[string]string{"m.go": "package main\n\n" + generic + "\nfunc main() {}\n"}); len(got) != 0 {
		t.Errorf("a program has %v", got)
	}
	got := loadText(t, map[string]string{
		"m.go":      "package m\n\n" + generic,
		"m_test.go": "package m\n\nimport \"testing\"\n\nfunc TestBox(t *testing.T) { var b Box[bool]; b.Get() }\n",
	})
	if len(got) != 1 || got[0] != "(*Box[string]).Get" {
		t.Errorf("with tests: %v", got)
	}
}
