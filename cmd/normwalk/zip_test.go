package main

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// zip FILE NAME=SOURCE… makes an archive of the sources under other names, as
// a person with bad intentions would. In manifest.json, HASH:SOURCE is replaced
// by the SHA-256 of that source.
func writeZip(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	z := zip.NewWriter(f)
	for _, arg := range args[1:] {
		name, from, _ := strings.Cut(arg, "=")
		body := ts.ReadFile(from)
		for _, other := range args[1:] {
			_, source, _ := strings.Cut(other, "=")
			sum := sha256.Sum256([]byte(ts.ReadFile(source)))
			body = strings.ReplaceAll(body, "HASH:"+source, hex.EncodeToString(sum[:]))
		}
		w, err := z.Create(name)
		ts.Check(err)
		_, err = w.Write([]byte(body))
		ts.Check(err)
	}
	ts.Check(z.Close())
	ts.Check(f.Close())
}
