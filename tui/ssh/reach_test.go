package ssh

import (
	"errors"
	"io"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"
)

func TestNothingElseCanBeReached(t *testing.T) {
	h := open(t, nil)
	c := h.mustDial(h.access.Code, newKey(t))
	if version := string(c.ServerVersion()); version != "SSH-2.0-normwalk" {
		t.Errorf("the server calls itself %q", version)
	}
	session := func() *gossh.Session {
		t.Helper()
		c := h.mustDial(h.access.Code, newKey(t))
		sess, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		return sess
	}
	for _, command := range []string{"id", "scp -t /tmp", "rsync --server . /", "sh -i"} {
		out, err := session().CombinedOutput(command)
		exit := &gossh.ExitError{}
		if !errors.As(err, &exit) || exit.ExitStatus() != 1 || !strings.Contains(string(out), "There are no commands here") {
			t.Errorf("%s: %v, %q", command, err, out)
		}
	}
	sess := session()
	if err := sess.RequestPty("xterm", 24, 80, gossh.TerminalModes{}); err != nil {
		t.Fatal(err)
	}
	out, err := sess.CombinedOutput("id")
	if err == nil || !strings.Contains(string(out), "There are no commands here") {
		t.Errorf("a command with a terminal: %v, %q", err, out)
	}
	sess = session()
	if err := sess.Shell(); err != nil {
		t.Fatal(err)
	}
	if err := sess.Wait(); err == nil {
		t.Error("a session without a terminal ends well")
	}
	for _, name := range []string{"sftp", "netconf", ""} {
		if err := session().RequestSubsystem(name); err == nil {
			t.Errorf("subsystem %q", name)
		}
	}
	for _, name := range []string{"LD_PRELOAD", "PATH", "LANG", "TERM"} {
		if err := session().Setenv(name, "x"); err == nil {
			t.Errorf("the environment's %s is taken", name)
		}
	}
	for _, request := range []string{"auth-agent-req@openssh.com", "x11-req", "nonsense"} {
		if ok, err := session().SendRequest(request, true, nil); ok || err != nil {
			t.Errorf("request %s: %t, %v", request, ok, err)
		}
	}
	for _, kind := range []string{"direct-tcpip", "direct-streamlocal@openssh.com", "tun@openssh.com", "x11", "auth-agent@openssh.com"} {
		if _, _, err := c.OpenChannel(kind, nil); err == nil {
			t.Errorf("channel %s opens", kind)
		}
	}
	if _, err := c.Dial("tcp", h.addr); err == nil {
		t.Error("it forwards a port")
	}
	if l, err := c.Listen("tcp", "127.0.0.1:0"); err == nil {
		l.Close()
		t.Error("it listens for a client")
	}
	for _, request := range []string{"tcpip-forward", "streamlocal-forward@openssh.com"} {
		if ok, _, err := c.SendRequest(request, true, nil); ok || err != nil {
			t.Errorf("request %s: %t, %v", request, ok, err)
		}
	}
}

func TestWithoutATerminalItSaysWhatToDo(t *testing.T) {
	h := open(t, nil)
	sess, err := h.mustDial(h.access.Code, newKey(t)).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	errs, err := sess.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := sess.Shell(); err != nil {
		t.Fatal(err)
	}
	text, _ := io.ReadAll(errs)
	if !strings.Contains(string(text), "ssh -t") {
		t.Errorf("it says %q", text)
	}
}

func TestAConnectionHasOneSession(t *testing.T) {
	h := open(t, nil)
	c := h.mustDial(h.access.Code, newKey(t))
	h.terminalOn(c, "xterm", nil).shows("You are participant 1")
	if _, err := c.NewSession(); err == nil {
		t.Error("a second session opens")
	}
}
