package exercise_test

import (
	"fmt"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// families is a set in which each UN norm has relatives, and a scenario whose
// second step has candidates of the UN and of the IETF.
func families(t *testing.T) (*scenario.Scenario, *norm.Set) {
	t.Helper()
	catalogue := func(id string, norms ...norm.Norm) *norm.Catalogue {
		c := &norm.Catalogue{ID: id}
		for i, n := range norms {
			n.ID, n.Position = norm.ID(id+"/"+n.Item), i+1
			c.Items = append(c.Items, n)
		}
		return c
	}
	ideas := func(item string, ideas ...norm.Idea) norm.Norm {
		return norm.Norm{Item: item, Ideas: ideas, IncidentResponse: true}
	}
	call, clean := norm.AnswerACall, norm.CleanUpAtSource
	s, err := norm.NewSet(
		catalogue(norm.UNEleven, ideas("c", clean), ideas("h", call, clean), ideas("a")),
		catalogue("ietf", ideas("bcp38", clean), ideas("rfc2350", call), ideas("bcp55", norm.Evidence)),
		catalogue("mine", ideas("1"), ideas("2")),
		catalogue("many", ideas("1", call), ideas("2", call), ideas("3", call), ideas("4", call), ideas("5", call), ideas("6", call), ideas("7", call), ideas("8", clean)),
	)
	if err != nil {
		t.Fatal(err)
	}
	step := func(id string, norms ...norm.ID) scenario.Step {
		out := scenario.Step{ID: id}
		for _, n := range norms {
			out.Readings = append(out.Readings, scenario.Reading{Norm: n})
		}
		return out
	}
	return &scenario.Scenario{Steps: []scenario.Step{
		step("one", "un-gge-2015/c", "un-gge-2015/h"),
		step("two", "un-gge-2015/c", "ietf/bcp55"),
		step("three", "mine/1"),
		step("four", "un-gge-2015/a"),
	}}, s
}

func TestPlanFor(t *testing.T) {
	s, norms := families(t)
	all := []string{"four", "one", "two", "three"}
	for _, c := range []struct {
		name string
		sel  exercise.Selection
		want string
	}{
		{"by itself the UN eleven", exercise.Selection{}, "[{one [un-gge-2015/c un-gge-2015/h]} {two [un-gge-2015/c]} {three [mine/1]} {four [un-gge-2015/a]}]"},
		{"norms at every step", exercise.Selection{Norms: []norm.ID{"mine/2"}, Families: []string{"ietf"}}, "[{one [mine/2]} {two [mine/2]} {three [mine/2]} {four [mine/2]}]"},
		{"two families", exercise.Selection{Families: []string{"un-gge-2015", "ietf"}}, "[{one [un-gge-2015/c un-gge-2015/h]} {two [un-gge-2015/c ietf/bcp55]} {three [mine/1]} {four [un-gge-2015/a]}]"},
		{"relatives where there is no candidate", exercise.Selection{Families: []string{"ietf"}}, "[{one [ietf/bcp38 ietf/rfc2350]} {two [ietf/bcp55]} {three [mine/1]} {four [un-gge-2015/a]}]"},
		{"not too many relatives, of each norm some", exercise.Selection{Families: []string{"many"}}, "[{one [many/8 many/1 many/2 many/3 many/4 many/5]} {two [many/8]} {three [mine/1]} {four [un-gge-2015/a]}]"},
		{"a short list", exercise.Selection{Families: []string{"technical"}}, "[{one [ietf/bcp38 ietf/rfc2350]} {two [ietf/bcp55]} {three [mine/1]} {four [un-gge-2015/a]}]"},
		{"a family that isn't there", exercise.Selection{Families: []string{"none"}}, "[{one [un-gge-2015/c un-gge-2015/h]} {two [un-gge-2015/c ietf/bcp55]} {three [mine/1]} {four [un-gge-2015/a]}]"},
	} {
		if got := fmt.Sprint(exercise.PlanFor(s, all, norms, c.sel)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if got := fmt.Sprint(exercise.PlanFor(s, []string{"three"}, norms, exercise.Selection{})); got != "[{three [mine/1]}]" {
		t.Errorf("one step: %s", got)
	}

	// Without the UN eleven everything counts.
	mine, _ := norms.Catalogue("mine")
	ietf, _ := norms.Catalogue("ietf")
	without, err := norm.NewSet(mine, ietf)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(exercise.PlanFor(s, []string{"two"}, without, exercise.Selection{})); got != "[{two [un-gge-2015/c ietf/bcp55]}]" {
		t.Errorf("without the UN eleven: %s", got)
	}
}
