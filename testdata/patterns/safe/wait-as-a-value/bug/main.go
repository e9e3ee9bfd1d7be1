// The function is called too late.
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
		sizes["a"]++ // RACE! MG001
	})
	println(len(sizes)) // RACE! MG001
	wait()
}
