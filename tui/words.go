package tui

import (
	"fmt"
	"strings"
	"time"

	"github.com/normwalk/normwalk/tui/wording"
)

// clock is a duration as minutes and seconds, "12:40", also beyond an hour:
// a session is planned in minutes.
func clock(d time.Duration) string {
	d = d.Round(time.Second)
	return fmt.Sprintf("%02d:%02d", int(d.Minutes()), int(d.Seconds())%60)
}

// ago is a coarse distance in time, for lists.
func ago(then, now time.Time) string {
	switch d := now.Sub(then); {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return wording.Count(int(d.Minutes()), "minute") + " ago"
	case d < 24*time.Hour:
		return wording.Count(int(d.Hours()), "hour") + " ago"
	default:
		return wording.Count(int(d.Hours()/24), "day") + " ago"
	}
}

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }

func join(lines []string) string { return strings.Join(lines, "\n") }
