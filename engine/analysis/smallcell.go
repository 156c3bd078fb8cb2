package analysis

import (
	"maps"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
)

// apart splits counts by group into those that may be shown on their own and
// the rest, which is under "", and names the groups that went into the rest.
// It is the rule of [exercise.State.For]: groups with fewer than
// [exercise.Few] answers are put together, and the next smallest with them
// while the rest is itself too small to hide them. groups stays as it is.
func apart(groups map[string]exercise.Tally) (shown map[string]exercise.Tally, merged []string) {
	shown = maps.Clone(groups)
	if shown == nil {
		shown = map[string]exercise.Tally{}
	}
	for _, g := range bySize(groups) {
		rest, hiding := shown[""]
		if g == "" || shown[g].Answered() >= exercise.Few && (!hiding || rest.Answered() >= exercise.Few) {
			continue
		}
		shown[""] = rest.Plus(shown[g])
		delete(shown, g)
		merged = append(merged, g)
	}
	slices.Sort(merged)
	return shown, merged
}

func bySize(groups map[string]exercise.Tally) []string {
	return slices.SortedFunc(maps.Keys(groups), func(a, b string) int {
		if d := groups[a].Answered() - groups[b].Answered(); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
}

// byName orders groups for a table: by name, those that can't be told apart
// last.
func byName(a, b string) int {
	if (a == "") != (b == "") {
		return strings.Compare(b, a)
	}
	return strings.Compare(a, b)
}
