package engine

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const module = "github.com/normwalk/normwalk/"

// rank orders our packages: each may import only packages of a lower rank.
// A package that is not listed may not exist.
func rank() map[string]int {
	return map[string]int{
		"engine": 0, "engine/source": 1, "engine/inert": 1, "engine/markup": 1, "engine/document": 2, "engine/norm": 3, "engine/scenario": 4, "engine/library": 5, "engine/practice": 4, "engine/advice": 6, "engine/schema": 5, "engine/bundle": 6,
		"engine/draft": 5, "engine/cexf": 6, "engine/msel": 6,
		"scenarios": 1, "engine/exercise": 6, "engine/journal": 1, "engine/analysis": 7, "engine/report": 8, "engine/pack": 8, "engine/workbook": 8, "engine/dataset": 7, "engine/xapi": 8, "engine/room": 9,
		"tui/wording": 8, "engine/web": 10, "engine/rehearsal": 10, "tui/plain": 10, "tui": 11, "tui/ssh": 12, "cmd/normwalk": 13,
	}
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", module+"...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// Arrows point one way: from the players to the content.
func TestImportsPointOneWay(t *testing.T) {
	ranks := rank()
	for _, p := range packages(t) {
		from := strings.TrimPrefix(p.ImportPath, module)
		if _, ok := ranks[from]; !ok {
			t.Errorf("%s has no place in the layers: give it one in this test", from)
		}
		for _, i := range p.Imports {
			to, ours := strings.CutPrefix(i, module)
			if ours && ranks[to] >= ranks[from] {
				t.Errorf("%s imports %s, against the arrows", from, to)
			}
		}
	}
}

// What a layer may not know: the terminal, the database, the machine.
func TestLayersKeepToThemselves(t *testing.T) {
	rules := []struct {
		what  string
		match func(string) bool
		only  func(string) bool // the packages that may import it
	}{
		{"Charm", func(i string) bool {
			return strings.HasPrefix(i, "github.com/charmbracelet/") || strings.HasPrefix(i, "github.com/muesli/")
		}, func(p string) bool { return p == "tui" || p == "tui/ssh" }},
		{"a database", func(i string) bool {
			return i == "database/sql" || strings.HasPrefix(i, "modernc.org/") || strings.HasPrefix(i, "github.com/jackc/")
		}, func(p string) bool { return p == "engine/journal" }},
		{"os", func(i string) bool { return i == "os" || i == "flag" || strings.HasPrefix(i, "github.com/spf13/") },
			func(p string) bool { return p == "cmd/normwalk" || p == "engine/journal" }},
		{"the network", func(i string) bool { return i == "net" || strings.HasPrefix(i, "net/") && i != "net/url" },
			func(p string) bool {
				return p == "engine/web" || p == "engine/rehearsal" || p == "tui/ssh" || p == "cmd/normwalk"
			}},
	}
	for _, p := range packages(t) {
		from := strings.TrimPrefix(p.ImportPath, module)
		for _, i := range p.Imports {
			for _, r := range rules {
				if r.match(i) && !r.only(from) {
					t.Errorf("%s imports %s: %s is not its business", from, i, r.what)
				}
			}
		}
	}
}

// The rules are pure: nothing that exercise rests on can reach a disk, a
// network, a random number or another process.
func TestTheRulesArePure(t *testing.T) {
	for _, p := range packages(t) {
		if p.ImportPath != module+"engine/exercise" {
			continue
		}
		for _, i := range p.Imports {
			switch i {
			case "os", "io", "io/fs", "net", "math/rand", "math/rand/v2", "crypto/rand", "sync", "context", "log", "log/slog":
				t.Errorf("engine/exercise imports %s", i)
			}
		}
		return
	}
	t.Error("engine/exercise is gone")
}

// Only cmd reads the clock: everybody else is given it.
func TestOnlyCmdReadsTheClock(t *testing.T) {
	for _, folder := range []string{".", "../tui"} {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					if x, ok := s.X.(*ast.Ident); ok && x.Name == "time" && (s.Sel.Name == "Now" || s.Sel.Name == "Since") {
						t.Errorf("%s reads the clock", path)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
