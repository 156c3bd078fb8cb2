package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by the release build: -ldflags "-X main.version=v1.2.3".
var version string

func newVersion(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Say which version of normwalk this is",
		Args:  arguments(0, 0),
		RunE: func(*cobra.Command, []string) error {
			return a.print(fmt.Sprintf("normwalk %s (%s %s/%s)\n", versionName(), runtime.Version(), runtime.GOOS, runtime.GOARCH))
		},
	}
}

// versionName is the release, or what the go command noted of the source.
func versionName() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "of unknown version"
	}
	name := info.Main.Version
	if name == "" || name == "(devel)" {
		name = "devel"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && name == "devel" {
			name += " " + s.Value
		}
	}
	return name
}
