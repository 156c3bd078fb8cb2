// Package markup makes lines of text that can't do anything, whatever they were
// made from, and writes them as Markdown or as HTML.
//
// A document is put together out of [Text], which knows no format; each format
// escapes in one place. What comes from people or from content goes through
// [Plain], or through [Textf], which does so by itself.
package markup

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is one line of a document, free of any format. Control characters are its
// markup: they mark what is strong, a link or a citation. Foreign text can't
// have any, for whatever isn't a constant of a program goes through [Plain].
// So neither format can be broken from outside, and each escapes in one place.
type Text string

// The markup. A link and a jump are written as mark, target, middle, label,
// end.
const (
	strongOn  = '\x01'
	strongOff = '\x02'
	linkTo    = '\x03' // an address on the web
	jumpTo    = '\x04' // an anchor in the document; only HTML has these
	anchorAt  = '\x0f' // the place that a jump leads to
	middle    = '\x05'
	end       = '\x06'
	bracketOn = '\x07' // a bracket that Markdown needn't escape
	bracketOf = '\x0e'
)

// Plain turns foreign text into one line that shows what was written and does
// nothing. Line breaks become " / ", control characters and invisible ones such
// as bidi overrides become visible as U+202E.
func Plain(s string) Text {
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
		if Visible(c) {
			b.WriteRune(c)
		} else {
			fmt.Fprintf(&b, "U+%04X", c)
		}
	}
	return Text(b.String())
}

// Visible reports whether a character may stand as it is. Joiners may: several
// scripts, and emoji, are spelled with them.
func Visible(c rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	return unicode.IsGraphic(c) || c == nonJoiner || c == joiner
}

func isWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// Textf formats like fmt.Sprintf and makes every argument plain that is neither
// text nor a number, so that it can't be forgotten. Use %s and %d.
func Textf(format Text, args ...any) Text {
	safe := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case Text, int:
			safe[i] = a
		default:
			safe[i] = Plain(fmt.Sprint(a))
		}
	}
	return Text(fmt.Sprintf(string(format), safe...))
}

// Join puts texts together, like strings.Join.
func Join(texts []Text, between Text) Text {
	var b strings.Builder
	for i, t := range texts {
		if i > 0 {
			b.WriteString(string(between))
		}
		b.WriteString(string(t))
	}
	return Text(b.String())
}

// Strong sets text in bold. Nothing stays nothing.
func Strong(t Text) Text {
	if t == "" {
		return ""
	}
	return Text(strongOn) + t + Text(strongOff)
}

// Link leads to a web address, and shows its host. Anything but a plain
// http(s) address is shown as text: one with a user in it, say, only pretends
// to lead to that host.
func Link(address string) Text {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return Plain(address)
	}
	var b strings.Builder
	for _, c := range []byte(u.String()) {
		if c < utf8.RuneSelf && (isWord(rune(c)) || strings.IndexByte("-._~:/?#@!$=,;%+&", c) >= 0) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return Text(linkTo) + Text(b.String()) + Text(middle) + Plain(u.Hostname()) + Text(end)
}

// Jump leads to an anchor of the caller's making.
func Jump(anchor string, label Text) Text {
	return Text(jumpTo) + Text(anchor) + Text(middle) + label + Text(end)
}

// Anchored is where a jump leads to.
func Anchored(anchor string, label Text) Text {
	return Text(anchorAt) + Text(anchor) + Text(middle) + label + Text(end)
}

// Bracketed sets text in square brackets, as citations are.
func Bracketed(t Text) Text { return Text(bracketOn) + t + Text(bracketOf) }

// A piece is a stretch of plain words, or with mark a piece of markup.
type piece struct {
	mark   rune // 0 for plain words
	words  string
	target string // of a link or a jump, whose label is words
}

// pieces takes a text apart.
func (t Text) pieces() []piece {
	var out []piece
	s := string(t)
	for s != "" {
		i := strings.IndexFunc(s, isMark)
		if i != 0 {
			if i < 0 {
				i = len(s)
			}
			out = append(out, piece{words: s[:i]})
			s = s[i:]
			continue
		}
		p := piece{mark: rune(s[0])}
		s = s[1:]
		if p.mark == linkTo || p.mark == jumpTo || p.mark == anchorAt {
			p.target, s, _ = strings.Cut(s, string(middle))
			p.words, s, _ = strings.Cut(s, string(end))
		}
		out = append(out, p)
	}
	return out
}

func isMark(c rune) bool { return c < ' ' }

// Bare is the text without its markup.
func (t Text) Bare() string {
	var b strings.Builder
	for _, p := range t.pieces() {
		switch p.mark {
		case bracketOn:
			b.WriteByte('[')
		case bracketOf:
			b.WriteByte(']')
		}
		b.WriteString(p.words)
	}
	return b.String()
}
