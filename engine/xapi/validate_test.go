package xapi

import (
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A validator checks statements against the rules of xAPI 1.0.3, part two
// (https://github.com/adlnet/xAPI-Spec/blob/master/xAPI-Data.md), as far as
// they concern what this package writes: whatever it doesn't know is a fault.
type validator struct{ faults []string }

func (v *validator) fault(at, format string, args ...any) {
	v.faults = append(v.faults, at+": "+fmt.Sprintf(format, args...))
}

// object checks that a value is an object with these keys: those that must be
// there, and those that may (2.2: no others, and none that is null).
func (v *validator) object(at string, value any, must, may []string) map[string]any {
	o, ok := value.(map[string]any)
	if !ok {
		v.fault(at, "is no object")
		return nil
	}
	for key, x := range o {
		if !slices.Contains(must, key) && !slices.Contains(may, key) {
			v.fault(at, "has the key %s", key)
		}
		if x == nil {
			v.fault(at, "%s is null", key)
		}
	}
	for _, key := range must {
		if _, ok := o[key]; !ok {
			v.fault(at, "has no %s", key)
		}
	}
	return o
}

func (v *validator) text(at string, value any) string {
	s, ok := value.(string)
	if !ok || s == "" {
		v.fault(at, "is no text: %v", value)
	}
	return s
}

func (v *validator) match(at string, value any, pattern string) {
	if s := v.text(at, value); !regexp.MustCompile(pattern).MatchString(s) {
		v.fault(at, "%q doesn't look right", s)
	}
}

// 2.4.1: standard string form, variant 2 of RFC 4122. Ours are of version 5.
func (v *validator) uuid(at string, value any) {
	v.match(at, value, `^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
}

// 3.1 and RFC 3987: absolute, and without characters that IRIs don't have.
func (v *validator) iri(at string, value any) {
	s := v.text(at, value)
	u, err := url.Parse(s)
	if err != nil || !u.IsAbs() || strings.ContainsAny(s, " <>\"{}|\\^`\t\r\n") || regexp.MustCompile(`%($|[^0-9A-Fa-f]|.$|.[^0-9A-Fa-f])`).MatchString(s) {
		v.fault(at, "%q is no IRI", s)
	}
	if strings.HasPrefix(s, "urn:") && !regexp.MustCompile(`^urn:[a-z0-9][a-z0-9-]{0,31}:[^/#?]`).MatchString(s) { // RFC 8141
		v.fault(at, "%q is no URN", s)
	}
}

// 4.2: keys are language tags of RFC 5646, values are text.
func (v *validator) languages(at string, value any) {
	o, ok := value.(map[string]any)
	if !ok || len(o) == 0 {
		v.fault(at, "is no language map")
	}
	for key, x := range o {
		v.match(at, key, `^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
		v.text(at+"."+key, x)
	}
}

// 4.1: keys are IRIs.
func (v *validator) extensions(at string, value any) {
	o, ok := value.(map[string]any)
	if !ok {
		v.fault(at, "is no object")
	}
	for key, x := range o {
		v.iri(at, key)
		if x == nil {
			v.fault(at, "%s is null", key)
		}
	}
}

func (v *validator) statement(at string, value any) {
	s := v.object(at, value, []string{"id", "actor", "verb", "object", "result", "context", "timestamp", "version"}, nil)
	v.uuid(at+".id", s["id"])
	v.actor(at+".actor", s["actor"])
	verb := v.object(at+".verb", s["verb"], []string{"id", "display"}, nil)
	v.iri(at+".verb.id", verb["id"])
	v.languages(at+".verb.display", verb["display"])
	choices := v.activity(at+".object", s["object"])
	v.result(at+".result", s["result"], choices)
	v.context(at+".context", s["context"])
	// 2.4.7 and 4.5: ISO 8601 as RFC 3339 has it, with a zone that isn't -00:00.
	stamp := v.text(at+".timestamp", s["timestamp"])
	if when, err := time.Parse(time.RFC3339, stamp); err != nil || strings.HasSuffix(stamp, "-00:00") {
		v.fault(at+".timestamp", "%q is no time", stamp)
	} else if !when.Equal(when.Truncate(24 * time.Hour)) {
		v.fault(at+".timestamp", "%q tells more than the day", stamp)
	}
	v.match(at+".version", s["version"], `^1\.0(\.[0-9]+)?$`)
}

// 2.4.2: exactly one inverse functional identifier; an account has exactly a
// home page that is a URL, and a name.
func (v *validator) actor(at string, value any) {
	a := v.object(at, value, []string{"objectType", "account"}, nil)
	v.match(at+".objectType", a["objectType"], `^(Agent|Group)$`)
	c := v.object(at+".account", a["account"], []string{"homePage", "name"}, nil)
	v.iri(at+".account.homePage", c["homePage"])
	v.match(at+".account.homePage", c["homePage"], `^https?://[^/]+`)
	v.text(at+".account.name", c["name"])
}

// 2.4.4.1. It returns the ids of the choices.
func (v *validator) activity(at string, value any) []string {
	a := v.object(at, value, []string{"objectType", "id", "definition"}, nil)
	v.match(at+".objectType", a["objectType"], `^Activity$`)
	v.iri(at+".id", a["id"])
	at += ".definition"
	d := v.object(at, a["definition"], []string{"name", "type"}, []string{"description", "interactionType", "choices"})
	v.languages(at+".name", d["name"])
	v.iri(at+".type", d["type"])
	if x, ok := d["description"]; ok {
		v.languages(at+".description", x)
	}
	kind, isQuestion := d["interactionType"]
	list, hasChoices := d["choices"].([]any)
	if isQuestion != hasChoices || isQuestion && kind != "choice" {
		v.fault(at, "choices belong to the interaction type choice, and the other way round")
	}
	var ids []string
	for i, x := range list {
		at := fmt.Sprintf("%s.choices[%d]", at, i)
		c := v.object(at, x, []string{"id", "description"}, nil)
		id := v.text(at+".id", c["id"])
		if strings.ContainsAny(id, " \t\r\n,[]") || slices.Contains(ids, id) {
			v.fault(at, "the id %q has blanks or is there twice", id)
		}
		v.languages(at+".description", c["description"])
		ids = append(ids, id)
	}
	return ids
}

// 2.4.5: a response to a choice is ids of choices, parted by [,].
func (v *validator) result(at string, value any, choices []string) {
	r := v.object(at, value, []string{"extensions"}, []string{"response"})
	v.extensions(at+".extensions", r["extensions"])
	if x, ok := r["response"]; ok {
		for id := range strings.SplitSeq(v.text(at+".response", x), "[,]") {
			if !slices.Contains(choices, id) {
				v.fault(at, "the response %q is none of the choices %v", id, choices)
			}
		}
	}
}

// 2.4.6.
func (v *validator) context(at string, value any) {
	c := v.object(at, value, []string{"registration", "contextActivities", "platform", "language"}, []string{"extensions"})
	v.uuid(at+".registration", c["registration"])
	v.text(at+".platform", c["platform"])
	v.match(at+".language", c["language"], `^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	if x, ok := c["extensions"]; ok {
		v.extensions(at+".extensions", x)
	}
	kinds := v.object(at+".contextActivities", c["contextActivities"], []string{"parent", "grouping", "category"}, nil)
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		list, ok := kinds[kind].([]any)
		if !ok || len(list) == 0 {
			v.fault(at, "%s is no list", kind)
		}
		for i, x := range list {
			v.activity(fmt.Sprintf("%s.%s[%d]", at, kind, i), x)
		}
	}
}
