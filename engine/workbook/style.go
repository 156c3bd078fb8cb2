package workbook

import (
	"github.com/xuri/excelize/v2"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A form is how a kind of cell looks.
type form int

const (
	plain       form = iota
	title            // the first line of a sheet
	head             // of a column
	term             // what a line explains
	upright          // of a column that is too narrow for its title
	wrapped          // text of several lines
	left             // what may be a number, in a column of texts
	leftDecimal      // a coefficient there
	whole            // a count
	share            // a part of a whole, in per cent
	decimal          // a coefficient
	hours            // a length of time
	letter           // a cell of the matrix
)

// A style is a form, with a shade for the cells of the matrix.
type style struct {
	form    form
	verdict exercise.Answer // whose colour the cell has; empty for none
	depth   int             // 0 light, 1 or 2 deep
}

// format gives a cell its looks. Excel limits the number of styles, so each is
// made once.
func (s *sheet) format(cell string, x style) {
	if s.err != nil {
		return
	}
	id, ok := s.styles[x]
	if !ok {
		var err error
		id, err = s.file.NewStyle(x.style())
		s.check(err)
		s.styles[x] = id
	}
	s.check(s.file.SetCellStyle(s.name, cell, cell, id))
}

// family is the font of a new file.
const family = "Calibri"

// style spells the looks out. Numbers of formats are those of the standard.
func (x style) style() *excelize.Style {
	top := &excelize.Alignment{Vertical: "top"}
	wrap := &excelize.Alignment{Vertical: "top", WrapText: true}
	grey := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E6E6"}}
	line := []excelize.Border{{Type: "bottom", Style: 1, Color: "808080"}}
	switch x.form {
	case title:
		return &excelize.Style{Font: &excelize.Font{Bold: true, Size: 13, Family: family}}
	case head:
		return &excelize.Style{Font: &excelize.Font{Bold: true, Size: 11, Family: family}, Fill: grey, Border: line, Alignment: &excelize.Alignment{Vertical: "bottom", WrapText: true}}
	case term:
		return &excelize.Style{Font: &excelize.Font{Bold: true, Size: 11, Family: family}, Alignment: top}
	case upright:
		return &excelize.Style{Font: &excelize.Font{Bold: true, Size: 11, Family: family}, Fill: grey, Border: line, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "bottom", TextRotation: 90, WrapText: true}}
	case wrapped:
		return &excelize.Style{Alignment: wrap}
	case left:
		return &excelize.Style{Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "top", WrapText: true}}
	case leftDecimal:
		return &excelize.Style{NumFmt: 2, Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "top"}}
	case whole:
		return &excelize.Style{NumFmt: 1, Alignment: top}
	case share:
		return &excelize.Style{NumFmt: 9, Alignment: top}
	case decimal:
		return &excelize.Style{NumFmt: 2, Alignment: top}
	case hours:
		return &excelize.Style{NumFmt: 4, Alignment: top}
	case letter:
		s := &excelize.Style{
			Font: &excelize.Font{Bold: true, Size: 11, Family: family}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"},
			Border: []excelize.Border{
				{Type: "left", Style: 1, Color: "BFBFBF"}, {Type: "right", Style: 1, Color: "BFBFBF"},
				{Type: "top", Style: 1, Color: "BFBFBF"}, {Type: "bottom", Style: 1, Color: "BFBFBF"},
			},
		}
		if c := shade(x.verdict, x.depth); c != "" {
			s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{c}}
		}
		return s
	}
	return &excelize.Style{Alignment: top}
}

// shade is a verdict's colour, told apart by people who see colours
// differently, and light enough for black letters.
func shade(a exercise.Answer, depth int) string {
	switch a {
	case exercise.Helped:
		return []string{"DDF1EA", "A6DCC8", "5FBF9F"}[depth]
	case exercise.Latency:
		return []string{"FDEBD6", "FACB92", "F2A144"}[depth]
	case exercise.Irrelevant:
		return []string{"EDEDF2", "CFCFDA", "AAAABA"}[depth]
	}
	return ""
}
