// The wait of a group is given to the caller as a function: the method itself.
package main

import "sync"

func start(work func()) (wait func()) {
	var group sync.WaitGroup
	group.Go(work)
	return group.Wait
}

func main() {
	sizes := map[string]int{}
	wait := start(func() {
		sizes["a"]++ // NORACE
	})
	wait()
	println(len(sizes)) // NORACE
}
