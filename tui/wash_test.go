package tui

import (
	"regexp"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

// Alone there are no shares: the letters stand large and without numbers.
func TestTheMatrixOfOnePersonHasNoShares(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Solo).keys("h", "down", "a", "reveal", "w")
	d.shows("[H]", "H helped  L latency  I irrelevant").hides("CAPITAL", "# numbers")
	if before := d.screen(); d.keys("#").screen() != before && strings.Contains(d.screen(), "h  0") {
		t.Errorf("# shows a share of one verdict:\n%s", d.screen())
	}
	d.hides("h  0", "H  0")
	d.keys("3").shows("You are alone here")
	d.keys("5").hides("only abstentions").shows("abstained at 1 step")
	d.keys("esc", "enter", "h", "reveal", "w", "6").shows("you, at these steps").hides("the room at")
}

// Fewer than five verdicts have no share either.
func TestTheMatrixShowsNoShareOfTooFew(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Hands).keys("2", "tab", "1", "enter", "12", "tab", "4", "enter", "reveal", "w", "#")
	d.shows("h    ", "H 75").hides("h 67", "h  0")
}

func TestOnesOwnAbstentionIsNoRooms(t *testing.T) {
	newDriver(t, 100, 30).start(exercise.Solo).keys("a", "reveal").shows("you: abstained").hides("only abstentions")
}

// In the smallest window every view has its number, and the one that is seen its name.
func TestTheTabsOfTheHotWashFitEveryWindow(t *testing.T) {
	for _, width := range []int{60, 72, 80, 100, 160} {
		d := newDriver(t, width, 24)
		views()["fam-matrix"](d)
		for i, v := range d.app.washViews() {
			d.keys(string(rune('1' + i)))
			line := strings.Split(d.screen(), "\n")[1]
			if !strings.Contains(line, "["+string(rune('1'+i))+" "+v.name+"]") || len(regexp.MustCompile(`\d`).FindAllString(line, -1)) != 8 || strings.Contains(line, "…") {
				t.Errorf("%d cells, view %d: %q", width, i+1, line)
			}
		}
	}
}

func TestTheAxisKeepsItsNamesApart(t *testing.T) {
	for cells := 20; cells <= 72; cells++ {
		for _, word := range strings.Fields(axis(cells)) {
			if !strings.Contains(" min h day week month year ", " "+word+" ") {
				t.Errorf("%d cells: %q is no unit in %q", cells, word, axis(cells))
			}
		}
		if !strings.HasPrefix(axis(cells), "min") || !strings.HasSuffix(axis(cells), "year") && !strings.Contains(axis(cells), "year ") {
			t.Errorf("%d cells: the ends are missing in %q", cells, axis(cells))
		}
	}
}

// What the lists say of a divided item isn't cut in a narrow window.
func TestDividedIsNotCut(t *testing.T) {
	d := newDriver(t, 60, 45)
	views()["wash-divided"](d)
	for line := range strings.SplitSeq(d.screen(), "\n") {
		if strings.Contains(line, "say it") && strings.HasSuffix(strings.TrimSpace(line), "…") {
			t.Errorf("a sentence is cut: %q", line)
		}
	}
}

// More hands than people are remarked on where the item is looked at.
func TestMoreHandsThanPeopleAreRemarkedOn(t *testing.T) {
	d := newDriver(t, 100, 30).keys("down", "down", "enter").repeat("down", 5).keys("10", "enter").repeat("right", 5)
	d.keys("enter", "12", "tab", "5", "enter", "reveal", "w").shows("17 hands counted for 10 people")
	d.keys("2").shows("! 17 hands counted for 10 people")
	d.keys("1", "enter").shows("! 17 hands counted for 10 people")
}
