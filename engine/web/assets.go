package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"strings"
)

//go:embed assets pages
var files embed.FS

// assets are what all pages share. Their paths carry a hash of what they hold,
// so that a browser keeps them for good.
type assets struct {
	Style, Script             string // paths, of the participants' pages
	ScreenStyle, ScreenScript string // of the projector's
	content                   map[string]string
	pages                     *template.Template
}

func loadAssets() (assets, error) {
	a := assets{content: map[string]string{}}
	for name, at := range map[string]*string{
		"style.css": &a.Style, "script.js": &a.Script, "screen.css": &a.ScreenStyle, "screen.js": &a.ScreenScript,
	} {
		b, err := files.ReadFile("assets/" + name)
		if err != nil {
			return a, fmt.Errorf("the program lacks %s: %w", name, err)
		}
		sum := sha256.Sum256(b)
		ext := path.Ext(name)
		*at = "/" + strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:6]) + ext
		a.content[*at] = squeeze(string(b))
		if ext == ".js" {
			a.content[*at] = tighten(a.content[*at])
		}
		if ext == ".css" {
			a.content[*at] = strings.NewReplacer("; ", ";", " { ", "{", ": ", ":", "; }", "}", " }", "}", ", ", ",").Replace(a.content[*at])
		}
	}
	var err error
	a.pages, err = template.ParseFS(files, "pages/*.html")
	if err != nil {
		return a, fmt.Errorf("the program's pages can't be read: %w", err)
	}
	return a, nil
}

// squeeze drops indentation and comments that have a line to themselves, or the
// end of one: phones don't read them.
func squeeze(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		line, _, _ = strings.Cut(line, " // ")
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// tighten drops the blanks between the parts of a script, and none within its
// texts. None of those goes over the end of a line.
func tighten(script string) string {
	closer := strings.NewReplacer(" = ", "=", " === ", "===", " !== ", "!==", " => ", "=>", " && ", "&&", " || ", "||", ") {", "){",
		"; ", ";", ", ", ",", "{ ", "{", " }", "}", "if (", "if(", "for (", "for(", " + ", "+", " * ", "*", " ? ", "?", " : ", ":", " < ", "<")
	var b strings.Builder
	for line := range strings.Lines(script) {
		for {
			start := strings.IndexAny(line, "\"`")
			if start < 0 {
				break
			}
			length := strings.IndexByte(line[start+1:], line[start])
			if length < 0 {
				break
			}
			end := start + length + 2
			b.WriteString(closer.Replace(line[:start]) + line[start:end])
			line = line[end:]
		}
		b.WriteString(closer.Replace(line))
	}
	return b.String()
}

func (a assets) serve(w http.ResponseWriter, r *http.Request) {
	kind := "text/css; charset=utf-8"
	if strings.HasSuffix(r.URL.Path, ".js") {
		kind = "text/javascript; charset=utf-8"
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Content-Length", fmt.Sprint(len(a.content[r.URL.Path])))
	if r.Method != http.MethodHead {
		fmt.Fprint(w, a.content[r.URL.Path])
	}
}
