// Package dataset turns exercises into tidy tables for statistics programs, and
// reads counts that were collected on paper or with another tool.
//
// [WriteCSV] writes a row per exercise, step, norm, round and ballot, or per
// count of hands and answer; [WriteDictionary] says what each column means.
// [ReadBallots] turns a table of counts into the commands that record them, and
// [WriteTemplate] writes such a table to fill in. All are CSV as RFC 4180
// describes it, in UTF-8 without a byte order mark.
//
// # What leaves, and what doesn't
//
// [Exercise.Rows] is the one place where it is decided what of an exercise may
// leave the program as data; other formats are renderings of its rows.
//
// There are no names, and no ids of participants: each export numbers people
// anew, in an order that says nothing about when they joined. Times are the day
// of the exercise, and rows have an order that isn't the one of the voting.
//
// In a room where people vote for themselves (mode room) three more rules hold.
// A round that isn't revealed leaves only the number of its answers. A group
// with fewer than [exercise.Few] answers to an item is put together with others
// and called "merged"; see [exercise.State.For]. And a person's number is good
// for one item only: whoever knows how somebody voted once, because they said
// so aloud, could otherwise read all that they voted. Studies that the room has
// agreed to may ask for the same number throughout with [Exercise.Linked].
package dataset
