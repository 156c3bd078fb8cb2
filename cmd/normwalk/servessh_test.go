package main

import (
	"bytes"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// An sshClient is a terminal with what it was shown.
type sshClient struct {
	t      *testing.T
	client *ssh.Client
	keys   io.Writer
	mu     sync.Mutex
	shown  bytes.Buffer
}

func (x *sshClient) Write(p []byte) (int, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.shown.Write(p)
}

func (x *sshClient) await(text string) {
	x.t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		x.mu.Lock()
		shown := x.shown.String()
		x.mu.Unlock()
		if strings.Contains(shown, text) {
			return
		}
		if time.Now().After(deadline) {
			x.t.Fatalf("no %q in %q", text, shown)
		}
	}
}

func (x *sshClient) press(keys string) {
	x.t.Helper()
	if _, err := io.WriteString(x.keys, keys); err != nil {
		x.t.Fatal(err)
	}
}

// hostKey remembers a server's key, and refuses another.
type hostKey struct{ known []byte }

func (h *hostKey) check(_ string, _ net.Addr, key ssh.PublicKey) error {
	if h.known == nil {
		h.known = key.Marshal()
	}
	if !bytes.Equal(h.known, key.Marshal()) {
		return io.ErrUnexpectedEOF
	}
	return nil
}

func dial(addr, user string, key *hostKey, auth ...ssh.AuthMethod) (*ssh.Client, error) {
	return ssh.Dial("tcp", addr, &ssh.ClientConfig{User: user, Auth: auth, HostKeyCallback: key.check, Timeout: patience})
}

func newSSHClient(t *testing.T, addr, user string, key *hostKey, auth ...ssh.AuthMethod) *sshClient {
	t.Helper()
	client, err := dial(addr, user, key, auth...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	session, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	x := &sshClient{t: t, client: client}
	session.Stdout = x
	if x.keys, err = session.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := session.RequestPty("xterm-256color", 30, 100, ssh.TerminalModes{}); err != nil {
		t.Fatal(err)
	}
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	return x
}

func nobody(string, string, []string, []bool) ([]string, error) { return nil, nil }

// Terminals vote beside phones, show the projector's view, and take the console
// over with the passphrase alone; after a crash the server is known again.
func TestServeTerminals(t *testing.T) {
	m := newMachine(t)
	c := m.console("serve", "wannacry", "--norms", "h", "--groups", "none", "--listen", ownAddress(t), "--ssh", ownAddress(t))
	at, code := c.await(saysURL), c.await(saysCode)
	addr := "127.0.0.1:" + c.await(`Terminals join with: ssh -p (\d+)\s`)
	anyone := ssh.KeyboardInteractive(nobody)
	key := &hostKey{}
	guest := newSSHClient(t, addr, strings.ToLower(code), key, anyone)
	guest.await("You are in.")
	guest.press("\r")
	c.line("begin")
	guest.await("The fix is published")
	phone := newPhone(t, at)
	phone.joins(code)
	phone.mustVote(m.past("wannacry").State.Current(), "latency")
	guest.press("h")
	c.line("wait 2")
	c.await(`2 votes recorded`)
	guest.await("● recorded")
	c.line("people")
	c.await(`By the way they joined: browser 1, ssh 1\.`)

	screen := newSSHClient(t, addr, "screen-"+strings.ToLower(code), key, anyone)
	screen.await("have voted")

	c.line("console show")
	passphrase := c.await(`Passphrase: (\S+)\s`)
	public, err := ssh.ParsePublicKey(key.known)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := c.await(`Key: (\S+)\s`), ssh.FingerprintSHA256(public); got != want {
		t.Errorf("the console says that the key is %s, and terminals see %s", got, want)
	}
	for name, auth := range map[string][]ssh.AuthMethod{
		"no passphrase":     {anyone},
		"the room's code":   {ssh.Password(code)},
		"a wrong one":       {ssh.Password("aaaa-bbbb-cccc-dddd-eeee")},
		"an empty one":      {ssh.Password("")},
		"a longer one":      {ssh.Password(passphrase + "a")},
		"only a part of it": {ssh.Password(passphrase[:19])},
	} {
		if client, err := dial(addr, "console", key, auth...); err == nil {
			client.Close()
			t.Errorf("%s opens the console", name)
		}
	}
	second := newSSHClient(t, addr, "console", key, ssh.Password(passphrase))
	second.await("2 of 2 have voted")
	second.press("\r") // reveal
	second.await("too few to say")
	screen.await("2 of 2 voted")
	c.line("status")
	c.await(`Step 1 of 8, revealed\.`)
	second.client.Close()
	c.line("status")
	c.line("quit")
	c.end(exitDone)
	if c.trouble.String() != "" {
		t.Errorf("trouble: %s", c.trouble.String())
	}

	c = m.console("resume")
	c.await(saysURL)
	again := newSSHClient(t, addr, "console", key, ssh.Password(passphrase)) // the host key is checked
	again.await("step 1 of 8")
	again.client.Close()
	c.line("quit")
	c.end(exitDone)
}
