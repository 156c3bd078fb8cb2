package tui

import (
	"os"
	"strings"
	"testing"
)

// The README's picture is a golden frame, so that it can't grow old.
func TestTheReadmesPictureIsTrue(t *testing.T) {
	frame, err := os.ReadFile("testdata/frames/kill-switch-100x30.txt")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(readme), "```\n")
	picture, after, closed := strings.Cut(rest, "```\n")
	if !ok || !closed {
		t.Fatal("the README has no picture")
	}
	if picture == string(frame) {
		return
	}
	if !*update {
		t.Fatal("the README's picture is not the frame; go test ./tui -update writes it")
	}
	if err := os.WriteFile("../README.md", []byte(before+"```\n"+string(frame)+"```\n"+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
