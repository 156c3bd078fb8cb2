// Package analysis says what the verdicts of an exercise come to: how far a
// room agrees, where it divides, how groups and rounds differ, what each norm
// was worth, and how perceived latency compares with the measured one. It is
// pure: no clock, no input or output, and the same input gives the same result.
//
// There are four layers, each usable by itself.
//
// Statistics on plain counts: [Wilson], [Pairwise], [Consensus], [Variation],
// [LabelOf] for one item; [Alpha], [FleissKappa], [GwetKappa], [AC1] and
// [RawAgreement] over items. They know nothing of norms, and work for any
// number of categories.
//
// [Accumulator] takes answers one by one and keeps only counts, so that its
// size grows with the items and groups and not with the ballots.
//
// [Of] analyses an exercise and [Shared] the part of it that everybody may
// see; [Requests] measures latency. [Compare] puts exercises side by side.
//
// # What the numbers mean
//
// A statistic that can't be had is an [Undefined], which says why, and never
// NaN. Nothing here is a test of significance: the people in a room stand for
// nobody else, and the same people judge every item. A room is supposed to
// disagree, so agreement describes and doesn't grade. Readings of the analyst
// are talking points, and no number counts how often a room "got it right".
//
// # Who may learn what
//
// In a room where people vote for themselves a group of fewer than
// [exercise.Few] is never shown on its own; see [exercise.State.For]. Sums over
// items and rooms are made so that nothing can be subtracted to find one.
package analysis
