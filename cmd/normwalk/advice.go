package main

import (
	"fmt"

	"github.com/normwalk/normwalk/engine/advice"
)

// adviceText lays advice out so that editors can jump to each place: what was
// found stands there, why and what to do below it. It is empty for none.
func adviceText(found []advice.Advice) string {
	if len(found) == 0 {
		return ""
	}
	found = advice.Gather(found)
	var p page
	p.line("")
	noun := "1 piece of advice"
	if len(found) > 1 {
		noun = fmt.Sprintf("%d pieces of advice", len(found))
	}
	p.text("", noun+"; none of it stops a session:")
	for _, x := range found {
		p.line("")
		about := x.What
		if x.Step != "" {
			about = x.Step + ": " + x.What
		}
		p.line("%s: advice: %s", x.Place(), about) // on one line, however long
		p.text("    ", x.Why+". "+x.Do+".")
	}
	return p.String()
}
