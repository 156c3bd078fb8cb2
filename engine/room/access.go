package room

import (
	"context"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Access is what lets people into a live room. It is kept with the exercise in
// the journal, and so is the same after a crash; it is never exported.
type Access struct {
	Code       string `json:"code"`       // what participants type: 5 letters and digits, upper case
	Passphrase string `json:"passphrase"` // the facilitator's secret; it opens a console elsewhere
	Key        []byte `json:"key"`        // signs participants' tokens
}

// Names of what the journal keeps for rooms.
const (
	secretAccess   = "access"
	secretServing  = "serving"
	secretIdentity = "ssh host key"
)

// Access gives what lets people into an exercise, made up at the first call.
func (h *Host) Access(ctx context.Context, exercise string) (*Access, error) {
	var a Access
	words := make([]string, 5)
	for i := range words {
		var err error
		if words[i], err = h.word(4); err != nil { // 20 of 31 letters: 99 bits
			return nil, err
		}
	}
	code, err := h.word(5)
	if err != nil {
		return nil, err
	}
	a.Code, a.Passphrase, a.Key = strings.ToUpper(code), strings.Join(words, "-"), make([]byte, 32)
	if _, err := io.ReadFull(h.Random, a.Key); err != nil {
		return nil, fmt.Errorf("draw a random key: %w", err)
	}
	b, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	if b, err = h.Journal.KeepSecret(ctx, exercise, secretAccess, b); err != nil {
		return nil, err
	}
	a = Access{}
	if err := json.Unmarshal(b, &a); err != nil || a.Code == "" || len(a.Key) < 32 || a.Passphrase == "" {
		return nil, errors.Join(errors.New("the room's code and key can't be read back from the journal"), err)
	}
	return &a, nil
}

// Forget deletes what Access gave, for a finished exercise whose room is closed:
// then nobody who gets the journal can test whether somebody whom they know took
// part. The next call of Access makes up another code, passphrase and key, and
// devices that come back are new participants.
func (h *Host) Forget(ctx context.Context, exercise string) error {
	return h.Journal.RemoveSecret(ctx, exercise, secretAccess)
}

// Admits reports whether somebody typed the room's code, in any spelling.
func (a *Access) Admits(typed string) bool {
	return hmac.Equal([]byte(plainCode(typed)), []byte(plainCode(a.Code)))
}

// plainCode leaves letters and digits, in lower case.
func plainCode(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, s)
}

// Facilitates reports whether somebody gave the facilitator's passphrase.
func (a *Access) Facilitates(typed string) bool {
	return hmac.Equal(a.sum("passphrase", plainCode(typed)), a.sum("passphrase", plainCode(a.Passphrase)))
}

// Token is what a participant's device keeps so as to come back to the same
// ballot. Nobody can make one for another id.
func (a *Access) Token(participant string) string {
	return participant + "." + base64.RawURLEncoding.EncodeToString(a.sum("token", participant))
}

// Participant is whose token it is; ok is false if this room never gave it out.
func (a *Access) Participant(token string) (id string, ok bool) {
	id, _, found := strings.Cut(token, ".")
	return id, found && id != "" && hmac.Equal([]byte(token), []byte(a.Token(id)))
}

// Alias is the participant's id of somebody who is known by something else,
// such as the key of their SSH client. It can't be traced back without the
// room's key, and is another one in every room. Until [Host.Forget] the key is
// in the journal: who has that can test whether somebody whom they know took part.
func (a *Access) Alias(known string) string {
	return base64.RawURLEncoding.EncodeToString(a.sum("alias", known))[:22]
}

func (a *Access) sum(purpose, text string) []byte {
	m := hmac.New(sha256.New, a.Key)
	m.Write([]byte(purpose + "\x00" + text)) // a hash takes everything
	return m.Sum(nil)
}

// NewParticipant draws the id of somebody who joins.
func (h *Host) NewParticipant() (string, error) { return h.word(16) }

// Identity is the private key, in PEM, by which SSH clients know this journal's
// rooms again; made up at the first call.
func (h *Host) Identity(ctx context.Context) ([]byte, error) {
	if b, ok, err := h.Journal.Secret(ctx, "", secretIdentity); err != nil || ok {
		return b, err
	}
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(h.Random, seed); err != nil {
		return nil, fmt.Errorf("draw a random key: %w", err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(ed25519.NewKeyFromSeed(seed))
	if err != nil {
		return nil, err
	}
	return h.Journal.KeepSecret(ctx, "", secretIdentity, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

// Serving is what the program settled about how a room is served, kept so that
// it comes back at the same addresses; ok is false if nothing was kept.
func (h *Host) Serving(ctx context.Context, exercise string) (settings []byte, ok bool, err error) {
	return h.Journal.Secret(ctx, exercise, secretServing)
}

// KeepServing replaces what Serving gives.
func (h *Host) KeepServing(ctx context.Context, exercise string, settings []byte) error {
	return h.Journal.ReplaceSecret(ctx, exercise, secretServing, settings)
}
