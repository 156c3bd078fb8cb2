package document_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/source"
)

// story has one field of every type that a content file uses.
type story struct {
	Title   string        `toml:"title"`
	Licence string        `toml:"licence"`
	Pages   int           `toml:"pages"`
	Done    bool          `toml:"done"`
	Date    source.Moment `toml:"date"`
	Tags    []string      `toml:"tags"`
	Cover   cover         `toml:"cover"`
	Parts   []part        `toml:"parts"`
	Hidden  string        `toml:"-"`
}

type cover struct {
	Colour string `toml:"colour"`
}

type part struct {
	Name  string `toml:"name"`
	Mood  string `toml:"mood"`
	Lines []line `toml:"lines"`
}

type line struct {
	Text string `toml:"text"`
	Who  string `toml:"who"`
}

// read parses and binds, and returns the problems as text.
func read(t *testing.T, data string) (story, string) {
	t.Helper()
	var s story
	f, err := document.Parse("f.toml", []byte(data))
	if err == nil {
		f.Bind(&s)
		err = f.Err()
	}
	if err == nil {
		return s, ""
	}
	var problems document.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("%q: the error is a %T", data, err)
	}
	return s, err.Error()
}

func TestBind(t *testing.T) {
	got, problems := read(t, "\ufeff"+`
title = """
The first
  paragraph.
   
The	second. """
pages = 12
done = true
date = "2017-05"
tags = ["a", " b  c "]
cover.colour = 'red "ink"'
[[parts]]
name = "one"
lines = [ { text = "x", who = "me" }, { text = "y" } ]
[[parts]]
name = "two\nlines"
[[parts.lines]]
text = "z"
`)
	if problems != "" {
		t.Fatal(problems)
	}
	date, _ := source.ParseMoment("2017-05")
	want := story{
		Title: "The first paragraph.\n\nThe second.", Pages: 12, Done: true, Date: date, Tags: []string{"a", "b c"},
		Cover: cover{`red "ink"`},
		Parts: []part{{Name: "one", Lines: []line{{"x", "me"}, {"y", ""}}}, {Name: "two lines", Lines: []line{{Text: "z"}}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Texts are kept side by side: none may run into the next, whatever its length.
func TestTextsOfAnyLength(t *testing.T) {
	var lines strings.Builder
	var want []string
	for n := 1; n < 40_000; n = n*3/2 + 1 {
		want = append(want, strings.Repeat(string(rune('a'+len(want))), n))
		fmt.Fprintf(&lines, "\"\"\"  %s\n\"\"\",\n", want[len(want)-1])
	}
	f, err := document.Parse("a.toml", []byte("list = [\n"+lines.String()+"]\n"))
	if err != nil {
		t.Fatal(err)
	}
	var into struct {
		List []string `toml:"list"`
	}
	f.Bind(&into)
	if !slices.Equal(into.List, want) {
		t.Errorf("%.20q", into.List)
	}
}

func TestNativeDates(t *testing.T) {
	for _, c := range []struct{ written, want string }{
		{`2017-05-12`, "2017-05-12"},
		{`2017-05-12T13:30:00Z`, "2017-05-12T13:30:00Z"},
		{`2017-05-12 15:30:05+02:00 # when`, "2017-05-12T13:30:05Z"},
		{`2017-05-12t13:30:05.5z`, "2017-05-12T13:30:05Z"},
		{`"2017-05-12T15+02:00"`, "2017-05-12T13Z"},
		{`" 2017 "`, "2017"},
	} {
		got, problems := read(t, "date = "+c.written+"\n")
		if problems != "" || got.Date.String() != c.want {
			t.Errorf("%s: %v %s, want %s", c.written, got.Date, problems, c.want)
		}
	}
}

func TestUnreadable(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"binary", "title = \"x\"\nä = \"\x00\"", "f.toml:2:6: this isn't a text file (byte 0x00); write the content as UTF-8 text"},
		{"not UTF-8", "# é\nname = \"é \xe9\"", `f.toml:2:11: byte 0xe9 isn't valid UTF-8; save the file as UTF-8`},
		{"UTF-16", "\xff\xfet\x00i\x00", "f.toml:1:1: the text is in UTF-16; save the file as UTF-8"},
		{"too large", strings.Repeat("#", document.MaxSize+1), "f.toml:1:1: the file is larger than 4 MiB; a content file is a text of at most some hundred kB"},
		{"deep lists", "x = " + strings.Repeat("[", 100_000), "f.toml:1:69: lists and tables are nested too deeply; the format needs four levels"},
		{"deep behind comments", "x = " + strings.Repeat("[ # ]\n", 100_000), "f.toml:65:1: lists and tables are nested too deeply; the format needs four levels"},
		{"deep behind texts", "x = " + strings.Repeat(`["\"]", ']', "", "\\", `+"'''\n]''''',"+` """]"\""""", `, 10_000), "f.toml:65:22: lists and tables are nested too deeply; the format needs four levels"},
		{"many dots", strings.Repeat("a.", 100_000) + "a = 1", "f.toml:1:130: the key has too many dots; write one name before the ="},
		{"many values", strings.Repeat("a,\n", 50_000), "f.toml:40001:2: the file has too many values to be content; the largest have a few thousand"},
		{"raw escape", "title = \"x\x1b[2J\"", "f.toml:1:11: a control character, which a content file can't have; take it out"},
	} {
		if _, got := read(t, c.data); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestSyntax(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"title = \"abc\npages = 1", `1:13: the text isn't closed at the end of its line; close it with a quotation mark, or put a long text between """ marks`},
		{"pages = 1\ntitle = \"\"\"abc\nx", `2:9: the text that starts here is never closed; end it with """`},
		{"title = '''abc", `1:9: the text that starts here is never closed; end it with '''`},
		{"title = \"abc", `1:13: the text isn't closed at the end of its line; close it with a quotation mark, or put a long text between """ marks`},
		{`title = "He said "no" to it"`, `1:19: the value is complete before "no"; write one key = value a line, and \" for a quotation mark inside a text`},
		{`title = "é" é`, `1:13: the value is complete before "é"; write one key = value a line, and \" for a quotation mark inside a text`},
		{`title = WannaCry`, `1:9: expected a value, found "WannaCry"; write text between quotation marks`},
		{"title =\npages = 1", `1:8: expected a value, found the end of the line; write text between quotation marks`},
		{"title = “x”", `1:9: expected a value, found the typographic mark “ (use the straight "); write text between quotation marks`},
		{"title = true love", `1:14: the value is complete before "love"; write one key = value a line, and \" for a quotation mark inside a text`},
		{"pages = 20s", `1:11: expected a number, found "s"; write text between quotation marks`},
		{"pages = 007", `1:9: the number has a leading zero; put it between quotation marks if it is text`},
		{"title", `1:6: expected = after the key, found the end of the line; write key = "value"`},
		{"ti tle = 1", `1:4: expected = after the key, found "tle"; write key = "value"`},
		{"= 1", `1:1: expected a key, found "="; write key = "value", [heading] or [[list]], in plain letters`},
		{"ä = 1", `1:1: expected a key, found "ä"; write key = "value", [heading] or [[list]], in plain letters`},
		{"[cover\n", `1:7: the heading isn't closed, found the end of the line; write [name]`},
		{"[[parts]\n", `1:8: the heading of a list isn't closed, found "]"; write [[name]]`},
		{"tags = [\"a\" \"b\"]", `1:13: the list isn't closed, found "\""; part its entries by commas and end it with ]`},
		{"tags = [\"a\",,]", `1:13: expected a value, found ","; take the comma out or write a value before it`},
		{"cover = { colour = \"a\" x = 1 }", `1:24: the table isn't closed, found "x"; part its entries by commas and end it with }`},
		{"title = \"a\"\n\n title = \"b\"", `3:2: title is written twice; keep one`},
		{"[cover]\ncolour = \"a\"\n[cover]", `3:2: cover is written twice; keep one`},
		{"[cover]\ncolour = \"a\"\n[[cover]]", `3:3: cover has another form above: as a value, a [table] or a [[list]]; give it one form`},
		{"cover = 1\n[cover]", `2:2: cover has another form above: as a value, a [table] or a [[list]]; give it one form`},
		{`title = "C:\Temp"`, `1:12: a backslash that means no character; write \\ for a backslash`},
		{`title = "\ud800"`, `1:10: a backslash that means no character; write \\ for a backslash`},
		{"date = 2017-13-45", `1:13: this is not a date; write "2017", "2017-05", "2017-05-12" or "2017-05-12T13:30Z" in quotes`},
		{"date = 2017-05", `1:8: this is not a date; write "2017", "2017-05", "2017-05-12" or "2017-05-12T13:30Z" in quotes`},
		{"pages = 99999999999999999999", `1:9: the number is too large; the format has none over a few thousand`},
	} {
		if _, got := read(t, c.data); got != "f.toml:"+c.want {
			t.Errorf("%q: got\n%s\nwant\n%s", c.data, got, "f.toml:"+c.want)
		}
	}
}

func TestBindProblems(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"unknown key", "titel = \"x\"", `1:1: unknown key "titel" at the top of the file; did you mean "title"?`},
		{"nothing near", "\n  zzz = 1", `2:3: unknown key "zzz" at the top of the file; the keys here are title, licence, pages, done, date, tags, cover, parts`},
		{"unknown table", "[covers]\n[parts2]\n", `1:1: unknown key "covers" at the top of the file; did you mean "cover"?` + "\n" +
			`2:1: unknown key "parts2" at the top of the file; did you mean "parts"?`},
		{"in an inline table", `cover = { color = "red" }`, `1:11: unknown key "color" in [cover]; did you mean "colour"?`},
		{"in a list", "[[parts]]\n[[parts]]\nnom = 1", `3:1: unknown key "nom" in [[parts]]; the keys here are name, mood, lines`},
		{"below a later heading", "[cover]\nlicence = \"x\"", `2:1: unknown key "licence" in [cover]; it belongs to the top of the file: move it above the heading [cover]`},
		{"below an inner heading", "[[parts]]\n[[parts.lines]]\nmood = \"x\"", `3:1: unknown key "mood" in [[parts.lines]]; it belongs to [[parts]]: move it above the heading [[parts.lines]]`},
		{"unprintable key", `"a\u001b[2J" = 1`, `1:1: unknown key "a\x1b[2J" at the top of the file; the keys here are title, licence, pages, done, date, tags, cover, parts`},
		{"hidden field", "Hidden = 1", `1:1: unknown key "Hidden" at the top of the file; the keys here are title, licence, pages, done, date, tags, cover, parts`},

		{"number for text", "title = 5", `1:9: title must be text in quotes, not a number`},
		{"list for text", "title = [\"x\"]", `1:9: title must be text in quotes, not a list`},
		{"table for text", "[title]", `1:1: title must be text in quotes, not a table`},
		{"text for number", `pages = "5"`, `1:9: pages must be a whole number without quotes, not text`},
		{"fraction", `pages = 5.5`, `1:9: pages must be a whole number without quotes, not a number`},
		{"text for truth", `done = "yes"`, `1:8: done must be true or false without quotes, not text`},
		{"text for list", `tags = "red"`, `1:8: tags must be a list, not text; write tags = ["red"]`},
		{"number for list", `tags = 1`, `1:8: tags must be a list, not a number; write tags = [ … ]`},
		{"table for list", "[parts]\nname = \"x\"", `1:1: parts must be a list, not a table; write a heading [[parts]] above each entry`},
		{"inner table for list", "[[parts]]\n[parts.lines]\ntext = \"x\"", `2:1: lines must be a list, not a table; write a heading [[parts.lines]] above each entry`},
		{"list for table", "[[cover]]", `1:1: cover must be a table, written under a heading [cover], not a list`},
		{"entry of a list", "tags = [\"a\",\n  2]", `2:3: entry 2 of tags must be text in quotes, not a number`},
		{"entry of a list of tables", "parts = [ { name = \"a\" }, \"b\" ]", `1:27: entry 2 of parts must be a table, written under a heading [[parts]], not text`},
		{"list in a list", "tags = [\"a\", [\"b\"]]", `1:8: entry 2 of tags must be text in quotes, not a list`},

		{"no date", `date = "May 2017"`, `1:8: date: "May 2017" isn't spelled as dates are here; write "2017-05"`},
		{"number for date", `date = 2017`, `1:8: date must be a date such as "2017-05-12", not a number`},
		{"time without a zone", `date = 2017-05-12T13:30:00`, `1:8: date: "2017-05-12T13:30:00" lacks its time zone; write "2017-05-12T13:30:00Z" for UTC, or local time with its offset, such as "2017-05-12T13:30:00+02:00"`},
		{"only a time", `date = 13:30:00`, `1:8: date: "13:30:00" is not a date; write "2017", "2017-05", "2017-05-12" or "2017-05-12T13:30Z"`},
		{"year", `date = "0217-05-12"`, `1:8: date: the year of "0217-05-12" can't be right; write it with four digits`},
		{"half hours", `date = "2017-05-12T13+05:30"`, `1:8: date: the offset of "2017-05-12T13+05:30" isn't a whole number of hours; write the minutes too`},

		{"escape", `title = "ab\u001b[31mred"`, `1:12: the text contains U+001B, the escape character, which steers terminals; take it out`},
		{"escape, short form", `title = "ab\e[31mred"`, `1:12: the text contains U+001B, the escape character, which steers terminals; take it out`},
		{"bell", `title = "ab\u0007"`, `1:12: the text contains U+0007, a control character; take it out`},
		{"C1 control", "title = \"ab\u009b\"", `1:12: the text contains U+009B, a control character; take it out`},
		{"delete", `title = "\\b\u007f"`, `1:13: the text contains U+007F, a control character; take it out`},
		{"bidi override", "title = \"é\u202eb\"", `1:11: the text contains U+202E, a mark that changes the reading direction; take it out`},
		{"bidi isolate", "title = \"\"\"\nab\n\u2066\"\"\"", `3:1: the text contains U+2066, a mark that changes the reading direction; take it out`},
		{"zero width", "tags = [\"a\", \"b\u200b\"]", `1:16: the text contains U+200B, an invisible character; take it out`},
		{"line separator", "title = \"a\u2028b\"", `1:11: the text contains U+2028, an invisible character; take it out`},
		{"filler", "title = \"a\u3164b\"", `1:11: the text contains U+3164, an invisible character; take it out`},
		{"private use", "title = \"\ue000\"", `1:10: the text contains U+E000, not a character that every screen can show; take it out`},
		{"in a date", `date = "2017\u200b"`, `1:8: date: "2017\u200b" is not a date; write "2017", "2017-05", "2017-05-12" or "2017-05-12T13:30Z"` + "\n" +
			`1:13: the text contains U+200B, an invisible character; take it out`},

		{"several at once", "titel = \"x\"\npages = \"1\"\ntags = 1\n[cover]\ncolour = 2\n", `1:1: unknown key "titel" at the top of the file; did you mean "title"?
2:9: pages must be a whole number without quotes, not text
3:8: tags must be a list, not a number; write tags = [ … ]
5:10: colour must be text in quotes, not a number`},
		{"Windows line ends", "title = 1\r\npages = \"1\"\r\n", "1:9: title must be text in quotes, not a number\n2:9: pages must be a whole number without quotes, not text"},
		{"after a byte-order mark", "\ufefftitle = 1", "1:9: title must be text in quotes, not a number"},
	} {
		want := "f.toml:" + strings.ReplaceAll(c.want, "\n", "\nf.toml:")
		if _, got := read(t, c.data); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, want)
		}
	}
}

