package web_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// NORMWALK_SHOTS names a folder for pictures of all pages, for people to look at.
func pictures(t *testing.T, b *chrome) {
	folder := os.Getenv("NORMWALK_SHOTS")
	if folder == "" {
		t.Skip("NORMWALK_SHOTS doesn't name a folder")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	b.everyPage(t, func(name string, p *page) {
		sizes, usual := []size{{320, 640, 1, true}, {390, 844, 1, true}, wideSize}, phoneSize
		if strings.HasPrefix(name, "screen-") {
			sizes, usual = []size{wideSize, {1920, 1080, 1, false}, {1024, 768, 1, false}}, wideSize
		}
		for _, s := range sizes {
			p.resize(s)
			p.settle()
			for _, theme := range []string{"light", "dark"} {
				p.theme(theme)
				ctx, done := p.limited()
				shoot := chromedp.FullScreenshot(100)
				if usual == wideSize {
					shoot = chromedp.CaptureScreenshot()
				}
				picture, err := chromedp.Run(ctx, shoot)
				done()
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%s-%d-%s.png", name, s.width, theme)), picture, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
		p.resize(usual)
		p.theme("light")
	})
}
