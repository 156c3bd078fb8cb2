package journal

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// hasSecret makes sure that a secret is kept, and is want.
func hasSecret(t *testing.T, s *Store, owner, name, want string) {
	t.Helper()
	value, ok, err := s.Secret(t.Context(), owner, name)
	if string(value) != want || !ok || value == nil || err != nil {
		t.Errorf("secret %q of %q is %q, %v, %v; want %q", name, owner, value, ok, err, want)
	}
}

func hasNoSecret(t *testing.T, s *Store, owner, name string) {
	t.Helper()
	if value, ok, err := s.Secret(t.Context(), owner, name); value != nil || ok || err != nil {
		t.Errorf("secret %q of %q is %q, %v, %v; want none", name, owner, value, ok, err)
	}
}

func TestKeepsTheFirstSecret(t *testing.T) {
	ctx := t.Context()
	path := journalPath(t)
	s := openAt(t, path, Options{})
	begin(t, s, "one") // and somebody may be writing it
	must(t, begin(t, s, "two").Close())
	hasNoSecret(t, s, "", "code")
	hasNoSecret(t, s, "one", "code")
	large := strings.Repeat("\x00", maxSecret)
	for _, test := range []struct{ owner, name, value, want string }{
		{"", "code", "journal's", "journal's"},
		{"one", "code", "first\x00\xff", "first\x00\xff"},
		{"one", "code", "second", "first\x00\xff"},
		{"one", "Code", "another name", "another name"},
		{"one", "empty", "", ""},
		{"one", "empty", "full", ""},
		{"two", "code", large, large},
	} {
		given := []byte(test.value)
		kept, err := s.KeepSecret(ctx, test.owner, test.name, given)
		if string(kept) != test.want || kept == nil || err != nil {
			t.Errorf("%q: kept %.20q, %v; want %.20q", test.value, kept, err, test.want)
		}
		clear(given)
		if string(kept) != test.want {
			t.Error("what it returns changes with what it was given")
		}
	}
	kept, err := s.KeepSecret(ctx, "one", "nil", nil)
	if kept == nil || len(kept) != 0 || err != nil {
		t.Errorf("nil is kept as %v, %v", kept, err)
	}
	must(t, s.ReplaceSecret(ctx, "one", "setting", []byte("a")))
	must(t, s.ReplaceSecret(ctx, "one", "setting", []byte("b")))
	must(t, s.ReplaceSecret(ctx, "two", "setting", nil))
	must(t, s.Close())

	s = openAt(t, path, Options{})
	hasSecret(t, s, "", "code", "journal's")
	hasSecret(t, s, "one", "code", "first\x00\xff")
	hasSecret(t, s, "one", "Code", "another name")
	hasSecret(t, s, "one", "empty", "")
	hasSecret(t, s, "one", "nil", "")
	hasSecret(t, s, "two", "code", large)
	hasSecret(t, s, "one", "setting", "b")
	hasSecret(t, s, "two", "setting", "")
	hasNoSecret(t, s, "", "setting")
	hasNoSecret(t, s, "on", "code") // no prefix
}

func TestRefusedSecrets(t *testing.T) {
	s := openAt(t, journalPath(t), Options{})
	begin(t, s, "x")
	const hush = "hush-hush"
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for name, test := range map[string]struct {
		ctx         context.Context
		owner, name string
		value       string
		want        error
	}{
		"no exercise":      {t.Context(), "y", "code", hush, ErrUnknown},
		"a prefix":         {t.Context(), "x-", "code", hush, ErrUnknown},
		"a path":           {t.Context(), "../x", "code", hush, ErrUnknown},
		"no name":          {t.Context(), "x", "", hush, ErrInvalid},
		"a broken name":    {t.Context(), "", "\xff", hush, ErrInvalid},
		"a large one":      {t.Context(), "x", "code", hush + strings.Repeat("x", maxSecret), ErrInvalid},
		"an ended context": {ended, "x", "code", hush, context.Canceled},
	} {
		t.Run(name, func(t *testing.T) {
			kept, err := s.KeepSecret(test.ctx, test.owner, test.name, []byte(test.value))
			replaceErr := s.ReplaceSecret(test.ctx, test.owner, test.name, []byte(test.value))
			for _, err := range []error{err, replaceErr} {
				if !errors.Is(err, test.want) {
					t.Errorf("got %v, want %v", err, test.want)
				} else if strings.Contains(err.Error(), hush) {
					t.Errorf("it tells the secret: %v", err)
				}
			}
			if kept != nil {
				t.Errorf("it returns %q all the same", kept)
			}
			hasNoSecret(t, s, test.owner, test.name)
		})
	}
}

// TestSecretsAtOnce has many come at once, through two stores.
func TestSecretsAtOnce(t *testing.T) {
	ctx := t.Context()
	path := journalPath(t)
	stores := []*Store{openAt(t, path, Options{Wait: patience}), openAt(t, path, Options{Wait: patience})}
	begin(t, stores[0], "x")
	got := make([]string, 16)
	var all sync.WaitGroup
	for i := range got {
		all.Go(func() {
			kept, err := stores[i%2].KeepSecret(ctx, "x", "code", fmt.Append(nil, "of ", i))
			if err != nil {
				t.Error(err)
			}
			got[i] = string(kept)
		})
	}
	all.Wait()
	for _, s := range stores {
		for _, one := range got {
			hasSecret(t, s, "x", "code", one)
		}
	}
}

