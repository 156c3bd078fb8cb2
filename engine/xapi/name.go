package xapi

import (
	"crypto/sha1"
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// homePage is where accounts would be, if they were anywhere.
const homePage = "https://normwalk.example/"

// The words that xAPI's authors keep a list of.
const (
	adlVerb     = "http://adlnet.gov/expapi/verbs/"
	adlActivity = "http://adlnet.gov/expapi/activities/"
)

// urn names something of ours. A slash stays one: the ids of norms have it.
func urn(kind string, parts ...string) string {
	out := "urn:normwalk:" + kind
	for _, p := range parts {
		p = strings.ReplaceAll(url.PathEscape(p), "%2F", "/")
		out += ":" + strings.ReplaceAll(p, ":", "%3A")
	}
	return out
}

// uuid makes a name-based UUID, version 5 (RFC 9562, section 5.5), of the
// parts, in the name space of our own.
func uuid(parts ...string) string {
	// The name space is the version 5 UUID of the URL https://normwalk.example/.
	space := [16]byte{0x72, 0xad, 0xa8, 0x41, 0x76, 0xd6, 0x5d, 0x84, 0x98, 0x79, 0x93, 0xb0, 0x2e, 0xa1, 0xe1, 0x63}
	h := sha1.New()
	h.Write(space[:])
	for _, p := range parts {
		h.Write([]byte(strconv.Quote(p)))
	}
	var u [16]byte
	copy(u[:], h.Sum(nil))
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}
