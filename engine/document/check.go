package document

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// needs reports whether the key is there with the right type, so that there
// is something to check. A key that is absent is a problem of the table, with
// the hint on what to write; a wrong type was reported already.
func (n Node) needs(key string, right func(any) bool, hint string, args ...any) bool {
	if n.recording() {
		n.ask(key)
	}
	t, ok := n.raw.(map[string]any)
	if !ok {
		return false
	}
	raw, ok := t[key]
	if !ok {
		n.Problem("%s is missing; %s", key, fmt.Sprintf(hint, args...))
		return false
	}
	return right(raw)
}

func isText(raw any) bool  { _, ok := raw.(string); return ok }
func isList(raw any) bool  { _, ok := raw.([]any); return ok }
func isTable(raw any) bool { _, ok := raw.(map[string]any); return ok }
func isWhole(raw any) bool { _, ok := raw.(int64); return ok }
func isAny(any) bool       { return true }

// Text checks a text that must be there and fit the limit, in characters; 0
// means any length.
func (n Node) Text(key, value string, limit int) {
	if !n.needs(key, isText, `add %s = "…"`, key) {
		return
	}
	if r := n.rule(key); r != nil {
		r.Filled = true
	}
	if value == "" {
		n.At(key).Problem("%s is empty; write a text", key)
	}
	n.Fits(key, value, limit)
}

// Fits checks the length of a text that may be left out.
func (n Node) Fits(key, value string, limit int) {
	if r := n.rule(key); r != nil {
		r.MaxLength = limit
	}
	if len(value) > limit { // has as many bytes at least
		n.At(key).fits(value, limit)
	}
}

func (n Node) fits(value string, limit int) {
	if size := utf8.RuneCountInString(value); limit > 0 && size > limit {
		n.Problem("%s has %s characters; shorten it to %s", n.name(), number(size), number(limit))
	}
}

// Texts checks a list of texts: how many there must be at least, and the
// length of each.
func (n Node) Texts(key string, values []string, least, limit int) {
	if r := n.entryRule(key); r != nil {
		r.Filled, r.MaxLength = true, limit
	}
	if !n.Entries(key, len(values), least, 0) {
		return
	}
	list := n.At(key)
	for i, v := range values {
		if entry := list.Index(i); v == "" && isText(entry.raw) {
			entry.Problem("%s is empty; write a text or take the entry out", entry.name())
		} else {
			entry.fits(v, limit)
		}
	}
}

// Word checks a text that must be one of the allowed words.
func (n Node) Word(key, value string, allowed []string) {
	if r := n.rule(key); r != nil {
		r.Words = allowed
	}
	if !slices.Contains(allowed, value) && n.needs(key, isText, "write one of %s", strings.Join(allowed, ", ")) {
		n.At(key).word(value, allowed)
	}
}

// Words checks a list of words from the allowed ones, each at most once.
func (n Node) Words(key string, values []string, least int, allowed []string) {
	if r := n.rule(key); r != nil {
		r.Unique = true
	}
	if r := n.entryRule(key); r != nil {
		r.Words = allowed
	}
	if !n.Entries(key, len(values), least, 0) {
		return
	}
	list := n.At(key)
	for i, v := range values {
		entry := list.Index(i)
		if n.file.full() {
			return
		}
		if !isText(entry.raw) {
			continue
		}
		entry.word(v, allowed)
		if slices.Contains(values[:i], v) {
			entry.Problem("%s stands twice in %s; keep one", Quote(v), key)
		}
	}
}

func (n Node) word(value string, allowed []string) {
	if !slices.Contains(allowed, value) {
		n.Problem("%s isn't a word for %s; %s", Quote(value), n.list(),
			DidYouMean(value, allowed, "write one of "+strings.Join(allowed, ", ")))
	}
}

// list is the key of the node or of the list that it is an entry of.
func (n Node) list() string {
	if n.key == "" && n.parent != nil {
		return n.parent.list()
	}
	return n.key
}

// Entries checks how many entries a list has; most 0 means any number. It
// reports whether there is a list to look into.
func (n Node) Entries(key string, count, least, most int) bool {
	if r := n.rule(key); r != nil {
		r.Least, r.Most = least, most
	}
	if least == 0 && !n.Has(key) {
		return false
	}
	hint := "at least one entry is needed"
	if least > 0 && most > 0 {
		hint = fmt.Sprintf("%d to %d entries are needed", least, most)
	}
	if !n.needs(key, isList, "%s", hint) {
		return false
	}
	switch {
	case count < least:
		n.At(key).Problem("%s is an empty list; %s", key, hint)
	case most > 0 && count > most:
		n.At(key).Index(most).Problem("%s has %d entries; at most %d are allowed", key, count, most)
	}
	return true
}

// Moment checks that a date is there.
func (n Node) Moment(key string) {
	n.needs(key, isAny, `add %s = "2017-05-12", as precise as the source`, key)
}

// Table checks that a table is there, and reports whether there is something
// to look into.
func (n Node) Table(key, hint string) bool { return n.needs(key, isTable, "%s", hint) }

// Number checks that a whole number is there and lies within the bounds.
func (n Node) Number(key string, value, least, most int) {
	if r := n.rule(key); r != nil {
		r.Least, r.Most = least, most
	}
	if n.needs(key, isWhole, "add %s = %d", key, least) && (value < least || value > most) {
		n.At(key).Problem("%s is %d; it must lie between %s and %s", key, value, number(least), number(most))
	}
}

// Schema checks the version of the format that a file is written in. Where it
// isn't the known one the rest of the file can't be judged.
func (n Node) Schema(value, known int) bool {
	if n.recording() {
		n.ask("schema")
	}
	if r := n.rule("schema"); r != nil {
		r.Least, r.Most = known, known
	}
	switch {
	case !n.Has("schema"):
		n.Problem("schema is missing; add schema = %d at the top", known)
	case value > known:
		n.At("schema").Problem("schema %d is newer than this program, which knows %d; update normwalk", value, known)
		return false
	case value != known && n.At("schema").raw == int64(value):
		n.At("schema").Problem("schema %d isn't known; write schema = %d", value, known)
	}
	return true
}

// URL checks an address that must be there: https://, http:// or doi:.
func (n Node) URL(key, value string) {
	const hint = "write https://…, http://… or doi:…"
	if r := n.rule(key); r != nil {
		r.URL = true
	}
	if !n.needs(key, isText, hint) {
		return
	}
	if doi, ok := strings.CutPrefix(value, "doi:"); ok && strings.HasPrefix(doi, "10.") && !strings.ContainsAny(doi, " \n") {
		return
	}
	u, err := url.Parse(value)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || strings.ContainsAny(value, " \n") {
		n.At(key).Problem("%s isn't an address; %s", Quote(value), hint)
	}
}

// number writes 1800 as "1,800".
func number(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", number(n/1000), n%1000)
}
