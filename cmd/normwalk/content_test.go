package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The screen may open before the built-in content is read. A user's is read
// first; what is wrong with it the home page says, which covers the terminal.
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
	for _, a.content = range []string{"", own} {
		if c, err = a.atHand(); err != nil || c.lib == nil || len(c.lib.LeftOut()) != 1 || said.Len() > 0 {
			t.Errorf("with problems in the folder, named %q: %v, it says %q before the screen opens", a.content, err, &said)
		}
	}
	if _, err := a.library(); err != nil || !strings.HasPrefix(said.String(), "normwalk: 1 file of yours has problems and is left out; normwalk check shows all there is to mend\n  "+filepath.Join(own, "mine.toml")+":1:") {
		t.Errorf("%v, it says %q", err, &said)
	}
}
