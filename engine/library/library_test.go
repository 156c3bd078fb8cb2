package library_test

import (
	"testing"

	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/scenarios"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := library.Load(scenarios.FS(), nil); err != nil {
			b.Fatal(err)
		}
	}
}
