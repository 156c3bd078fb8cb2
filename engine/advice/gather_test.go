package advice

import "testing"

// What would be said at every step of a file is said once.
func TestGather(t *testing.T) {
	one := unreadAt("a.toml", "s-1", 2, "S1", "S3")
	got := Gather([]Advice{one, {File: "a.toml", What: "Something else"}, unreadAt("a.toml", "s-2", 1, "S3", "S4"), unreadAt("b.toml", "x", 1, "S9")})
	if len(got) != 3 || got[0].What != "3 facts in 2 steps rest only on sources that nobody read: S1, S3, S4" || got[0].Step != "" ||
		got[1].What != "Something else" || got[2].Step != "x" || got[2].What != "as it was" {
		t.Errorf("%+v", got)
	}
	if len(one.unread.sources) != 2 {
		t.Error("it changed what it was given")
	}
}

func unreadAt(file, step string, facts int, sources ...string) Advice {
	return Advice{File: file, Step: step, What: "as it was", unread: unread{facts, sources}}
}
