// Encoders walk the map by reflection, here without the lock the writer holds.
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
	s.Counts[name]++ // RACE! MG003
}

func (s *status) asJSON() string {
	out, err := json.Marshal(s) // RACE! MG003
	if err != nil {
		return err.Error()
	}
	return string(out)
}

func (s *status) asReport() string {
	out, err := json.Marshal(&report{Counts: s.Counts}) // RACE! MG003
	if err != nil {
		return err.Error()
	}
	return string(out)
}

func (s *status) asText() string {
	return fmt.Sprintf("counts: %v", s.Counts) // RACE! MG003
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
