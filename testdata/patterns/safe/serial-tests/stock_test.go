package stock

import "testing"

// Tests without t.Parallel run one after another, subtests too.
var shared = New()

func TestAdd(t *testing.T) {
	for _, article := range []string{"bolt", "nut", "screw"} {
		t.Run(article, func(t *testing.T) {
			for n := 0; n < 1000; n++ {
				shared.Add(article, 2)
			}
			if got := shared.Left(article); got != 2000 {
				t.Errorf("got %d", got)
			}
		})
	}
}

func TestAddMore(t *testing.T) {
	shared.Add("washer", 1)
	if shared.Left("washer") != 1 {
		t.Error("washer is missing")
	}
}
