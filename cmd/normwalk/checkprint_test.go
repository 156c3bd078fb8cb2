package main

import (
	"bytes"
	"testing"

	"github.com/normwalk/normwalk/engine/advice"
)

// At each save the result is the last thing that is read.
func TestCheckOnSaveEndsWithTheResult(t *testing.T) {
	found := []advice.Advice{{File: "x.toml", Line: 1, Col: 1, What: "Something", Why: "It matters", Do: "Mend it"}}
	for last, want := range map[bool]string{
		true:  "\n1 piece of advice; none of it stops a session:\n\nx.toml:1:1: advice: Something\n    It matters. Mend it.\n\n1 file, no problems\n",
		false: "1 file, no problems\n\n1 piece of advice; none of it stops a session:\n\nx.toml:1:1: advice: Something\n    It matters. Mend it.\n",
	} {
		var out bytes.Buffer
		a := &app{host: host{Stdout: &out}}
		if err := a.printCheck(checked(1, nil), nil, found, last); err != nil || out.String() != want {
			t.Errorf("%v, %q", err, &out)
		}
	}
}

func TestFolded(t *testing.T) {
	for in, want := range map[string]string{
		"short\n":                     "short\n",
		"x.toml:1:1: some long words": "x.toml:1:1:\n    some\n    long\n    words",
		"averyveryverylongword":       "averyveryverylongword",
	} {
		if got := folded(in, 11); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
