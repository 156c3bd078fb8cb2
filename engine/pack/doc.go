// Package pack writes the printed workshop pack: all that a facilitator needs
// to hold an exercise in a room without any device.
//
// [Files] makes one file per document, numbered in the order of use, and an
// index of them. A document is first made as a list of blocks out of
// [markup.Text], which knows no format; each format then writes the blocks in
// its own way. HTML is made for paper, A4 and Letter alike, and asks nothing of
// the network; Markdown is for those who want to change the words.
//
// It is pure: no clock and no I/O. The same exercise and content give the same
// bytes. Text from content is made inert.
//
// What goes to participants has no reading of the analyst, no facilitator's
// note, no question that is put after the reveal and no misconception.
package pack
