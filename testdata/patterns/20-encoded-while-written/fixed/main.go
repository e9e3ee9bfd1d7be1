// Encoders walk the map by reflection, here under the lock of the writer.
package main

import (
	"encoding/json"
	"fmt"
	"sync"
)

type status struct {
	mu     sync.Mutex
	Counts map[string]int
}

type report struct{ Counts map[string]int }

func (s *status) hit(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Counts[name]++ // NORACE
}

func (s *status) asJSON() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out, err := json.Marshal(s) // NORACE
	if err != nil {
		return err.Error()
	}
	return string(out)
}

func (s *status) asReport() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out, err := json.Marshal(&report{Counts: s.Counts}) // NORACE
	if err != nil {
		return err.Error()
	}
	return string(out)
}

func (s *status) asText() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fmt.Sprintf("counts: %v", s.Counts) // NORACE
}

func main() {
	s := &status{Counts: make(map[string]int)}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 0; i < 200; i++ {
			s.hit(fmt.Sprint("route-", i%13))
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 50; i++ {
			_ = s.asJSON()
			_ = s.asReport()
			_ = s.asText()
		}
	}()
	wg.Wait()
}
