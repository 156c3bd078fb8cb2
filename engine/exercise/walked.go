package exercise

// Walked reports whether the room walked a step: a round of it was revealed, or
// at least one answer is recorded. A step that was only entered, to look at it,
// or that was skipped in the end, was not.
func (st StepState) Walked() bool {
	return st.Phase == Discussing || st.Phase == Voting && (st.Round > 1 || st.Votes > 0)
}
