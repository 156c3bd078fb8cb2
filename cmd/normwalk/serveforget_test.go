package main

import (
	"crypto/rand"
	"database/sql"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

// A finished room whose secrets can't be deleted says so, once; the next room
// opens all the same.
func TestSecretsThatStayDoNotHoldUpTheNextRoom(t *testing.T) {
	m := newMachine(t)
	a := &app{host: host{Now: time.Now, Random: rand.Reader, Getenv: os.Getenv}, db: m.db}
	lib, err := a.library()
	if err != nil {
		t.Fatal(err)
	}
	f := newFaults()
	err = a.writeJournal(t.Context(), func(h *room.Host) error {
		serve := a.fromHome(h, content{lib: lib}, nil, f)
		first, err := h.Open(t.Context(), lib, room.Choice{Scenario: "wannacry-2017", Mode: exercise.Room})
		if err != nil {
			return err
		}
		served, err := serve(t.Context(), first)
		if err != nil {
			return err
		}
		if _, err := first.Do(t.Context(), exercise.Finish{}); err != nil {
			return err
		}
		release := hold(t, m.db)
		if err := served.Stop(); err == nil || !strings.Contains(err.Error(), "normwalk resume") {
			t.Errorf("with the journal held by another program: %v", err)
		}
		release()
		if err := first.Close(); err != nil {
			return err
		}
		next, err := h.Open(t.Context(), lib, room.Choice{Scenario: "wannacry-2017", Mode: exercise.Room})
		if err != nil {
			return err
		}
		served, err = serve(t.Context(), next)
		if err != nil {
			t.Errorf("the next room: %v", err)
			return next.Close()
		}
		if err := served.Stop(); err != nil {
			t.Error(err)
		}
		return next.Close()
	})
	if err != nil {
		t.Fatal(err)
	}
}

// hold keeps other programs from writing to a journal, until release.
func hold(t *testing.T, name string) (release func()) {
	t.Helper()
	db, err := sql.Open("sqlite", name)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}
