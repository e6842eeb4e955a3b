package workbook

import "time"

// What a file may make the reader hold or do. The real release has 354 MB of XML
// in 10 MB of archive, sixteen sheets, eight columns and 27,000 rows to a sheet.
const (
	// maxInflated is the most that a workbook may inflate to, six times the real one.
	// It also keeps every offset in a sheet within what the ZIP format could state
	// before its 64-bit extension.
	maxInflated = 2 << 30

	// maxPlain is the most that a text file may hold, inflated: a release has 38 MB.
	maxPlain = 256 << 20

	// maxTime is how long a file may take. The real release takes a second, and what
	// is built to be slow must not hold up whoever opened it.
	maxTime = 25 * time.Second

	// ratioFree is an inflated size too small to do harm at any ratio.
	ratioFree = 1 << 20

	// maxDirectory is the most that is read of an archive's directory, some 20,000
	// entries; a workbook has ten to a hundred.
	maxDirectory = 1 << 20

	// maxPart is the largest of the small parts that are held as a whole: the
	// manifest, and what an .xlsx says of its sheets and styles. Workbooks passed
	// around for years reach a few megabytes of styles.
	maxPart = 8 << 20

	// maxText is the longest text of one cell, in bytes: Excel's 32,767 characters
	// in four bytes of UTF-8.
	maxText = 4 * 32767

	// maxName is the longest value of a named column, in bytes. The longest real
	// description has 102 characters.
	maxName = 1 << 10

	// maxTitles is how many rows that are not blank may stand above the header.
	maxTitles = 30

	// maxHeading is how much of a column's heading is kept, in bytes.
	maxHeading = 128

	// maxMark is the longest mark beside a number or in its place, in bytes, and
	// maxMarks the most different ones. A release has a handful.
	maxMark  = 64
	maxMarks = 32

	// maxColumns is how far to the right the eight columns may stand. Cells beyond
	// are read and forgotten; sheets are known to carry three stray columns. A column has a
	// bit in a set of 64.
	maxColumns = 64

	// sheetColumns and sheetRows are the size of the largest sheets: LibreOffice's, with
	// sixteen times the rows of Excel's. Blank ones are written as one, repeated.
	sheetColumns = 16384
	sheetRows    = 1 << 24

	// maxRows is the most rows in all, so that a few bytes that say "a million times"
	// in each of many sheets do not keep us busy. The real release has 322,000.
	maxRows = 4 << 20

	// maxSheets is the most sheets, and the most hidden styles: about one a week
	// since the tables began.
	maxSheets = 1024

	// coverRows is how much of the cover sheet is kept. It has about thirty rows.
	coverRows = 200

	// maxInterned is how many different strings or cells are kept to be shared or known
	// by, each bounded by maxName or maxElement; the real release has 6,000, most of
	// them numbers. Beyond, we forget them and start again.
	maxInterned = 1 << 13

	// maxStrays is how many of these cells may be in columns that nobody wants.
	maxStrays = 1 << 9

	// maxHeld is how much memory all that is kept to know cells by may take, in bytes,
	// about. The real release takes 6 MB.
	maxHeld = 12 << 20

	// maxElement is the longest cell of an .ods that is kept to know others by, in
	// bytes of XML. A description of 102 characters takes 190, or 220 with a style.
	maxElement = 384

	// maxStretch is the longest part of a row of an .ods that is kept to know it again
	// by, in bytes of XML. The first half of a real row takes 450, or 600 with styles.
	maxStretch = 2 << 10

	// maxStrings and maxStringBytes bound the table of shared strings of an .xlsx: all of
	// them, and the different ones. A program that shares nothing writes seven for each
	// row, 2.3 million; the real table holds 30 kB of different ones, or 10 MB if each row
	// has a text of its own.
	maxStrings     = 3 << 20
	maxStringBytes = 16 << 20

	// maxStyles is the most styles of cells, or of numbers, of an .xlsx. Excel stops at
	// 65,490.
	maxStyles = 1 << 16

	// maxRelations is the most parts that one part of an .xlsx may refer to.
	maxRelations = 2 * maxSheets

	// xzSmall is the largest dictionary of xz that may be filled, and xzLarge the
	// largest of all: that of xz -9, which a release fills to 38 MB. The format
	// allows 4 GiB. What fills more than xzFilled is refused.
	xzSmall  = 32 << 20
	xzLarge  = 64 << 20
	xzFilled = 40 << 20

	// maxRecord is the longest row of a text file, in bytes.
	maxRecord = 64 << 10
)
