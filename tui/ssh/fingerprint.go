package ssh

import (
	"fmt"

	gossh "golang.org/x/crypto/ssh"
)

// Fingerprint is what ssh clients show of a server's private key, in PEM, when
// they meet it for the first time: "SHA256:" and 43 letters.
func Fingerprint(identity []byte) (string, error) {
	key, err := gossh.ParsePrivateKey(identity)
	if err != nil {
		return "", fmt.Errorf("the server's own key can't be used: %w", err)
	}
	return gossh.FingerprintSHA256(key.PublicKey()), nil
}
