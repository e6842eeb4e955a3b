package scan

const (
	// MaxRatio is the most that a file may inflate to for each of its bytes: the real
	// one is 30 to 1 and the densest spreadsheets about 100 to 1. Deflate cannot
	// exceed 1032 to 1, which is where zip bombs are.
	MaxRatio = 400

	// MaxToken is the longest tag, text or comment. A cell holds at most 32,767
	// characters, in XML up to eight bytes each.
	MaxToken = 256 << 10

	// maxDepth is the deepest nesting of elements. Text in a span in a link in a
	// cell of a grouped row is nine deep.
	maxDepth = 64

	// maxAttributes is the most that one element may have. The root of a document
	// declares about forty namespaces.
	maxAttributes = 256

	// maxTag is the longest name of an element, in bytes.
	maxTag = 1 << 10
)
