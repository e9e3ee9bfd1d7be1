// Command demo is a small server for notes: sign in, write notes, read them as
// HTML. It is the program of the tour through mapgraph, with two mistakes in it.
//
// ARGS: ./...
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"example.org/demo/internal/api"
	"example.org/demo/internal/cache"
	"example.org/demo/internal/config"
	"example.org/demo/internal/limit"
	"example.org/demo/internal/metrics"
	"example.org/demo/internal/notes"
	"example.org/demo/internal/session"
)

func main() {
	path := flag.String("config", "", "file of `key = value` lines")
	flag.Parse()
	if err := run(*path); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

func run(path string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	cfg := config.Default()
	if path != "" {
		if err := cfg.Load(path); err != nil {
			return err
		}
	}

	sessions := session.NewStore(cfg.Duration("session.ttl"))
	counters := metrics.New("requests", "refused", "logins", "notes")
	server := api.NewServer(api.Options{
		Config:   cfg,
		Sessions: sessions,
		Notes:    notes.NewStore(),
		Pages:    cache.New[string, string](cfg.Int("cache.size"), cfg.Duration("cache.ttl")),
		Limiter:  limit.New(cfg.Int("limit.rate"), cfg.Int("limit.burst")),
		Metrics:  counters,
	})

	janitor := session.NewJanitor(sessions, cfg.Duration("janitor.every"))
	done := make(chan struct{})
	go func() {
		defer close(done)
		janitor.Run(ctx)
	}()

	ln, err := net.Listen("tcp", cfg.String("listen"))
	if err != nil {
		return err
	}
	log.Println("listening on", ln.Addr())
	err = serve(ctx, ln, server.Handler())
	stop()
	<-done

	removed := janitor.Removed()
	for user, n := range removed { // NORACE
		log.Printf("%d sessions of %s expired", n, user)
	}
	return err
}

// serve answers requests until the context ends, then lets running ones finish.
func serve(ctx context.Context, ln net.Listener, handler http.Handler) error {
	srv := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()

	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := srv.Shutdown(grace); err != nil {
		return err
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
