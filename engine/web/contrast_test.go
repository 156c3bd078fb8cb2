package web

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
)

// Text stands out from its ground by 4.5 to 1 at least, and edges by 3 to 1, in
// both themes (WCAG 2.2, 1.4.3 and 1.4.11).
func TestContrast(t *testing.T) {
	for _, name := range []string{"style.css", "screen.css"} {
		b, err := files.ReadFile("assets/" + name)
		if err != nil {
			t.Fatal(err)
		}
		themes := strings.SplitN(string(b), "prefers-color-scheme: dark", 2)
		themes[1], _, _ = strings.Cut(themes[1], "\n}\n")
		for i, css := range themes {
			colour := map[string]string{}
			for _, m := range regexp.MustCompile(`--([\w-]+): (#[0-9a-f]+);`).FindAllStringSubmatch(css, -1) {
				if _, ok := colour[m[1]]; !ok {
					colour[m[1]] = m[2]
				}
			}
			for _, c := range []struct {
				front, ground string
				least         float64
			}{
				{"ink", "paper", 4.5}, {"soft", "paper", 4.5}, {"link", "paper", 4.5}, {"ink", "wash", 4.5}, {"edge", "paper", 3},
				{"h-ink", "h", 4.5}, {"l-ink", "l", 4.5}, {"i-ink", "i", 4.5}, {"a-ink", "a", 4.5}, {"h", "paper", 3}, {"l", "paper", 3}, {"i", "paper", 3},
				{"good", "paper", 4.5}, {"bad", "paper", 4.5}, {"ink", "bad-wash", 4.5}, {"ink", "talk", 4.5}, {"paper", "link", 4.5},
			} {
				front, ground := colour[c.front], colour[c.ground]
				if name == "screen.css" && (front == "" || ground == "") {
					continue // the projector has fewer
				}
				if got := contrast(t, front, ground); got < c.least {
					t.Errorf("%s, theme %d: %s on %s is %.2f to 1, want %.1f", name, i, c.front, c.ground, got, c.least)
				}
			}
		}
	}
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	if len(hex) == 4 {
		hex = "#" + strings.Repeat(hex[1:2], 2) + strings.Repeat(hex[2:3], 2) + strings.Repeat(hex[3:4], 2)
	}
	var rgb [3]int
	if _, err := fmt.Sscanf(hex, "#%02x%02x%02x", &rgb[0], &rgb[1], &rgb[2]); err != nil {
		t.Fatalf("colour %q: %v", hex, err)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		c := float64(rgb[i]) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
