// Package workbook writes what came of an exercise as a spreadsheet in the
// format of Office Open XML (.xlsx), for people who go on working with the
// numbers: [Write].
//
// There is a sheet for each question: Overview, Matrix, Items, Norms, Groups,
// Requests, Channels, Follow-ups, Notes and Method. The first two rows of each
// say what it is and carry the markings of the exercise; tables begin below, with
// one row of headings that stays in view, is printed on every page and can be
// filtered.
//
// Numbers are numbers, and a number that there is not is an empty cell. Text is
// text whatever it begins with: no cell is a formula, and none has a link or a
// conditional format. Characters that would act on a screen are made visible.
//
// The package is pure: no clock, and no I/O but the writer that it is given.
// The same exercise gives the same bytes.
package workbook
