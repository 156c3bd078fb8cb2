//go:build !linux

package journal

import (
	"os"
	"runtime"
	"testing"
)

// asNobody skips the test where file modes bind nobody.
func asNobody(t *testing.T) (done bool) {
	t.Helper()
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("file modes don't bind this user")
	}
	return false
}
