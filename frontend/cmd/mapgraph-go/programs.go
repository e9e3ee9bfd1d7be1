package main

import (
	"context"
	"encoding/json"
	"io"

	"mapgraph/frontend/load"
)

// listPrograms writes the programs among the packages, one JSON object a line.
func (t *tool) listPrograms(ctx context.Context, cfg load.Config) int {
	salt, err := t.salt()
	if err != nil {
		return t.failed(err)
	}
	list, err := load.ListPrograms(ctx, cfg, salt)
	if err != nil {
		return t.failed(err)
	}
	err = t.toOutput(func(w io.Writer) error {
		enc := json.NewEncoder(w)
		for _, p := range list {
			if err := enc.Encode(p); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.note(err.Error())
		return exitInternal
	}
	return exitOK
}
