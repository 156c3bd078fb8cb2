package workbook

import (
	"fmt"
	"strings"

	"github.com/rivo/uniseg"
	"github.com/xuri/excelize/v2"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/inert"
)

// A column of a table.
type column struct {
	title string
	width float64 // in characters
	form  form
}

// headings is the number of rows above a table's own: what the sheet is, and
// what to know about it.
const headings = 2

// A sheet is written from the top down.
type sheet struct {
	*book
	name   string
	widths []float64 // of its columns
	row    int       // the last one written
}

// sheet begins one, with the rows that every sheet begins with.
func (b *book) sheet(name, about string, widths ...float64) *sheet {
	s := &sheet{book: b, name: name, widths: widths}
	_, err := b.file.NewSheet(name)
	b.check(err)
	for i, w := range widths {
		c, err := excelize.ColumnNumberToName(i + 1)
		b.check(err)
		b.check(b.file.SetColWidth(name, c, c, w))
	}
	marks := ""
	if len(b.labels) > 0 {
		marks = " · " + strings.Join(b.labels, " · ")
	}
	s.put([]any{name + " · " + b.title() + marks}, []form{title})
	s.put([]any{about}, nil)
	return s
}

// table makes a sheet of one table.
func (b *book) table(name, about string, columns []column, rows [][]any) {
	widths, forms, heads, names := make([]float64, len(columns)), make([]form, len(columns)), make([]form, len(columns)), make([]any, len(columns))
	for i, c := range columns {
		widths[i], forms[i], heads[i], names[i] = c.width, c.form, head, c.title
	}
	s := b.sheet(name, about, widths...)
	s.put(names, heads)
	for _, row := range rows {
		s.put(row, forms)
	}
	last, err := excelize.CoordinatesToCellName(len(columns), s.row, true)
	b.check(err)
	b.check(b.file.AutoFilter(name, fmt.Sprintf("$A$%d:%s", headings+1, last), nil))
	s.freeze(s.row - len(rows)) // after the filter, which takes the sheet's properties for itself
}

// put writes a row. A missing statistic is an empty cell.
func (s *sheet) put(values []any, forms []form) {
	s.row++
	lines := 1
	for i, v := range values {
		if s.err != nil {
			return
		}
		if i < len(forms) && i < len(s.widths) && (forms[i] == wrapped || forms[i] == head || forms[i] == left) {
			lines = max(lines, folded(v, s.widths[i]))
		}
		cell, err := excelize.CoordinatesToCellName(i+1, s.row)
		s.check(err)
		s.set(cell, v)
		if i < len(forms) {
			s.format(cell, style{form: forms[i]})
		}
	}
	if lines > 1 {
		s.check(s.file.SetRowHeight(s.name, s.row, min(float64(lines)*line+1, highest)))
	}
}

// The height of a line of text and of the highest row, in points.
const (
	line    = 15.0
	highest = 409.0
)

// folded is the number of lines that a cell's text takes in a column. Not every
// program finds the height of a row by itself.
func folded(v any, width float64) int {
	words, ok := v.(string)
	if !ok {
		return 1
	}
	lines := 0
	for part := range strings.SplitSeq(words, "\n") {
		lines++
		used := 0.0
		for word := range strings.SplitSeq(part, " ") {
			n := float64(uniseg.StringWidth(word))
			if used > 0 && used+1+n > width {
				lines++
				used = 0
			}
			for n > width { // a long word is broken
				lines++
				n -= width
			}
			used += n + 1
		}
	}
	return lines
}

// set writes one value, as a number or as text and never as a formula.
func (s *sheet) set(cell string, v any) {
	switch v := v.(type) {
	case nil:
	case int:
		s.check(s.file.SetCellInt(s.name, cell, int64(v)))
	case float64:
		s.check(s.file.SetCellFloat(s.name, cell, v, -1, 64))
	case analysis.Statistic:
		if x, ok := v.Get(); ok {
			s.check(s.file.SetCellFloat(s.name, cell, x, 12, 64))
		}
	case bool:
		s.check(s.file.SetCellStr(s.name, cell, yes(v)))
	case string:
		if v != "" {
			s.check(s.file.SetCellStr(s.name, cell, inert.Escape(text(v))))
		}
	default:
		s.check(fmt.Errorf("%s!%s: no form for %T", s.name, cell, v))
	}
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// freeze keeps the first column and rows in view, and on every page.
func (s *sheet) freeze(rows int) {
	cell, err := excelize.CoordinatesToCellName(2, rows+1)
	s.check(err)
	s.check(s.file.SetPanes(s.name, &excelize.Panes{
		Freeze: true, XSplit: 1, YSplit: rows, TopLeftCell: cell, ActivePane: "bottomRight",
		Selection: []excelize.Selection{{SQRef: cell, ActiveCell: cell, Pane: "bottomRight"}},
	}))
	s.check(s.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$%d", s.name, rows), Scope: s.name,
	}))
	s.page()
}

// page sets the sheet up for printing: across, as wide as the paper, with the
// markings on every page.
func (s *sheet) page() {
	landscape, wide, long, a4, fit := "landscape", 1, 0, 9, true
	s.check(s.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{
		Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &long,
	}))
	s.check(s.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	s.check(s.file.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{
		OddHeader: "&L" + printed(s.state.Setup().Title) + "&R" + printed(strings.Join(s.labels, ", ")),
		OddFooter: "&L" + printed(s.state.Setup().Exercise) + "&C&A&R&P / &N",
	}))
}
