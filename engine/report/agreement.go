package report

import (
	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
)

// agreement says how far the room agreed: words first, then numbers.
func (r *report) agreement() {
	r.part("agreement", "Agreement")
	judged := r.judged()
	if len(judged) == 0 {
		r.say("There is no verdict to agree on.")
		return
	}
	r.say("A room is supposed to disagree: divided is a result, and no fault.", "Item by item: "+r.labelled()+".")
	var rows [][]text
	for _, x := range judged {
		share, sure, pairs := text("–"), text("–"), text("–")
		if x.Label != analysis.TooFew {
			share, sure, pairs = percent(x.Share), interval(x.Wilson), percent(x.Agreement)
		}
		rows = append(rows, []text{
			sentence(r.brief(refOf(x))) + dagger(x.Counterfactual), plain(x.Label.String()), leads(x),
			textf("%d", x.Tally.Judged()), share, sure, pairs,
		})
	}
	cols := append(words("Item", "In words", "Leading"), numbers("Verdicts", "Share", "95% interval", "Pairs that agree")...)
	r.table("How far the room agreed, item by item", cols, rows)
	r.overall()
}

// leads names the verdict that leads, or all of a tie.
func leads(x *analysis.Item) text {
	if len(x.Tied) == 0 {
		return short(x.Modal)
	}
	out := make([]text, len(x.Tied))
	for i, a := range x.Tied {
		out[i] = short(a)
	}
	return "tie: " + and(out)
}

// overall is agreement over the items, with what it is not.
func (r *report) overall() {
	a := r.a.Agreement
	if a == nil || a.Items == 0 {
		return
	}
	raw := textf("Over %s with two verdicts or more, two verdicts picked at random on the same item agree in %s of cases (P̄ = %s).",
		count(a.Items, "item"), percent(a.Raw), decimals(a.Raw))
	alpha := text("")
	if _, ok := a.Alpha.Get(); ok {
		alpha = textf("Krippendorff's alpha is %s (n = %d verdicts on %s): agreement beyond what chance would give, where 1 is full agreement and 0 is chance.",
			decimals(a.Alpha), a.Verdicts, count(a.Items, "item"))
	} else {
		alpha = textf("Krippendorff's alpha is not shown: %s.", a.Alpha.Undefined.Error())
	}
	if a.Skewed {
		if _, ok := a.AC1.Get(); ok {
			alpha += textf(" One verdict has %s of all, which makes alpha low whatever people do; Gwet's AC1, made for that, is %s.", percent(a.Largest), decimals(a.AC1))
		}
	}
	r.say(raw, alpha)
	r.say("None of this is a mark, and no threshold applies: those that are often quoted are for people who code texts and are meant to agree.",
		"The same people judged every item, so there is no test of significance either.")
}

// divided picks out what is worth talking about: where the room disagrees with
// itself.
func (r *report) divided() {
	const most = 5
	r.part("divided", "Most divided items")
	var items []text
	for _, at := range r.a.Divided[:min(most, len(r.a.Divided))] {
		if x, ok := r.a.Item(at); ok {
			items = append(items, textf("%s: %s. %s.", r.spot(at), r.said(x), tally(x.Tally)))
		}
	}
	if len(items) == 0 {
		items = append(items, "None: nowhere were two different verdicts given on the same norm at the same step.")
	}
	r.list(items)
}

func tally(t exercise.Tally) text {
	return textf("Helped %d, latency %d, irrelevant %d", t.Helped, t.Latency, t.Irrelevant)
}