func TestManyProblems(t *testing.T) {
	_, got := read(t, strings.Repeat("x", 100_000)+" = 1\n"+strings.Repeat("[[parts]]\nname = 1\n", 3000))
	lines := strings.Split(got, "\n")
	if len(lines) != 1001 || !strings.HasSuffix(lines[1000], "there are more than 1000 problems; the others aren't listed") {
		t.Errorf("%d lines, the last %s", len(lines), lines[len(lines)-1])
	}
	for _, l := range lines {
		if len(l) > 300 {
			t.Fatalf("a line has %d bytes", len(l))
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"csirt", "trust-group", "operator", "vendor", "law-enforcement", "un-gge-2015/h", "un-gge-2015/k"}
	for _, c := range []struct{ word, want string }{
		{"csirts", "csirt"},
		{"CSIRT", "csirt"},
		{"crist", ""},
		{"cisrt", "csirt"},
		{"trustgroup", "trust-group"},
		{"enforcement", "law-enforcement"},
		{"un-gge-2015-h", "un-gge-2015/h"},
		{"x", ""},
		{"", ""},
		{strings.Repeat("csirt", 1000), ""},
	} {
		if got := strings.Join(document.Nearest(c.word, known, 1), " "); got != c.want {
			t.Errorf("Nearest(%.20q) = %q, want %q", c.word, got, c.want)
		}
	}
}
