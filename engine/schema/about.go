package schema

import "maps"

// about is the help for every field, by type and key. It says what a field is
// for; its limits are added.
func about() map[string]string {
	all := maps.Clone(scenarioHelp())
	maps.Copy(all, stepHelp())
	maps.Copy(all, catalogueHelp())
	maps.Copy(all, sharedHelp())
	return all
}

const (
	sourcesHelp = "The ids of the sources that it rests on."
	channelHelp = "The way it went: csirt (between response teams), trust-group (vetted people or lists), operator (between network or service operators), vendor, bank, insurer, law-enforcement, mlat (formal mutual legal assistance), court (an order, a suit, a hearing before a judge), diplomatic (embassies and foreign ministries), military, intelligence, regulator (supervisors and data protection authorities), parliament, research, media (journalists), public (for everybody to read), internal (inside one organisation or State)."
	impactHelp  = "Who was hit: people, ci (critical infrastructure), government, technical (the Internet's technical base), responders."
	standHelp   = "What stands behind it: voluntary, binding, proposal (not adopted), contractual."
	typeHelp    = "What it is: norm, principle, cbm (confidence-building measure), duty (of a profession), standard, treaty, mechanism, process."
)

func scenarioHelp() map[string]string {
	return map[string]string{
		"Scenario.schema":             "The version of the format.",
		"Scenario.id":                 "The scenario's id, the same as the file's name without .toml: lower-case letters, digits and single hyphens.",
		"Scenario.title":              "What is shown in lists.",
		"Scenario.date":               "When the incident began.",
		"Scenario.region":             "Where, in a few words.",
		"Scenario.summary":            "The incident in two or three sentences.",
		"Scenario.background":         "What the room must know before step one, in one to four paragraphs.",
		"Scenario.background_sources": "The ids of the sources that summary and background rest on.",
		"Scenario.impact":             impactHelp,
		"Scenario.licence":            "The licence of the text, such as CC-BY-4.0.",
		"Scenario.authors":            "Who wrote it.",
		"Scenario.clock":              "The zero of the incident's own clock, shown beside every step.",
		"Scenario.header":             "The incident card, on one screen before step one.",
		"Scenario.claims":             "Attributions: who says that it was whom, with the denial beside it.",
		"Scenario.actors":             "Who took part; private people by role only.",
		"Scenario.phases":             "Groups of steps, with questions for the discussion.",
		"Scenario.tracks":             "Choices of steps for when time is short. The track full, with all steps, is always there.",
		"Scenario.sources":            "The publications that facts are taken from. Every one must be used somewhere.",
		"Scenario.misconceptions":     "What people believe, and what the sources support.",
		"Scenario.steps":              "The steps, in the order in which the room walks them.",

		"Clock.start":      "The moment that times are counted from.",
		"Clock.event":      "What happened then, as it follows \"after\": \"the first infections\".",
		"Header.target":    "Who was hit.",
		"Header.systems":   "What systems were hit.",
		"Header.method":    "How it was done.",
		"Header.purpose":   "To what end, if the sources say so.",
		"Header.result":    "What came of it.",
		"Header.aftermath": "What followed.",
		"Header.sources":   "The ids of the sources that the incident card rests on.",

		"Actor.id":   "The actor's id, which steps use.",
		"Actor.name": "The name that the room sees.",
		"Actor.kind": "What kind of actor it is.",
		"Actor.role": "What they did, in a line.",

		"Phase.id":                "The phase's id: A, B, …",
		"Phase.title":             "What the phase is called.",
		"Phase.questions":         "Questions for the discussion after the phase.",
		"Phase.facilitator_notes": "Notes that only the facilitator sees.",

		"Track.id":      "The track's id, such as 60-minutes.",
		"Track.title":   "What the track is called.",
		"Track.minutes": "The planned length of the whole session, in minutes.",
		"Track.steps":   "The ids of its steps, in the scenario's order: 6 to 8 fit 60 minutes, 10 to 12 fit 90.",

		"Misconception.belief":     "What people believe.",
		"Misconception.correction": "What the sources support.",
		"Misconception.sources":    sourcesHelp,
	}
}

