package inert

import (
	"strings"
	"unicode"
)

// Defuse puts an apostrophe before whatever a spreadsheet would take for a
// formula: at the start of the cell, and after every semicolon, where a
// spreadsheet that was told the wrong separator begins a cell. What begins with
// an apostrophe already gets another, so that [Restore] can tell.
//
// The danger is described by OWASP under "CSV injection".
func Defuse(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r == '\'' || r == '\n' || triggers(r) }) {
		return s
	}
	parts := strings.Split(s, ";")
	for i, part := range parts {
		if strings.HasPrefix(part, "'") || runs(part) {
			parts[i] = "'" + part
		}
	}
	return strings.Join(parts, ";")
}

// Restore undoes [Defuse]. What that didn't make stays as it is: an apostrophe
// that somebody typed in a table of their own is theirs.
func Restore(s string) string {
	parts := strings.Split(s, ";")
	for i, part := range parts {
		parts[i] = strings.TrimPrefix(part, "'")
	}
	if was := strings.Join(parts, ";"); Defuse(was) == s {
		return was
	}
	return s
}

// runs reports whether a spreadsheet might run a text as a formula: its first
// character that isn't blank or a quotation mark starts one.
func runs(s string) bool {
	for _, r := range s {
		if !skipped(r) {
			return triggers(r)
		}
		if r == '\t' || r == '\r' || r == '\n' {
			return true
		}
	}
	return false
}

// skipped lists what importing may take off the front of a cell.
func skipped(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.Pi, unicode.Pf, unicode.Cf) ||
		strings.ContainsRune("\"'`´„‚＂＇", r)
}

// triggers lists the characters that start a formula, and those that become one
// of them under the Unicode normalisation form NFKC, as full-width forms do.
func triggers(r rune) bool {
	return strings.ContainsRune("=+-@\t\r"+"＝﹦⁼₌⩵⩶"+"＋﹢⁺₊﬩"+"－﹣−⁻₋"+"＠﹫", r)
}

// Escape keeps the text of a workbook's cell from being read as one of the
// format's own escapes: _x0041_ would become an A. Two of them may share an
// underline.
func Escape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if i+7 <= len(s) && s[i:i+2] == "_x" && s[i+6] == '_' && strings.Trim(s[i+2:i+6], "0123456789abcdefABCDEF") == "" {
			b.WriteString("_x005F")
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
