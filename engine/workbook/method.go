package workbook

import "github.com/normwalk/normwalk/engine/exercise"

// method says how the numbers came about, and how little they may bear.
func (b *book) method() {
	s := b.sheet("Method", "How the numbers came about, and how little they may bear.", 24, 110)
	rows := [][2]string{
		{"Item", "A norm at a step, in a round. What is summed up is the latest round with answers that may be seen."},
		{"Verdicts", "Helped: following the norm made the response better, or its absence was felt. Latency: it cost, or would have cost, time. Irrelevant: it had no bearing. An abstention is an answer and no verdict; not asked is no answer at all."},
		{"Shares", "Parts of the verdicts given; abstentions are not in them."},
		{"Counterfactual", "The step is older than the norm: would it have …? Computed from the dates."},
		{"Observed, reading", "The scenario's author says whether the behaviour was seen, and gives one argued reading. Neither is the right answer; no number says how often a room agreed with it."},
		{"Interval", "Wilson's score interval of the leading share, 95 % (Wilson 1927). In a room where everybody voted it is a caution against small numbers, not a margin of error."},
		{"Pairwise agreement", "The chance that two verdicts drawn from the item agree (Fleiss 1971)."},
		{"Consensus", "1 less the entropy of the verdicts over that of an even split (Shannon 1948): 1 is unanimous, 0 evenly split."},
		{"Variation", "Index of qualitative variation: 0 is unanimous, 1 evenly split."},
		{"In words", "Broad agreement: the lower end of the interval is above one half. Divided: consensus below 0.10. Leaning: in between. Too few: fewer than five verdicts. The rule is this project's own."},
		{"Alpha", "Krippendorff's alpha for nominal data with missing values (Krippendorff 2011); not shown below three items. Low where nearly all verdicts are the same, whatever people do: then see AC1 (Gwet 2008)."},
		{"Latency of requests", "From sent to acknowledged, and to acted on, as precisely as the sources are: hence at least and at most. What no source gives stays empty."},
		{"Perceived latency", "The verdicts on all norms at the steps of the requests. It is about the norms at the step and not about any one request."},
		{"How little", "People who came to an exercise do not stand for those who did not, and the same people voted at every step, so that items are not independent of one another. There are no tests of significance here."},
	}
	if b.state.Setup().Mode == exercise.Room {
		rows = append(rows, [2]string{"Small groups", "A group with fewer than five answers to an item is put among everybody else, and so is the next smallest while those alone couldn't hide it. Sums over items have only what the items show."})
	}
	for _, r := range rows {
		s.put([]any{r[0], r[1]}, []form{term, wrapped})
	}
	s.freeze(headings)
}