func stepHelp() map[string]string {
	return map[string]string{
		"Step.id":              "The step's id, such as wc-06.",
		"Step.phase":           "The id of the phase that it belongs to.",
		"Step.title":           "What the step is called.",
		"Step.when":            "The stretch of time that it covers.",
		"Step.confidence":      "How sure the step is: high (a primary source, or several that agree), medium (one decent source, or agreement on the event and not the detail), low.",
		"Step.confidence_note": "What is less sure.",
		"Step.impact":          impactHelp + " For this step.",
		"Step.question":        "The question to put after the reveal.",
		"Step.notes":           "Notes that only the facilitator sees.",
		"Step.facts":           "What happened, in your own words, with sources. All together at most 1,200 characters: it is read aloud.",
		"Step.flows":           "Who acted toward whom, and how.",
		"Step.spans":           "The step's latency in words.",
		"Step.requests":        "Somebody asked somebody else for something: the heart of norm 13(h).",
		"Step.claims":          "Attributions, where the step is about blame.",
		"Step.disputes":        "Where sources disagree: both figures, both sources.",
		"Step.readings":        "The analyst's readings, hidden until the reveal. The norms of a step are those of its readings.",

		"When.from": "When it began, as precisely as the source says.",
		"When.to":   "When it ended.",
		"When.zone": "The time zone of the local time to show beside UTC, such as Europe/London.",
		"When.note": "What to know about the time.",

		"Fact.text":    "The statement, in your own words.",
		"Fact.sources": sourcesHelp,

		"Flow.from":    "The ids of the actors who acted.",
		"Flow.to":      "The ids of the actors toward whom.",
		"Flow.channel": channelHelp,
		"Flow.what":    "What went that way, in a few words.",

		"Span.what":    "What took so long: \"patch to outbreak\".",
		"Span.took":    "How long: \"59 days\".",
		"Span.sources": sourcesHelp,

		"Request.asker":        "The id of the actor who asked.",
		"Request.asked":        "The id of the actor who was asked.",
		"Request.kind":         "What for: assistance (help the victim), mitigation (stop it at the source), information, preservation (keep evidence), identification (who was it), funds (stop or return a payment).",
		"Request.channel":      channelHelp,
		"Request.what":         "What was asked.",
		"Request.sent":         "When it was sent. Leave out a time that nobody knows.",
		"Request.acknowledged": "When somebody said that they had it.",
		"Request.acted":        "When somebody did something.",
		"Request.outcome":      "What came of it.",
		"Request.sources":      sourcesHelp,

		"Reading.norm":       "The norm's id: its catalogue, a slash and the item. \"normwalk norm list\" shows them.",
		"Reading.verdict":    "What the norm did: helped (following it made the response better, or its absence was felt), latency (following it cost, or would have cost, response time), irrelevant (no bearing on this step).",
		"Reading.observed":   "Whether the behaviour was seen.",
		"Reading.reason":     "Why.",
		"Reading.counter":    "The best argument for another verdict.",
		"Reading.confidence": "How sure the reading is.",
	}
}

func sharedHelp() map[string]string {
	return map[string]string{
		"Source.id":        "The source's id: S1, S2, … or lower-case letters, digits and single hyphens.",
		"Source.title":     "As published, or described in your words where it names a private person.",
		"Source.publisher": "Who published it.",
		"Source.date":      "When it was published.",
		"Source.url":       "Where it can be found: https://…, http://… or doi:…",
		"Source.via":       "Where you read the copy; needed where the status is copy.",
		"Source.status":    "How well you know it: read (you read it, or the part you cite), copy (you read it through a copy or another outlet's quotation), unread (you know of it).",
		"Source.language":  "The language's code, such as et or pt-BR; English unless said otherwise.",
		"Source.note":      "What a reader should know: \"first part only\", \"State media\".",

		"Claim.by":      "Who says it.",
		"Claim.date":    "When they said it.",
		"Claim.text":    "What they say, in your words.",
		"Claim.denial":  "The accused's answer, with its date; \"No public denial found.\" if so.",
		"Claim.sources": sourcesHelp,
	}
}
