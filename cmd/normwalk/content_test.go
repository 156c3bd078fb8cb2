package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/document"
)

// The screen may open before the built-in content is read. A user's is read
// first, so that what is wrong with it is said where it can be read.
func TestOnlyBuiltInContentIsReadBesideTheScreen(t *testing.T) {
	data := t.TempDir()
	var said bytes.Buffer
	a := &app{host: host{Stderr: &said, Getenv: func(key string) string { return map[string]string{"XDG_DATA_HOME": data}[key] }}}
	c, err := a.atHand()
	if err != nil || c.lib != nil || len(c.outline.Incidents) == 0 {
		t.Fatalf("without content of one's own: %v, %+v", err, c)
	}
	if lib, err := c.whole(); err != nil || len(lib.Scenarios()) != len(c.outline.Incidents) {
		t.Errorf("the whole of it: %v", err)
	}

	own := filepath.Join(data, "normwalk", "content")
	if err := os.MkdirAll(own, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(own, "mine.toml"), []byte("title = 7\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if c, err = a.atHand(); err != nil || c.lib == nil || !strings.Contains(said.String(), "the content that you added isn't used") {
		t.Errorf("with problems in the usual folder: %v, it says %q", err, &said)
	}
	a.content = own
	if _, err = a.atHand(); !errors.As(err, new(document.Problems)) {
		t.Errorf("with problems in a folder that is named: %v", err)
	}
}
