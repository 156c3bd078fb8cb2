package msel

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/normwalk/normwalk/engine/draft"
)

// unzipped bounds what a workbook unpacks to, in bytes.
const unzipped = 64 << 20

var errTooMuch = errors.New("too much text")

// ReadXLSX reads a list from a workbook: from the first sheet that has a row
// which names the columns. The name is the file's, for messages. The error is of
// type [document.Problems]; line and column in it are those of the sheet.
func ReadXLSX(name string, data []byte) (m *draft.Material, err error) {
	if len(data) > MaxSize {
		return nil, problems(name, 1, 1, "the file has more than %d MB; a list of events has less", MaxSize>>20)
	}
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return nil, problems(name, 1, 1, "this is no workbook in the format .xlsx; save it in that format, without a password, or as CSV")
	}
	defer func() {
		// Workbooks come by mail, and the library that unpacks them has been
		// made to panic by broken ones before.
		if fault := recover(); fault != nil {
			m, err = nil, problems(name, 1, 1, "the workbook is broken; save it anew, or as CSV")
		}
	}()
	return readXLSX(name, data)
}

func readXLSX(name string, data []byte) (*draft.Material, error) {
	// With the second limit as high as the first nothing is unpacked to the disk.
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: unzipped, UnzipXMLSizeLimit: unzipped, RawCellValue: true})
	if err != nil {
		return nil, problems(name, 1, 1, "the workbook can't be opened (%v); save it anew, or as CSV", err)
	}
	defer file.Close() // nothing was unpacked to the disk
	size := 0
	var found *draft.Material
	var said error
	var others []string
	for _, sheet := range file.GetSheetList() {
		if found != nil {
			others = append(others, sheet)
			continue
		}
		r := &reader{name: name, book: true}
		table, err := r.sheet(file, sheet, &size)
		if err != nil {
			return nil, problems(name, 1, 1, "the sheet %s can't be read (%v); save the workbook anew, or the sheet as CSV", strconv.Quote(sheet), err)
		}
		m, err := r.read(table)
		switch {
		case err == nil:
			found = m
		case said == nil || !errors.Is(err, errNoHead) && errors.Is(said, errNoHead):
			said = err
		}
		if err != nil {
			others = append(others, sheet)
		}
	}
	if found == nil {
		if said == nil {
			said = problems(name, 1, 1, "the workbook has no sheets")
		}
		return nil, said
	}
	for _, sheet := range others {
		found.Left = append(found.Left, draft.Left{Where: "sheet " + sheet, What: "only the sheet with the list is read"})
	}
	return found, nil
}

// sheet is the table of a sheet, as far as it is read. Formulas are taken by the
// value that they had when the workbook was saved.
func (r *reader) sheet(file *excelize.File, sheet string, size *int) ([]row, error) {
	in, err := file.Rows(sheet)
	if err != nil {
		return nil, err
	}
	defer in.Close() // it was only read
	var table []row
	for n := 1; in.Next(); n++ {
		if n > maxRows {
			r.left.Add(fmt.Sprintf("row %d", n), fmt.Sprintf("rows beyond the first %d", maxRows))
			break
		}
		texts, err := in.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, err
		}
		x := row{number: n}
		for i, text := range texts {
			if i == maxColumns {
				r.left.Add(fmt.Sprintf("row %d", n), fmt.Sprintf("columns beyond the first %d", maxColumns))
				break
			}
			if *size += len(text); *size > MaxSize {
				return nil, errTooMuch
			}
			x.cells = append(x.cells, cell{strings.Clone(text), n, i + 1})
		}
		table = append(table, x)
	}
	return table, in.Error()
}
