package main

import (
	"fmt"
	"net"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"
)

// A servingChoice is what flags say about where a live room is served.
type servingChoice struct {
	lan           bool
	listen, ssh   string
	port, sshPort int
	cert, key     string
}

// flags declares what "serve" and "resume" share.
func (w *servingChoice) flags(f *pflag.FlagSet) {
	f.BoolVar(&w.lan, "lan", false, "let everybody on the same network in")
	f.StringVar(&w.listen, "listen", "", fmt.Sprintf("listen for browsers on this `host:port` (default 127.0.0.1:%d)", webPort))
	f.IntVar(&w.port, "port", 0, "listen for browsers on this `port`")
	f.StringVar(&w.ssh, "ssh", "", fmt.Sprintf("listen for terminals on this `host:port`, or off (default port %d)", sshPort))
	f.IntVar(&w.sshPort, "ssh-port", 0, "listen for terminals on this `port`")
	f.StringVar(&w.cert, "tls-cert", "", "serve https with the certificate in this PEM `file`")
	f.StringVar(&w.key, "tls-key", "", "the key of the certificate, a PEM `file`")
}

// usualServing is where a room is served that nobody said anything about.
func usualServing() serving {
	return serving{Web: fmt.Sprintf("127.0.0.1:%d", webPort), SSH: fmt.Sprintf("127.0.0.1:%d", sshPort)}
}

// servingFlags are the names of those flags.
func servingFlags() []string {
	return []string{"lan", "listen", "port", "ssh", "ssh-port", "tls-cert", "tls-key"}
}

// anyOf names the first of some flags that was set; empty if none was.
func anyOf(f *pflag.FlagSet, names []string) string {
	for _, name := range names {
		if f.Changed(name) {
			return name
		}
	}
	return ""
}

// settle checks the flags, and works out from them where to listen; what they
// leave open is as in before.
func (w servingChoice) settle(f *pflag.FlagSet, before serving) (serving, error) {
	if err := w.agree(f); err != nil {
		return before, err
	}
	s := before
	host, port, err := splitAddress(s.Web)
	if err != nil {
		return s, err
	}
	switch {
	case w.lan:
		host = ""
	case f.Changed("listen"):
		if host, port, err = splitAddress(w.listen); err != nil {
			return s, usagef("--listen: %w", err)
		}
	}
	if f.Changed("port") {
		port = w.port
	}
	moved := anyOf(f, []string{"lan", "listen"}) != ""
	s.Web = net.JoinHostPort(host, strconv.Itoa(port))
	s.webFixed = anyOf(f, []string{"listen", "port"}) != "" || s.webFixed && !moved
	if err := w.settleTerminals(f, &s, host, moved); err != nil {
		return s, err
	}
	if w.cert != "" {
		// A later resume may be run from elsewhere.
		if s.Cert, err = filepath.Abs(w.cert); err == nil {
			s.Key, err = filepath.Abs(w.key)
		}
		if err != nil {
			return s, fmt.Errorf("find the certificate: %w", err)
		}
	}
	return s, nil
}

// settleTerminals works out where terminals come in: at the same host as
// browsers, unless somebody wants it otherwise.
func (w servingChoice) settleTerminals(f *pflag.FlagSet, s *serving, host string, moved bool) error {
	if strings.EqualFold(w.ssh, "off") {
		s.SSH = ""
		return nil
	}
	port := sshPort
	named := anyOf(f, []string{"ssh", "ssh-port"}) != ""
	switch {
	case s.SSH == "" && !named:
		return nil // they were turned off
	case s.SSH != "":
		at, before, err := splitAddress(s.SSH)
		if err != nil {
			return err
		}
		port = before
		if !moved {
			host = at
		}
	}
	var err error
	switch {
	case f.Changed("ssh"):
		if host, port, err = splitAddress(w.ssh); err != nil {
			return usagef("--ssh: %w, or off", err)
		}
	case f.Changed("ssh-port"):
		port = w.sshPort
	}
	s.SSH = net.JoinHostPort(host, strconv.Itoa(port))
	s.sshFixed = named || s.sshFixed && !moved
	return nil
}

// agree says which flags contradict one another.
func (w servingChoice) agree(f *pflag.FlagSet) error {
	switch {
	case w.lan && f.Changed("listen"):
		return usagef("--listen names one address, --lan means all of them: leave one out")
	case f.Changed("listen") && f.Changed("port"):
		return usagef("--listen has a port already: leave out --port")
	case f.Changed("ssh") && f.Changed("ssh-port"):
		return usagef("--ssh has a port already, or turns terminals off: leave out --ssh-port")
	case w.port < 0 || w.port > 65535 || w.sshPort < 0 || w.sshPort > 65535:
		return usagef("a port is a number from 1 to 65535")
	case (w.cert == "") != (w.key == ""):
		return usagef("a certificate needs its key: give both --tls-cert and --tls-key, or neither")
	}
	return nil
}

// check finds out before anything is opened whether the certificate will do.
func (s serving) check(now time.Time) error {
	if s.Cert == "" {
		return nil
	}
	_, err := loadCertificate(s.Cert, s.Key, now)
	return err
}
