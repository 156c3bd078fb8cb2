package bundle_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/normwalk/normwalk/engine/bundle"
	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/scenarios"
)

// tale and mini are a scenario and the catalogue that it needs.
func content(t testing.TB) (tale, mini bundle.File) {
	t.Helper()
	for path, f := range map[string]*bundle.File{"../scenario/testdata/tale-2020.toml": &tale, "../norm/testdata/mini.toml": &mini} {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if *f, err = bundle.Place(path, body); err != nil {
			t.Fatal(err)
		}
	}
	return tale, mini
}

func made(t testing.TB, files ...bundle.File) []byte {
	t.Helper()
	b, err := bundle.New(scenarios.FS(), "v1", files...)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestRoundTrip(t *testing.T) {
	tale, mini := content(t)
	eleven, err := fs.ReadFile(scenarios.FS(), "norms/un-gge-2015.toml")
	if err != nil {
		t.Fatal(err)
	}
	data := made(t, tale, mini, bundle.File{Path: "norms/un-gge-2015.toml", Body: eleven})
	if !bytes.Equal(data, made(t, mini, tale)) {
		t.Error("the same content makes other bytes")
	}
	b, err := bundle.Read(scenarios.FS(), "b.zip", data)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range b.Documents {
		got = append(got, fmt.Sprint(d.Path, " ", d.Kind, " ", d.ID, " ", d.Title, " ", d.Licence, " ", d.Needs()))
	}
	want := []string{"norms/mini.toml catalogue mini Two small norms CC0-1.0 []", "tale-2020.toml scenario tale-2020 A tale CC0-1.0 [mini]"}
	if diff := cmp.Diff(want, got); diff != "" || b.Program != "v1" {
		t.Errorf("made by %q\n%s", b.Program, diff)
	}
	if !bytes.Equal(b.Documents[0].Body, mini.Body) || !bytes.Equal(b.Documents[1].Body, tale.Body) {
		t.Error("the documents aren't the same")
	}
}

func TestNewRefuses(t *testing.T) {
	tale, mini := content(t)
	changed := bundle.File{Path: "wannacry-2017.toml", Body: bytes.ReplaceAll(tale.Body, []byte("tale-2020"), []byte("wannacry-2017"))}
	var problems document.Problems
	if _, err := bundle.New(scenarios.FS(), "", tale); !errors.As(err, &problems) || !strings.Contains(err.Error(), "mini") {
		t.Errorf("without its catalogue: %v", err)
	}
	if _, err := bundle.New(scenarios.FS(), "", changed, mini); !errors.Is(err, bundle.ErrUnusable) || !strings.Contains(err.Error(), "its own of that id") {
		t.Errorf("with a built-in id: %v", err)
	}
	if _, err := bundle.New(scenarios.FS(), "", mini, mini); !errors.Is(err, bundle.ErrUnusable) {
		t.Errorf("twice the same: %v", err)
	}
	if _, err := bundle.New(scenarios.FS(), "", bundle.File{Path: "norms/nul.toml", Body: mini.Body}); !errors.Is(err, bundle.ErrUnusable) {
		t.Errorf("a device: %v", err)
	}
}

// A part is a file of an archive that a test makes, with its header.
type part struct {
	zip.FileHeader
	body []byte
}

func packed(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.CreateHeader(&p.FileHeader)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(p.body); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func file(name string, body []byte) part {
	return part{zip.FileHeader{Name: name, Method: zip.Deflate}, body}
}

// list is a manifest, each entry as JSON.
func list(entries ...string) part {
	return file("manifest.json", fmt.Appendf(nil, `{"format":"normwalk bundle","version":1,"program":"v1","documents":[%s]}`, strings.Join(entries, ",")))
}

func entry(f bundle.File, changes ...string) string {
	e := map[string]string{"path": f.Path, "kind": "catalogue", "id": "mini", "title": "Two small norms", "licence": "CC0-1.0", "sha256": f.Hash()}
	for i := 0; i < len(changes); i += 2 {
		e[changes[i]] = changes[i+1]
	}
	b, _ := json.Marshal(e)
	return string(b)
}

// attacks are archives that must be refused, with a part of the reason.
func attacks(t testing.TB) map[string]struct {
	data []byte
	why  string
} {
	_, mini := content(t)
	good := file(mini.Path, mini.Body)
	at := func(path string) []byte {
		f := bundle.File{Path: path, Body: mini.Body}
		return packed(t, list(entry(f)), file(path, mini.Body))
	}
	link := good
	link.SetMode(fs.ModeSymlink | 0o777)
	pipe := good
	pipe.SetMode(fs.ModeNamedPipe | 0o644)
	zeros := bundle.File{Path: "norms/mini.toml", Body: make([]byte, document.MaxSize+1)}
	plain := packed(t, list(entry(mini)), good)
	patched := func(change func(b []byte)) []byte {
		b := bytes.Clone(plain)
		change(b)
		return b
	}
	directory := func(b []byte) []byte { return b[bytes.LastIndex(b, []byte("PK\x01\x02")):] }
	var many []part
	var entries []string
	for i := range bundle.MaxDocuments + 1 {
		f := bundle.File{Path: fmt.Sprintf("norms/m%d.toml", i), Body: []byte("x")}
		many, entries = append(many, file(f.Path, f.Body)), append(entries, entry(f))
	}
	var big []part
	for i := range 5 {
		big = append(big, file(fmt.Sprintf("norms/m%d.toml", i), make([]byte, document.MaxSize)))
	}
	type attack = struct {
		data []byte
		why  string
	}
	return map[string]attack{
		"nothing":              {nil, "isn't a zip archive"},
		"text":                 {[]byte(strings.Repeat("not an archive ", 10)), "isn't a zip archive"},
		"too large":            {make([]byte, bundle.MaxSize+1), "larger than 16 MiB"},
		"cut off":              {plain[:len(plain)-30], "cut off"},
		"something behind":     {append(bytes.Clone(plain), "more"...), "cut off"},
		"something in front":   {append([]byte("MZ"), plain...), "isn't a zip archive"},
		"another archive":      {packed(t, good), "doesn't begin with manifest.json"},
		"an absolute path":     {at("/etc/mini.toml"), "outside the content folder"},
		"a drive":              {at(`C:\mini.toml`), "outside the content folder"},
		"a path out":           {at("../mini.toml"), "leads out"},
		"a path in and out":    {at("norms/../../mini.toml"), "leads out"},
		"backslashes":          {at(`norms\mini.toml`), "only id.toml"},
		"another folder":       {at("deep/norms/mini.toml"), "only id.toml"},
		"a folder":             {packed(t, list(entry(mini)), good, file("norms/", nil)), "only id.toml"},
		"capitals":             {at("norms/Mini.toml"), "only id.toml"},
		"a hidden file":        {at("norms/.mini.toml"), "only id.toml"},
		"a device":             {at("norms/con.toml"), "Windows"},
		"an escape in a name":  {at("norms/\x1b[2J.toml"), `\x1b`},
		"a program":            {packed(t, list(entry(mini)), good, file("run.sh", nil)), "only id.toml"},
		"a link":               {packed(t, list(entry(mini)), link), "no plain file"},
		"a pipe":               {packed(t, list(entry(mini)), pipe), "no plain file"},
		"the same name twice":  {packed(t, list(entry(mini)), good, good), "two files"},
		"two lists":            {packed(t, list(entry(mini)), good, list(entry(mini))), "two files"},
		"an unlisted file":     {packed(t, list(), good), "doesn't name"},
		"a missing file":       {packed(t, list(entry(mini), entry(bundle.File{Path: "norms/other.toml"})), good), "isn't there"},
		"listed twice":         {packed(t, list(entry(mini), entry(mini)), good), "twice"},
		"only a list":          {packed(t, list()), "nothing in it"},
		"another hash":         {packed(t, list(entry(mini, "sha256", strings.Repeat("0", 64))), good), "SHA-256 differs"},
		"another title":        {packed(t, list(entry(mini, "title", "Something harmless")), good), "doesn't describe"},
		"another licence":      {packed(t, list(entry(mini, "licence", "CC-BY-4.0")), good), "doesn't describe"},
		"another id":           {packed(t, list(entry(mini, "id", "maxi")), good), "doesn't describe"},
		"another kind":         {packed(t, list(entry(mini, "kind", "scenario")), good), "doesn't describe"},
		"a newer form":         {packed(t, file("manifest.json", []byte(`{"format":"normwalk bundle","version":2,"new":1}`)), good), "newer normwalk"},
		"no form":              {packed(t, file("manifest.json", []byte(`{"format":"normwalk bundle"}`)), good), "isn't known"},
		"something else":       {packed(t, file("manifest.json", []byte(`{"name":"app"}`)), good), "isn't that of a normwalk bundle"},
		"a list with more":     {packed(t, file("manifest.json", []byte(`{"format":"normwalk bundle","version":1,"run":"rm"}`)), good), "isn't understood"},
		"a broken list":        {packed(t, file("manifest.json", []byte(`{`)), good), "isn't that of a normwalk bundle"},
		"a long list":          {packed(t, file("manifest.json", make([]byte, 300<<10)), good), "too large"},
		"a bomb":               {packed(t, list(entry(zeros)), file(zeros.Path, zeros.Body)), "too large"},
		"many small bombs":     {packed(t, append([]part{list()}, big...)...), "too large"},
		"too many files":       {packed(t, append([]part{list(entries...)}, many...)...), "too many files"},
		"encrypted":            {patched(func(b []byte) { directory(b)[8] |= 1 }), "encrypted"},
		"packed otherwise":     {patched(func(b []byte) { directory(b)[10] = 14 }), "isn't known"},
		"a size that is wrong": {patched(func(b []byte) { directory(b)[24]++ }), "can't be unpacked"},
		"a sum that is wrong":  {patched(func(b []byte) { directory(b)[16]++ }), "can't be unpacked"},
		"a count that is wrong": {patched(func(b []byte) {
			b[len(b)-22+10]++
			b[len(b)-22+8]++
		}), "can be read"},
	}
}

func TestReadRefuses(t *testing.T) {
	for what, a := range attacks(t) {
		b, err := bundle.Read(scenarios.FS(), "b.zip", a.data)
		if !errors.Is(err, bundle.ErrUnusable) || !strings.Contains(err.Error(), a.why) {
			t.Errorf("%s: %+v %v, want %q", what, b, err, a.why)
		}
		if err != nil && strings.ContainsFunc(err.Error(), func(r rune) bool { return r < ' ' }) {
			t.Errorf("%s: the message %q could steer a terminal", what, err)
		}
	}
}

// Documents are checked like any others, under the bundle's name.
func TestReadChecksTheDocuments(t *testing.T) {
	_, mini := content(t)
	mini.Body = bytes.Replace(mini.Body, []byte(`kind = "do"`), []byte(`kind = "may"`), 1)
	_, err := bundle.Read(scenarios.FS(), "b.zip", packed(t, list(entry(mini)), file(mini.Path, mini.Body)))
	var problems document.Problems
	if !errors.As(err, &problems) || !strings.HasPrefix(err.Error(), "b.zip/norms/mini.toml:") {
		t.Error(err)
	}
}

// Whatever the bytes, Read returns; and what it takes can be handed on again.
func FuzzRead(f *testing.F) {
	builtin := fstest.MapFS{} // loading all content each time would leave little time to fuzz
	tale, mini := content(f)
	f.Add(made(f, tale, mini))
	for _, a := range attacks(f) {
		if len(a.data) < 64<<10 {
			f.Add(a.data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := bundle.Read(builtin, "b.zip", data)
		var problems document.Problems
		switch {
		case err != nil && !errors.Is(err, bundle.ErrUnusable) && !errors.As(err, &problems):
			t.Fatalf("an error of no kind: %v", err)
		case err != nil || len(b.Documents) == 0:
			return
		}
		var out bytes.Buffer
		if err := b.Write(&out); err != nil {
			t.Fatal(err)
		}
		again, err := bundle.Read(builtin, "b.zip", out.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		for i, d := range again.Documents {
			if d.Path != b.Documents[i].Path || !bytes.Equal(d.Body, b.Documents[i].Body) {
				t.Fatalf("%s isn't the same", d.Path)
			}
		}
	})
}
