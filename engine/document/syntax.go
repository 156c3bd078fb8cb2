package document

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	pelletier "github.com/pelletier/go-toml/v2"
)

// explain says where and why the text isn't TOML, for somebody who has never
// read the definition of TOML. It asks the parser that knows places for the
// reason; where that one sees nothing wrong, the decoder's own has to do.
func explain(err error, data []byte) (offset int, message string) {
	var d *pelletier.DecodeError
	if !errors.As(pelletier.Unmarshal(data, &map[string]any{}), &d) {
		var e toml.ParseError
		if !errors.As(err, &e) {
			return 0, "this isn't TOML: " + printable(err.Error())
		}
		return min(max(e.Position.Start, 0), len(data)), "this isn't TOML: " + printable(e.Message)
	}
	row, col := d.Position()
	offset = newLines(data).offset(row, col)
	reason, rest := strings.TrimPrefix(d.Error(), "toml: "), data[offset:]
	if start, open := openText(data); open && strings.Contains(reason, "not terminated") {
		offset = start
	} else if strings.Contains(reason, "incomplete") || strings.Contains(reason, "end of input") {
		offset, rest = len(bytes.TrimRight(data, "\r\n\t ")), nil
	}
	for _, m := range mistakes() {
		if regexp.MustCompile(m.pattern).MatchString(reason) {
			r := strings.NewReplacer("$found", found(rest), "$key", printable(strings.Join(d.Key(), ".")))
			return offset, r.Replace(m.plain)
		}
	}
	return offset, fmt.Sprintf("this isn't TOML: %s; found %s", printable(reason), found(rest))
}

// found names what stands at the start of the text.
func found(data []byte) string {
	r, _ := utf8.DecodeRune(data)
	word := bytes.IndexFunc(data, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_'
	})
	switch {
	case len(data) == 0:
		return "the end of the file"
	case r == '\n' || r == '\r':
		return "the end of the line"
	case strings.ContainsRune("“”„‟‘’‚«»", r):
		return fmt.Sprintf(`the typographic mark %c (use the straight ")`, r)
	case word > 0:
		return Quote(string(data[:word]))
	}
	return Quote(string(r))
}

type mistake struct {
	pattern string // of the parser's message
	plain   string // $found is what stands there, $key the key in question
}

// mistakes lists what authors get wrong.
func mistakes() []mistake {
	return []mistake{
		{`strings cannot have new lines`, `the text isn't closed at the end of its line; close it with a quotation mark, or put a long text between """ marks`},
		{`multiline basic string not terminated`, `the text that starts here is never closed; end it with """`},
		{`multiline literal string not terminated`, `the text that starts here is never closed; end it with '''`},
		{`control characters`, `a control character, which a content file can't have; take it out`},
		{`invalid escape character|escape sequence`, `a backslash that means no character; write \\ for a backslash`},
		{`expected newline but got`, `the value is complete before $found; write one key = value a line, and \" for a quotation mark inside a text`},
		{`at start of value|expected value, not end|expected keyword`, `expected a value, found $found; write text between quotation marks`},
		{`strings must be quoted`, `expected a number, found $found; write text between quotation marks`},
		{`expected value but got`, `expected a value, found $found; take the comma out or write a value before it`},
		{`unexpected comma`, `a comma without a value before it; take it out`},
		{`expected '=' after key`, `expected = after the key, found $found; write key = "value"`},
		{`at start of key|expected key but`, `expected a key, found $found; write key = "value", [heading] or [[list]], in plain letters`},
		{`to close table name`, `the heading isn't closed, found $found; write [name]`},
		{`to close array table name`, `the heading of a list isn't closed, found $found; write [[name]]`},
		{`after array value|array is incomplete`, `the list isn't closed, found $found; part its entries by commas and end it with ]`},
		{`after inline table key-value|inline table is incomplete`, `the table isn't closed, found $found; part its entries by commas and end it with }`},
		{`key .* is already defined|table .* already exists$`, `$key is written twice; keep one`},
		{`already exists as a|should be a(n array)? table|already exists as defined`, `$key has another form above: as a value, a [table] or a [[list]]; give it one form`},
		{`date|hour|minute|second|time`, `this is not a date; write "2017", "2017-05", "2017-05-12" or "2017-05-12T13:30Z" in quotes`},
		{`leading zeroes`, `the number has a leading zero; put it between quotation marks if it is text`},
		{`too large to fit|out of range`, `the number is too large; the format has none over a few thousand`},
	}
}

// printable replaces what could steer a terminal, for messages that quote the
// file without saying where.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) || blank(r) {
			return utf8.RuneError
		}
		return r
	}, s)
}
