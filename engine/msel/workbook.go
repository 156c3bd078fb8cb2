package msel

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/normwalk/normwalk/engine/draft"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/scenario"
)

// page is the sheet that has the list.
const page = "MSEL"

// WriteXLSX writes the steps of a track, empty for all, as a workbook with one
// sheet. It lists what of the scenario isn't carried. Text is text whatever it
// begins with: no cell is a formula. The same scenario gives the same bytes.
func WriteXLSX(w io.Writer, s *scenario.Scenario, track string) ([]draft.Left, error) {
	table, left, err := rows(s, track)
	if err != nil {
		return nil, err
	}
	b := &book{file: excelize.NewFile()}
	b.check(b.file.SetSheetName("Sheet1", page))
	b.head()
	for i, r := range table {
		b.row(i+2, r)
	}
	b.finish(s, len(table)+1)
	if b.err == nil {
		_, b.err = b.file.WriteTo(w)
	}
	if err := errors.Join(b.err, b.file.Close()); err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	return left, nil
}

// A book is a workbook in the making. It keeps the first error.
type book struct {
	file *excelize.File
	text int // the style of cells
	err  error
}

func (b *book) check(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *book) cell(c column, row int) string {
	name, err := excelize.CoordinatesToCellName(int(c)+1, row)
	b.check(err)
	return name
}

// widths of the columns, in characters.
func widths() [width]float64 {
	return [width]float64{
		number: 8, when: 18, inject: 24, description: 60, from: 22, to: 22, channel: 14, expected: 36, notes: 36, sources: 40,
	}
}

func (b *book) head() {
	bold, err := b.file.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true, Size: 11, Family: "Calibri"}, Alignment: &excelize.Alignment{Vertical: "bottom", WrapText: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E6E6"}},
	})
	b.check(err)
	b.text, err = b.file.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	b.check(err)
	for c, size := range widths() {
		name, err := excelize.ColumnNumberToName(c + 1)
		b.check(err)
		b.check(b.file.SetColWidth(page, name, name, size))
		b.check(b.file.SetCellStr(page, b.cell(column(c), 1), column(c).title()))
	}
	b.check(b.file.SetCellStyle(page, b.cell(0, 1), b.cell(width-1, 1), bold))
}

// The height of a line of text and of the highest row, in points.
const (
	lineHigh = 15.0
	highest  = 409.0
)

func (b *book) row(n int, r [width]string) {
	high := 1
	for c, text := range r {
		if text != "" {
			b.check(b.file.SetCellStr(page, b.cell(column(c), n), inert.Escape(text)))
		}
		folded := 0
		for l := range strings.SplitSeq(text, "\n") {
			folded += 1 + utf8.RuneCountInString(l)/int(widths()[c]*0.9) // words don't break evenly
		}
		high = max(high, folded)
	}
	b.check(b.file.SetCellStyle(page, b.cell(0, n), b.cell(width-1, n), b.text))
	b.check(b.file.SetRowHeight(page, n, min(float64(high)*lineHigh, highest)))
}

// finish keeps the head in view and on every page, and says whose the list is.
func (b *book) finish(s *scenario.Scenario, last int) {
	landscape, wide, long, a4, fit := "landscape", 1, 0, 9, true
	b.check(b.file.AutoFilter(page, "A1:"+b.cell(width-1, last), nil))
	b.check(b.file.SetPanes(page, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	b.check(b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: page + "!$1:$1", Scope: page}))
	b.check(b.file.SetPageLayout(page, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &long}))
	b.check(b.file.SetSheetProps(page, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.check(b.file.SetHeaderFooter(page, &excelize.HeaderFooterOptions{OddFooter: "&L" + strings.ReplaceAll(one(s.Title), "&", "&&") + "&R&P / &N"}))
	made := s.Date.Time.UTC().Format("2006-01-02T15:04:05Z") // there is no clock here
	b.check(b.file.SetDocProps(&excelize.DocProperties{
		Title: "Master scenario events list: " + one(s.Title), Creator: one(strings.Join(s.Authors, gap)), LastModifiedBy: "normwalk",
		Description: "Scenario " + s.ID + ", licence " + one(s.Licence), Identifier: s.ID, Language: "en", Created: made, Modified: made,
	}))
	b.check(b.file.SetAppProps(&excelize.AppProperties{Application: "normwalk"}))
}
