package msel

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/draft"
	"github.com/normwalk/normwalk/engine/inert"
)

// MaxSize bounds a file, in bytes, and the text of a workbook.
const MaxSize = 8 << 20

// Bounds of a table: what is beyond isn't read.
const (
	maxRows    = 5000
	maxColumns = 100
)

// A cell is a text, and where it stands.
type cell struct {
	text      string
	line, col int // in a workbook, row and column
}

// A row has the number that a spreadsheet gives it.
type row struct {
	number int
	cells  []cell
}

// problems are those of one place.
func problems(name string, line, col int, format string, args ...any) document.Problems {
	return document.Problems{{File: name, Line: max(line, 1), Col: max(col, 1), Message: fmt.Sprintf(format, args...)}}
}

// ReadCSV reads a list as spreadsheets save it: with commas, semicolons or tabs,
// with or without a byte order mark. The name is the file's, for messages. The
// error is of type [document.Problems].
func ReadCSV(name string, data []byte) (*draft.Material, error) {
	if why := unreadable(data); why != "" {
		return nil, problems(name, 1, 1, "%s", why)
	}
	if at := invalid(data); at >= 0 {
		line := 1 + bytes.Count(data[:at], []byte("\n"))
		col := 1 + utf8.RuneCount(data[bytes.LastIndexByte(data[:at], '\n')+1:at])
		return nil, problems(name, line, col, `byte 0x%02x isn't UTF-8; save the table as "CSV UTF-8"`, data[at])
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !bytes.Contains(data, []byte("\n")) {
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n")) // the Macintosh of old
	}
	data, comma, above := separator(data)
	in := csv.NewReader(bytes.NewReader(data))
	in.Comma, in.FieldsPerRecord = comma, -1
	r := &reader{name: name}
	var table []row
	for inside := 0; ; { // lines inside cells
		cells, err := in.Read()
		var syntax *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return r.read(table)
		case errors.As(err, &syntax):
			return nil, problems(name, syntax.Line+above, syntax.Column,
				"the quotation marks don't pair up; put the whole cell in quotation marks, and double those that belong to the text")
		case err != nil:
			return nil, problems(name, 1, 1, "the table can't be read: %v", err)
		}
		line, _ := in.FieldPos(0)
		x := row{number: line + above - inside}
		for i, text := range cells {
			at, col := in.FieldPos(i)
			inside += strings.Count(text, "\n")
			if i < maxColumns {
				x.cells = append(x.cells, cell{each(text, inert.Restore), at + above, col})
			}
		}
		if len(cells) > maxColumns {
			r.left.Add(fmt.Sprintf("row %d", x.number), fmt.Sprintf("columns beyond the first %d", maxColumns))
		}
		if len(table) == maxRows {
			r.left.Add(fmt.Sprintf("row %d", x.number), fmt.Sprintf("rows beyond the first %d", maxRows))
			return r.read(table)
		}
		table = append(table, x)
	}
}

// unreadable says why bytes are no table, if they aren't.
func unreadable(data []byte) string {
	switch {
	case len(data) > MaxSize:
		return fmt.Sprintf("the file has more than %d MB; a list of events has less", MaxSize>>20)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return "this is a workbook or an archive; a workbook's name ends in .xlsx, or give --format msel-xlsx"
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return "this is an old workbook, or one with a password; save it as .xlsx without one"
	case bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) || bytes.IndexByte(data, 0) >= 0:
		return `this is no text in UTF-8; save the table as "CSV UTF-8"`
	case len(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))) == 0:
		return "the file is empty; its first row names the columns, such as Time, Inject, Description, From, To"
	}
	return ""
}

// invalid is the offset of the first byte that isn't UTF-8, or -1.
func invalid(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// separator finds what parts the cells: what a line "sep=" says, or else the one
// that the first line has most of. It returns the table without such a line, and
// how many lines it took off.
func separator(data []byte) (rest []byte, comma rune, above int) {
	first, rest, _ := bytes.Cut(data, []byte("\n"))
	first = bytes.TrimRight(first, "\r")
	if sep, ok := bytes.CutPrefix(bytes.ToLower(bytes.Trim(first, `"`)), []byte("sep=")); ok && len(sep) == 1 && bytes.ContainsAny(sep, ",;\t") {
		return rest, rune(sep[0]), 1
	}
	comma = ','
	for _, c := range []byte{';', '\t'} {
		if bytes.Count(first, []byte{c}) > bytes.Count(first, []byte(string(comma))) {
			comma = rune(c)
		}
	}
	return data, comma, 0
}
