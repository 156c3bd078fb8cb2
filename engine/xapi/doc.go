// Package xapi writes the verdicts of exercises as statements of the
// Experience API (xAPI) 1.0.3, for a learning record store. The rules are those
// of the specification's part two, https://github.com/adlnet/xAPI-Spec.
//
// [Write] makes one statement per ballot, and one per group's count of hands:
//
//	id        a UUID made of the exercise, the item and the participant or group,
//	          so that a second export says the same thing again and not twice
//	actor     a pseudonymous account; for hands a group's
//	verb      answered
//	object    the item, a norm at a step, as a question with four choices
//	result    the choice in response; round, reason, delay and whether the verdict is
//	          counterfactual in extensions. Hands have no one response: their
//	          counts and their group are in extensions
//	context   the exercise as registration; the step as parent; the exercise and the
//	          incident as grouping; the norm as category; the markings of the
//	          exercise in extensions
//	timestamp the day of the exercise, at midnight UTC: the time would tell who voted when
//	stored    absent, since the store sets it
//
// Which answers leave, and under what names, is settled by
// [dataset.Exercise.Rows]: in a room where people vote for themselves only
// revealed rounds do, small groups are merged, and an account stands for one
// person at one item unless the exercise is exported as linked. Remarks stay
// behind: anybody may be named in them. So do norms that weren't answered.
//
// A verdict that is changed after an export leads to a statement with the same
// id and another choice, which a store refuses. What was revealed stays. A linked
// export has accounts and ids of its own: send one kind to a store, not both.
//
// # Names
//
// Identifiers begin with urn:normwalk: and lead nowhere; what comes after is
// stable across versions. Parts of them that are ids of content are
// percent-encoded.
//
//	urn:normwalk:incident:SCENARIO             urn:normwalk:exercise:EXERCISE
//	urn:normwalk:step:SCENARIO:STEP            urn:normwalk:norm:CATALOGUE/ITEM
//	urn:normwalk:item:SCENARIO:STEP:CATALOGUE/ITEM
//	urn:normwalk:room:EXERCISE                 urn:normwalk:group:EXERCISE:GROUP, for accounts
//	urn:normwalk:extension:NAME, where NAME is round, reason, delay, counterfactual,
//	counts, group, tlp or chatham-house
//
// Accounts need a home page that is a URL: it is https://normwalk.example/, in a
// domain that is reserved for being nobody's (RFC 2606).
package xapi