// TestSecretSurvivesKill kills a process as soon as it has told what it kept.
func TestSecretSurvivesKill(t *testing.T) {
	ctx := t.Context()
	path := journalPath(t)
	s := openAt(t, path, Options{})
	must(t, begin(t, s, "crash").Close())
	must(t, s.Close())
	var first string
	for range 3 {
		cmd, _, out := second(t, "secret", path)
		if !out.Scan() {
			t.Fatal("the process kept nothing")
		}
		must(t, cmd.Process.Kill())
		if err := cmd.Wait(); err == nil {
			t.Fatal("the process was not killed")
		}
		if first == "" {
			first = out.Text()
		}
		if out.Text() != first {
			t.Fatalf("it kept %q, want %q", out.Text(), first)
		}
	}
	s = openAt(t, path, Options{})
	kept, err := s.KeepSecret(ctx, "crash", "code", []byte("mine"))
	if string(kept) != first || err != nil {
		t.Errorf("kept %q, %v; want %q", kept, err, first)
	}
}

func TestSecretsStayAtHome(t *testing.T) {
	ctx := t.Context()
	s := openAt(t, journalPath(t), Options{})
	a := oldExercise()
	_, err := s.Import(ctx, &a)
	must(t, err)
	const id, hush = "kept-1", "hush-hush"
	_, err = s.KeepSecret(ctx, id, "passphrase", []byte(hush))
	must(t, err)
	must(t, s.ReplaceSecret(ctx, "", "passphrase", []byte(hush)))
	holdsOld(t, s) // exports the same bytes as ever

	var out bytes.Buffer
	must(t, s.Export(ctx, id, &out))
	for _, text := range []string{hush, "passphrase", hex.EncodeToString([]byte(hush)), base64.StdEncoding.EncodeToString([]byte(hush))} {
		if strings.Contains(out.String(), text) {
			t.Errorf("the export has %q", text)
		}
	}
	read, err := ReadArchive(&out)
	must(t, err)
	other := openAt(t, journalPath(t), Options{})
	_, err = other.Import(ctx, read)
	must(t, err)
	hasNoSecret(t, other, id, "passphrase")
	hasNoSecret(t, other, "", "passphrase")
}

func TestRemoveTakesItsSecrets(t *testing.T) {
	ctx := t.Context()
	s := openAt(t, journalPath(t), Options{})
	a := oldExercise()
	id := a.Exercise.ID
	_, err := s.Import(ctx, &a)
	must(t, err)
	w := begin(t, s, "other")
	for _, owner := range []string{"", id, "other"} {
		for _, name := range []string{"code", "key"} {
			_, err := s.KeepSecret(ctx, owner, name, []byte(owner+name))
			must(t, err)
		}
	}
	if err := s.Remove(ctx, "other"); !errors.Is(err, ErrInUse) {
		t.Errorf("got %v, want ErrInUse", err)
	}
	must(t, w.Close())
	must(t, s.Remove(ctx, id))
	if _, err := s.KeepSecret(ctx, id, "code", []byte("late")); !errors.Is(err, ErrUnknown) {
		t.Errorf("got %v, want ErrUnknown", err)
	}
	_, err = s.Import(ctx, &a) // one of the same id begins without
	must(t, err)
	for _, name := range []string{"code", "key"} {
		hasNoSecret(t, s, id, name)
		hasSecret(t, s, "", name, name)
		hasSecret(t, s, "other", name, "other"+name)
	}
}

// TestSecretOnFullDisk has a room start again when nothing more fits.
func TestSecretOnFullDisk(t *testing.T) {
	ctx := t.Context()
	s := openAt(t, journalPath(t), Options{maxPages: 40})
	w := begin(t, s, "x")
	_, err := s.KeepSecret(ctx, "x", "code", []byte("kept"))
	must(t, err)
	fill(t, w, 3)
	large := bytes.Repeat([]byte("x"), 20_000)
	if kept, err := s.KeepSecret(ctx, "x", "code", large); string(kept) != "kept" || err != nil {
		t.Errorf("kept %.20q, %v", kept, err)
	}
	if _, err := s.KeepSecret(ctx, "x", "key", large); !errors.Is(err, ErrFull) {
		t.Errorf("got %v, want ErrFull", err)
	}
	if err := s.ReplaceSecret(ctx, "x", "code", large); !errors.Is(err, ErrFull) {
		t.Errorf("got %v, want ErrFull", err)
	}
	hasSecret(t, s, "x", "code", "kept")
	hasNoSecret(t, s, "x", "key")
}

// A secret that was removed can't be read out of the closed journal's file.
func TestARemovedSecretIsGoneFromTheFile(t *testing.T) {
	ctx, path := t.Context(), journalPath(t)
	s := openAt(t, path, Options{})
	must(t, begin(t, s, "ex").Close())
	value := []byte("a-key-that-nobody-needs-any-more")
	_, err := s.KeepSecret(ctx, "ex", "access", value)
	must(t, err)
	must(t, s.Close())
	holds := func() bool {
		body, err := os.ReadFile(path)
		must(t, err)
		return bytes.Contains(body, value)
	}
	if !holds() {
		t.Fatal("the secret is not in the file, so this test shows nothing")
	}
	s = openAt(t, path, Options{})
	must(t, s.RemoveSecret(ctx, "ex", "access"))
	must(t, s.RemoveSecret(ctx, "ex", "access")) // nothing there any more
	hasNoSecret(t, s, "ex", "access")
	if err := s.RemoveSecret(ctx, "nobody", "access"); !errors.Is(err, ErrUnknown) {
		t.Errorf("got %v, want ErrUnknown", err)
	}
	must(t, s.Close())
	if holds() {
		t.Error("the secret can still be read in the file")
	}
	if left, _ := filepath.Glob(path + "-*"); len(left) > 0 {
		for _, name := range left {
			if body, _ := os.ReadFile(name); bytes.Contains(body, value) {
				t.Errorf("%s still holds the secret", name)
			}
		}
	}
}
