// Package fonts is Source Sans 3, the typeface of the figures; its licence stands beside it.
package fonts

import _ "embed"

// Regular and Semibold are the files of the two weights that the figures are lettered in.
var (
	//go:embed SourceSans3-Regular.ttf
	Regular []byte

	//go:embed SourceSans3-Semibold.ttf
	Semibold []byte
)
