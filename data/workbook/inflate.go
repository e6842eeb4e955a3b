package workbook

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/flate"
)

const (
	// packedSize is how much of a packed part is in memory at a time, and packedSmall how
	// much at first: most parts are smaller.
	packedSize  = 512 << 10
	packedSmall = 16 << 10

	// packedLeast is more than one read of the decompressor takes in. It gives what it
	// has after 32 kB at the latest, which not even a writer that flushes after every
	// byte packs into as much. Blocks of nothing, one after another, may be longer; a part
	// with so many is taken to be cut short.
	packedLeast = 256 << 10
)

// An inflater inflates from memory, which takes a third less time than compress/flate
// does, and a fifth less than from a bufio.Reader. It holds only what comes next.
type inflater struct {
	io.ReadCloser // inflates what is in packed
	packed        *bytes.Reader
	src           io.Reader
	buf           []byte
	n             int   // bytes of buf that are in packed
	err           error // of src
}

func newInflater(src io.Reader) io.ReadCloser {
	packed := bytes.NewReader(nil)
	return &inflater{ReadCloser: flate.NewReader(packed), packed: packed, src: src}
}

func (i *inflater) Read(p []byte) (int, error) {
	for i.err == nil && i.packed.Len() < packedLeast {
		i.refill()
	}
	if i.err != nil && i.err != io.EOF {
		return 0, i.err
	}
	return i.ReadCloser.Read(p)
}

// refill puts what follows behind what is left.
func (i *inflater) refill() {
	left := i.buf[i.n-i.packed.Len() : i.n]
	switch len(i.buf) {
	case 0:
		i.buf = make([]byte, packedSmall)
	case packedSmall:
		i.buf = make([]byte, packedSize)
	}
	kept := copy(i.buf, left)
	n, err := fill(i.src, i.buf[kept:])
	i.n, i.err = kept+n, err
	i.packed.Reset(i.buf[:i.n])
}
