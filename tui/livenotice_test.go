package tui

import (
	"context"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
)

// What the program around has to say stands there until the next key, and the
// next is waited for.
func TestNotices(t *testing.T) {
	notices := make(chan string, 1)
	ctx, cancel := context.WithCancel(t.Context())
	a := New(ctx, Options{Renderer: lipgloss.NewRenderer(nil), Notices: notices})
	notices <- "the server for terminals has stopped"
	_, again := a.Update(a.listen())
	if a.notice.text != "the server for terminals has stopped" || a.notice.mark != "!" {
		t.Errorf("it says %q", a.notice)
	}
	notices <- "again"
	if msg, ok := again().(noticedMsg); !ok || !strings.Contains(string(msg), "again") {
		t.Errorf("the next one is %v", msg)
	}
	cancel()
	if msg := a.listen(); msg != nil {
		t.Errorf("after the end it says %v", msg)
	}
}
