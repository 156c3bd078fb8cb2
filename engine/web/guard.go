package web

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"runtime"
	"slices"
	"strings"
)

// guard is what every request goes through before anything else.
func (s *Server) guard(next http.Handler) http.Handler {
	origin := http.NewCrossOriginProtection()
	origin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		refuse(w, http.StatusForbidden, "This form was not sent from the room's own page. Open the page again and repeat it.")
	}))
	next = origin.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer s.contain(w, r)
		s.headers(w.Header())
		if !s.knows(r.Host) {
			refuse(w, http.StatusMisdirectedRequest, "The room is not served under this name. Use the address on the join card.")
			return
		}
		if !s.addresses.of(r.RemoteAddr).requests.AllowN(s.Room.Now(), 1) {
			w.Header().Set("Retry-After", "2")
			refuse(w, http.StatusTooManyRequests, "Too many requests from your network. Wait a few seconds.")
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, s.Limits.Body)
		next.ServeHTTP(w, r)
	})
}

// headers forbid browsers whatever the pages don't need.
//
// The referrer policy is same-origin, not no-referrer: under the latter
// browsers send "Origin: null" with the room's own forms, and over plain HTTP
// nothing else tells those from the forms of a foreign page.
func (s *Server) headers(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "+
		"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cache-Control", "no-store")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), usb=(), payment=(), interest-cohort=()")
	if s.Secure {
		// Browsers complain about it where the connection isn't secure.
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
	}
}

// knows reports whether the pages may be asked for under a host name. A page
// from elsewhere whose name was bent to this machine (DNS rebinding) is out.
func (s *Server) knows(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
	if _, err := netip.ParseAddr(host); err == nil || host == "localhost" {
		return true
	}
	return slices.ContainsFunc(s.Hosts, func(h string) bool { return strings.EqualFold(h, host) && h != "" })
}

// contain ends a request that failed in an unforeseen way, and nothing else. The
// log says where it happened, not what was sent.
func (s *Server) contain(w http.ResponseWriter, r *http.Request) {
	p := recover()
	if p == nil {
		return
	}
	if p == http.ErrAbortHandler { //nolint:errorlint // the very value is what the standard library asks for
		panic(p)
	}
	s.Log(fmt.Sprintf("a request for %q failed: %T at %s", r.Pattern, p, origin()))
	refuse(w, http.StatusInternalServerError, "Something went wrong here. What was recorded is safe. Load the page again.")
}

// origin is the place in our code where the panic that is being contained began.
func origin() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for panicked := false; ; {
		f, more := frames.Next()
		if panicked && strings.Contains(f.Function, "normwalk") {
			return fmt.Sprintf("%s:%d", f.Function, f.Line)
		}
		panicked = panicked || f.Function == "runtime.gopanic"
		if !more {
			return "an unknown place"
		}
	}
}

// refuse answers with a sentence of plain text.
func refuse(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintln(w, text)
}
