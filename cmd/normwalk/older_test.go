package main

import (
	"os"
	"strings"
	"testing"
)

// A journal of an older normwalk is brought up to date by whatever looks into
// it first, be it a verb that only reads.
func TestAnOlderJournalIsReadAtOnce(t *testing.T) {
	m := newMachine(t)
	put(t, m.db, contents(t, "../../engine/journal/testdata/format-1.db"))
	if out := m.must("", "exercise", "list"); strings.TrimSpace(out) == "" {
		t.Error("its exercises are not listed")
	}
	if _, err := os.Stat(m.db + ".format-1.bak"); err != nil {
		t.Errorf("the copy of the old journal: %v", err)
	}
}
