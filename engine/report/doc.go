// Package report writes the after-action report of an exercise: the document
// that a facilitator sends out the same evening.
//
// [Markdown] and [HTML] write the same report: its parts are those that
// exercise people know, and all its numbers come from engine/analysis. A report
// is first made as a list of blocks (see page), out of lines of text that know
// no format (see text); each format then writes the blocks in its own way and
// escapes in one place. The HTML adds charts, drawn as SVG.
//
// It is pure: no clock, and no I/O but the writer that it is given. The same
// exercise and content give the same bytes. Whatever comes from people or from
// content is made plain, so that it can't become a link, a table cell or an
// element of the report.
//
// What it holds back:
//
//   - The analyst's reading of a step whose vote was never revealed: a report
//     may be made, and shown, in mid-exercise.
//   - In a room with ballots, everything but the number of answers to a vote
//     that is still open.
//   - Who answered: groups of ballots that are too small to be shown alone are
//     merged, and remarks are put in an order that says nothing about their
//     authors; under the Chatham House rule they stand without a group.
package report
