package journal

import (
	"os"
	"os/exec"
	"syscall"
	"testing"
)

// asNobody makes sure that the rest of the test runs as somebody whom file
// modes bind, which root is not: it then has another process run the test,
// and reports true.
func asNobody(t *testing.T) (done bool) {
	t.Helper()
	if os.Getuid() != 0 {
		return false
	}
	const nobody = 65534
	// The link is followed before the process has become somebody who might
	// not get as far as the test binary.
	cmd := exec.Command("/proc/self/exe", "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Dir = "/"
	cmd.Env = append(os.Environ(), "TMPDIR=/tmp", "HOME=/")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	out, err := cmd.CombinedOutput()
	t.Logf("as nobody:\n%s", out)
	if err != nil {
		t.Errorf("as nobody: %v", err)
	}
	return true
}
