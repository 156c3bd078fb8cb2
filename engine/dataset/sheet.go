package dataset

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// maxSheet bounds a table of ballots, in bytes. A row for each group, norm and
// step of the longest exercise takes less.
const maxSheet = 8 << 20

// A line is a row of a table, by the spreadsheet's number.
type line struct {
	row   int
	cells []string
}

// readSheet splits a table into rows, without those that are empty. It
// understands a byte order mark, commas, semicolons and tabs, a first line that
// names the separator as Excel does ("sep=;"), and all ends of lines. A row
// that can't be split is a fault, and reading goes on with the next.
func readSheet(r io.Reader, name string) ([]line, Faults, error) {
	body, err := io.ReadAll(io.LimitReader(r, maxSheet+1))
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", name, err)
	}
	if why := unreadable(body); why != "" {
		return nil, Faults{{File: name, Message: why}}, nil
	}
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	if !bytes.Contains(body, []byte("\n")) {
		body = bytes.ReplaceAll(body, []byte("\r"), []byte("\n")) // the Macintosh of old
	}
	var lines []line
	var faults Faults
	body, comma, row := separator(body)
	in := csv.NewReader(bytes.NewReader(body))
	in.Comma, in.FieldsPerRecord = comma, -1
	for {
		cells, err := in.Read()
		var syntax *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return lines, faults, nil
		case errors.As(err, &syntax):
			faults = append(faults, Fault{name, row + syntax.StartLine, "", misquoted(syntax)})
			continue
		case err != nil:
			return nil, nil, fmt.Errorf("read %s: %w", name, err)
		}
		at, _ := in.FieldPos(0)
		if strings.TrimSpace(strings.Join(cells, "")) != "" {
			lines = append(lines, line{row + at, cells})
		}
		for _, c := range cells {
			row -= strings.Count(c, "\n") // a cell of several lines is in one row
		}
	}
}

// unreadable says why bytes are no table, if they aren't.
func unreadable(body []byte) string {
	switch {
	case len(body) > maxSheet:
		return fmt.Sprintf("the file has more than %d MB; give it only the rows with counts", maxSheet>>20)
	case bytes.HasPrefix(body, []byte("PK\x03\x04")) || bytes.HasPrefix(body, []byte("\xd0\xcf\x11\xe0")):
		return `this is a spreadsheet's own file; save it as "CSV UTF-8" and import that`
	case bytes.HasPrefix(body, []byte("\xff\xfe")) || bytes.HasPrefix(body, []byte("\xfe\xff")) || bytes.ContainsRune(body, 0):
		return `this is no text in UTF-8; save the table as "CSV UTF-8"`
	case len(bytes.TrimSpace(body)) == 0:
		return "the file is empty; normwalk import-ballots --template prints a table to fill in"
	}
	return ""
}

// separator finds what parts the cells: what a line "sep=" says, or else the one
// that the header has most of. It returns the table without such a line, and
// the number of rows that it left out.
func separator(body []byte) (rest []byte, comma rune, row int) {
	first, rest, _ := bytes.Cut(body, []byte("\n"))
	first = bytes.TrimRight(first, "\r")
	if sep, ok := bytes.CutPrefix(bytes.ToLower(bytes.Trim(first, `"`)), []byte("sep=")); ok && len(sep) == 1 && bytes.ContainsAny(sep, ",;\t") {
		return rest, rune(sep[0]), 1
	}
	comma = ','
	for _, c := range []rune{';', '\t'} {
		if strings.Count(string(first), string(c)) > strings.Count(string(first), string(comma)) {
			comma = c
		}
	}
	return body, comma, 0
}

func misquoted(err *csv.ParseError) string {
	if errors.Is(err.Err, csv.ErrQuote) && err.StartLine != err.Line {
		return "a quotation mark is never closed, so that the rest of the file is one cell; close it, or double it if it belongs to the text"
	}
	return "the quotation marks don't pair up; put the whole cell in quotation marks, and double those that belong to the text"
}

// legible reports whether a cell is text, and not bytes of an older encoding.
func legible(s string) bool { return utf8.ValidString(s) }
