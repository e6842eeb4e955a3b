package doctest

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// NeedTypesetter skips a test of the PDF where nothing sets it, and with -short. Root is
// the way to the project's folder.
func NeedTypesetter(t testing.TB, root string) {
	t.Helper()
	if testing.Short() {
		t.Skip("sets pages; left out with -short")
	}
	_, noNode := exec.LookPath("node")
	_, noTypst := exec.LookPath("typst")
	_, noPackage := os.Stat(filepath.Join(root, "report", "typst", "node_modules", "@myriaddreamin"))
	if (noNode != nil || noPackage != nil) && noTypst != nil {
		t.Skip("the typesetter is not installed; make test installs it")
	}
}
