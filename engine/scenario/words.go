package scenario

// The words that a field may hold are described in scenarios/README.md; each
// list here is in its order.

// Impacts lists who may be hit by an incident.
func Impacts() []string {
	return []string{"people", "ci", "government", "technical", "responders"}
}

// ActorKinds lists the kinds of actors.
func ActorKinds() []string {
	return []string{
		"csirt", "operator", "vendor", "isp", "researcher", "police", "prosecutor", "court", "ministry", "government",
		"regulator", "parliament", "military", "intelligence", "bank", "insurer", "company", "registrar", "international", "ngo",
		"media", "academia", "public", "attacker",
	}
}

// Channels lists the ways in which actors reach one another.
func Channels() []string {
	return []string{
		"csirt", "trust-group", "operator", "vendor", "bank", "insurer", "law-enforcement", "mlat", "court", "diplomatic",
		"military", "intelligence", "regulator", "parliament", "research", "media", "public", "internal",
	}
}

// RequestKinds lists what somebody may ask for.
func RequestKinds() []string {
	return []string{"assistance", "mitigation", "information", "preservation", "identification", "funds"}
}

// Verdicts lists what a norm may have done to a response.
func Verdicts() []string { return []string{"helped", "latency", "irrelevant"} }

// Observations lists the answers to whether a behaviour was seen.
func Observations() []string { return []string{"yes", "no", "partly", "unknown"} }

// Confidences lists the degrees of confidence, the highest first.
func Confidences() []string { return []string{string(High), string(Medium), string(Low)} }
