package report

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text is Markdown that is safe to write. Only the constants of this package
// become text as they are; everything else goes through escape.
type text string

// textf formats like fmt.Sprintf and escapes every argument that is neither
// text nor a number, so that a forgotten escape is impossible. Use %s and %d.
func textf(format text, args ...any) text {
	safe := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case text, int:
			safe[i] = a
		default:
			safe[i] = escape(fmt.Sprint(a))
		}
	}
	return text(fmt.Sprintf(string(format), safe...))
}

// join puts texts together, like strings.Join.
func join(texts []text, between text) text {
	var b strings.Builder
	for i, t := range texts {
		if i > 0 {
			b.WriteString(string(between))
		}
		b.WriteString(string(t))
	}
	return text(b.String())
}

// strong sets text in bold. Nothing stays nothing: four stars are a rule.
func strong(t text) text {
	if t == "" {
		return ""
	}
	return "**" + t + "**"
}

// escape turns foreign text into a single line that every Markdown renderer
// shows as it was written: no markup, links, mentions, HTML, template tags or
// new table cells. Line breaks become " / ", control characters and invisible
// ones such as bidi overrides become visible as U+202E.
func escape(s string) text {
	line := []rune(oneLine(s))
	at := func(i int) rune {
		if i < 0 || i >= len(line) {
			return 0
		}
		return line[i]
	}
	marker := listMarker(line)
	var b strings.Builder
	for i, c := range line {
		switch {
		// Entities stay harmless even where the Markdown is pasted into HTML.
		case c == '<':
			b.WriteString("&lt;")
		case c == '>':
			b.WriteString("&gt;")
		case c == '&':
			b.WriteString("&amp;")
		case c == '@' && isWord(at(i+1)):
			// Renderers find mentions and addresses after they resolve escapes.
			b.WriteString("(at)")
		case strings.ContainsRune("\\`*_[]{}|~#$^", c),
			i == marker,
			c == '%' && at(i-1) == '{',
			c == '!' && at(i+1) == '[',
			c == ':' && at(i+1) == '/',
			c == '.' && inHost(at(i-2), at(i-1), at(i+1), at(i+2)):
			b.WriteByte('\\')
			b.WriteRune(c)
		default:
			b.WriteRune(c)
		}
	}
	return text(b.String())
}

// listMarker is the index of the character that would make the line a list
// item, a rule, a heading or a container if it began a block; -1 if there is
// none.
func listMarker(line []rune) int {
	if len(line) == 0 {
		return -1
	}
	if strings.ContainsRune("+-=:", line[0]) {
		return 0
	}
	i := 0
	for i < len(line) && '0' <= line[i] && line[i] <= '9' {
		i++
	}
	if i > 0 && i < len(line) && (line[i] == '.' || line[i] == ')') {
		return i
	}
	return -1
}

// inHost reports whether the dot between four characters could be one of a
// host's name: example.org and www.x-y.org, but not 3.5, U.S. or "end. Next".
func inHost(left2, left, right, right2 rune) bool {
	if !isWord(left) || !isWord(right) || unicode.IsDigit(left) && unicode.IsDigit(right) {
		return false
	}
	return isWord(left2) || isWord(right2)
}

func isWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// oneLine puts s on one line, tidies its spaces and makes what can't be seen
// visible.
func oneLine(s string) string {
	var b strings.Builder
	var gap string
	for _, c := range strings.TrimSpace(strings.ToValidUTF8(s, string(utf8.RuneError))) {
		switch {
		case strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", c):
			gap = " / "
			continue
		case unicode.IsSpace(c):
			if gap == "" {
				gap = " "
			}
			continue
		}
		b.WriteString(gap)
		gap = ""
		if visible(c) {
			b.WriteRune(c)
		} else {
			fmt.Fprintf(&b, "U+%04X", c)
		}
	}
	return b.String()
}

// visible lets joiners pass: several scripts, and emoji, are spelled with them.
func visible(c rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	return unicode.IsGraphic(c) || c == nonJoiner || c == joiner
}

// link leads to a web address, and shows its host. Anything but a plain
// http(s) address is shown as text: one with a user in it, say, only pretends
// to lead to that host.
func link(address string) text {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return escape(address)
	}
	var b strings.Builder
	for _, c := range []byte(u.String()) {
		if c < utf8.RuneSelf && (isWord(rune(c)) || strings.IndexByte("-._~:/?#@!$=,;%+", c) >= 0) {
			b.WriteByte(c)
		} else if c == '&' {
			b.WriteString("&amp;")
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return textf("[%s](%s)", u.Hostname(), text(b.String()))
}
