package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/room"
)

// The hot wash saves every format beside the person, and never over a file
// that lies there.
func TestTheHotWashSavesEveryFormat(t *testing.T) {
	m := newMachine(t)
	m.must("\nh\n\n\n\nquit\n", "walk", "wannacry", "--track", "60-minutes", "--plain")
	t.Chdir(t.TempDir())
	id := m.past("wannacry").State.Setup().Exercise
	a := &app{host: host{Now: m.now, Random: m.random}, db: m.db}
	for _, f := range offered() {
		for _, again := range []bool{false, true} {
			err := a.readJournal(t.Context(), func(h *room.Host) error {
				path, err := exportBeside(t.Context(), h, id, f.Name)
				if err == nil && strings.Contains(filepath.Base(path), "-2.") != again {
					t.Errorf("%s: saved as %s", f.Name, path)
				}
				return err
			})
			if err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
	}
	if _, err := os.Stat(id + ".dictionary.csv"); err != nil {
		t.Errorf("the table has no dictionary: %v", err)
	}
}
