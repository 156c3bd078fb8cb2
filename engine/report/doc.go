// Package report writes the after-action report of an exercise: the document
// that a facilitator sends out the same evening.
//
// It is pure: no clock, and no I/O but the writer that it is given. The same
// exercise and content give the same bytes. Whatever comes from people or from
// content is escaped (see [text]), so that it can't become a link, a table
// cell or an HTML element of the report.
//
// What it holds back:
//
//   - The analyst's reading of a step whose vote was never revealed: a report
//     may be made, and shown, in mid-exercise.
//   - What people wrote on their ballots while that vote is still open.
//   - Who answered: groups of ballots that are too small to be shown alone are
//     merged, and remarks are put in an order that says nothing about their
//     authors.
package report
