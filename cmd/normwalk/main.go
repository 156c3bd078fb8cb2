// Normwalk walks a room through a past cyber incident, step by step, and asks
// which norms of responsible behaviour applied and what each of them did.
package main

import (
	"context"
	"crypto/rand"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
	_ "time/tzdata" // local times are shown on machines without a tz database too
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	if os.Getenv("NORMWALK_DEBUG") == "" {
		debug.SetTraceback("none") // run recovers, but only on its own goroutine
	}
	if os.Getenv("GOGC") == "" {
		// All garbage is made at the start, by reading the content: collecting it
		// less often saves a sixth of the time to the first frame for 3 MB.
		debug.SetGCPercent(400)
	}
	code := run(ctx, host{
		Args:   os.Args[1:],
		Stdin:  os.Stdin,
		Stdout: os.Stdout,
		Stderr: os.Stderr,
		Getenv: os.Getenv,
		Now:    time.Now,
		Random: rand.Reader,
	})
	stop()
	os.Exit(code)
}
