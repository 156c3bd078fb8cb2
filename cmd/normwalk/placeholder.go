package main

import (
	"fmt"

	"github.com/normwalk/normwalk/engine/advice"
	"github.com/normwalk/normwalk/engine/bundle"
	"github.com/normwalk/normwalk/engine/inert"
)

// warnPlaceholders warns of files that their author hasn't finished: others are
// about to read them. It stops nothing.
func (a *app) warnPlaceholders(docs []bundle.Document) {
	for _, d := range docs {
		a.warnPlaceholder(d.Path, d.Body)
	}
}

func (a *app) warnPlaceholder(name string, body []byte) {
	if n, _, _ := advice.Placeholders(body); n > 0 {
		fmt.Fprintf(a.Stderr, "normwalk: %s isn't finished: %s\n", inert.Line(name), advice.StillSay(n))
	}
}
