// Package scenarios is the content that normwalk comes with: scenarios at the
// top, norm catalogues under norms. README.md beside it describes the format.
package scenarios

import (
	"embed"
	"io/fs"
)

//go:embed *.toml norms/*.toml
var content embed.FS

// FS is the content as files: *.toml and norms/*.toml.
func FS() fs.FS { return content }
