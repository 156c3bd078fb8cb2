package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// writeCertificate makes a certificate of one's own, for tests.
func writeCertificate(t *testing.T, until time.Time, names ...string) (cert, key string, pool *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: until.Add(-48 * time.Hour), NotAfter: until, DNSNames: names}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	pkcs, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "room.pem"), filepath.Join(dir, "room.key")
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool = x509.NewCertPool()
	pool.AddCert(parsed)
	for path, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: pkcs}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key, pool
}

// Over TLS people are told the name that the certificate is made for.
func TestServeTLS(t *testing.T) {
	m := newMachine(t)
	cert, key, pool := writeCertificate(t, time.Now().Add(time.Hour), "room.example", "localhost")
	c := m.console("serve", "wannacry", "--ssh", "off", "--port", "0", "--tls-cert", cert, "--tls-key", key)
	at := c.await(saysURL)
	c.await(`The certificate is made for room\.example, so people are told that name: it must\s+lead to 127\.0\.0\.1`)
	if !strings.HasPrefix(at, "https://room.example:") {
		t.Fatalf("people are told %s", at)
	}
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(at, "https://"))
	p := newPhone(t, "https://localhost:"+port)
	p.client.Transport = &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}, DisableKeepAlives: true}
	if status, _ := p.joins(c.await(saysCode)); status != http.StatusOK {
		t.Errorf("joining over TLS: %d", status)
	}
	c.line("begin")
	c.await(`0 of 1 have voted`)
	p.mustVote(m.past("wannacry").State.Current(), "helped")
	plainly := newPhone(t, "http://localhost:"+port)
	if status, _ := plainly.get("/"); status != http.StatusBadRequest {
		t.Errorf("without TLS: %d", status)
	}
	c.line("quit")
	c.end(exitDone)
	if err := os.Remove(key); err != nil {
		t.Fatal(err)
	}
	m.fails(exitFailed, "there is no file "+key, "", "resume")

	old, oldKey, _ := writeCertificate(t, m.now().Add(-time.Hour), "room.example")
	m.fails(exitFailed, "ran out on", "", "serve", "wannacry", "--tls-cert", old, "--tls-key", oldKey)
	early, earlyKey, _ := writeCertificate(t, m.now().Add(9000*time.Hour), "room.example")
	m.fails(exitFailed, "isn't valid before", "", "serve", "wannacry", "--tls-cert", early, "--tls-key", earlyKey)
	m.fails(exitFailed, "are no certificate with its key", "", "serve", "wannacry", "--tls-cert", old, "--tls-key", earlyKey)
}
