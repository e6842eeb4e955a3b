package published

import "embed"

// Prose is the templates of this package.
//
//go:embed *.md
var Prose embed.FS
