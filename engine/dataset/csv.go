package dataset

import (
	"encoding/csv"
	"fmt"
	"io"
)

// WriteCSV writes the exercises as one tidy table with a header, a row per
// ballot or per count and answer, and one for each norm at a step that wasn't
// judged. The columns are those of [WriteDictionary]. Lines end in CR LF.
//
// Cells that a spreadsheet would run as a formula are defused with an
// apostrophe; the dictionary says how to undo that. The error is w's, or wraps
// [ErrExercise]: then nothing was written.
func WriteCSV(w io.Writer, exercises ...Exercise) error {
	for _, e := range exercises {
		if err := e.check(); err != nil {
			return err
		}
	}
	table := columns()
	cells := make([]string, len(table))
	for i, c := range table {
		cells[i] = c.name
	}
	out := writer(w)
	if err := out.Write(cells); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	for _, e := range exercises {
		rows, err := e.Rows()
		if err != nil {
			return err
		}
		for r := range rows {
			for i, c := range table {
				cells[i] = c.cell(e, r)
			}
			if err := out.Write(cells); err != nil {
				return fmt.Errorf("write the table: %w", err)
			}
		}
	}
	return flush(out)
}

// WriteDictionary writes the data dictionary of [WriteCSV]'s table, itself a
// table: column, type, allowed values (parted by |; empty: any text), meaning
// and notes. An empty cell is always allowed unless the notes say otherwise.
func WriteDictionary(w io.Writer) error {
	out := writer(w)
	rows := [][]string{{"column", "type", "allowed", "meaning", "notes"}}
	for _, c := range columns() {
		rows = append(rows, []string{c.name, c.kind, c.allowed, c.meaning, c.notes})
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("write the data dictionary: %w", err)
	}
	return nil
}

// writer writes CSV as RFC 4180 has it.
func writer(w io.Writer) *csv.Writer {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	return out
}

func flush(out *csv.Writer) error {
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	return nil
}
