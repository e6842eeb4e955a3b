// Package csp writes the Content-Security-Policy of the project's pages.
package csp

import (
	"crypto/sha256"
	"encoding/base64"
)

// Hash is how a policy names the script or the style sheet that it allows: sha256-….
func Hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
