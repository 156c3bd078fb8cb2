package journal

import (
	"maps"
	"slices"

	"pgregory.net/rapid"
)

// A secretName is where a secret is kept.
type secretName struct{ owner, name string }

// secret keeps one for the journal or for an exercise, or replaces it.
func (m *model) secret(t *rapid.T) {
	owners := append(slices.Sorted(maps.Keys(m.want)), "")
	at := secretName{rapid.SampledFrom(owners).Draw(t, "owner"), rapid.SampledFrom([]string{"a", "b"}).Draw(t, "name")}
	value := rapid.SliceOfN(rapid.Byte(), 0, 20).Draw(t, "value")
	if rapid.IntRange(0, 3).Draw(t, "remove") == 0 {
		if err := m.store.RemoveSecret(t.Context(), at.owner, at.name); err != nil {
			t.Fatal(err)
		}
		delete(m.secrets, at)
		return
	}
	if rapid.Bool().Draw(t, "replace") {
		if err := m.store.ReplaceSecret(t.Context(), at.owner, at.name, value); err != nil {
			t.Fatal(err)
		}
		m.secrets[at] = string(value)
		return
	}
	kept, err := m.store.KeepSecret(t.Context(), at.owner, at.name, value)
	if err != nil {
		t.Fatal(err)
	}
	if _, there := m.secrets[at]; !there {
		m.secrets[at] = string(value)
	}
	if string(kept) != m.secrets[at] {
		t.Fatalf("kept %q under %v, want %q", kept, at, m.secrets[at])
	}
}

// forget is what Remove should do to secrets.
func (m *model) forget(id string) {
	maps.DeleteFunc(m.secrets, func(at secretName, _ string) bool { return at.owner == id })
}

func (m *model) compareSecrets(t *rapid.T) {
	for at, want := range m.secrets {
		if value, ok, err := m.store.Secret(t.Context(), at.owner, at.name); string(value) != want || !ok || err != nil {
			t.Fatalf("%v is %q, %v, %v; want %q", at, value, ok, err, want)
		}
	}
	var n int
	if err := m.store.read.QueryRowContext(t.Context(), "SELECT count(*) FROM secret").Scan(&n); err != nil || n != len(m.secrets) {
		t.Fatalf("%d secrets are kept, %v; want %d", n, err, len(m.secrets))
	}
}
