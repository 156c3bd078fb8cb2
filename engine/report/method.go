package report

// method says how the numbers came about and how little they may bear.
func (r *report) method() {
	r.heading(2, "Method")
	if r.solo {
		r.list([]text{
			"These are one person's verdicts. They are counted, never scored against the analyst's reading.",
			"Abstentions are not in the shares, and steps and norms that were not asked are in no count.",
			"Where you voted twice on a step, the second vote counts and the shift is shown.",
		})
		return
	}
	r.list([]text{
		"The report has counts and shares only: no averages of opinions, no tests of significance, no scores.",
		"A share is a part of the verdicts given. Abstentions are not in the shares, and steps and norms that were not asked are in no count.",
		"Where a step was voted on twice, the latest round with answers counts and the shift is shown.",
		"In words: “unanimous” is every verdict, “most” at least two thirds, “leaning” more than half; otherwise the room is split. With fewer than five verdicts there is too little to say.",
		"Small groups say little: one person more or less changes the picture. People who came to an exercise do not stand for those who did not, and the same people voted at every step, so the items are not independent of one another.",
	})
}
