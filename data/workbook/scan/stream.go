package scan

import (
	"bytes"
	"context"
	"io"
	"slices"

	"grooming-report/data/workbook/fault"
)

const (
	// BlockSize is how much is read at a time. It must fit well into the cache of one processor.
	BlockSize = 256 << 10

	// blockRoom is what a buffer has at its front for what is left of the block before.
	blockRoom = 16 << 10

	// SmallBlock is enough for parts that say little.
	SmallBlock = 64 << 10
)

// A Stream reads block after block into one buffer, which has room at its front for what the consumer
// has not finished of the block before, so that a token is in one piece without a copy of all the
// rest. Meter hears how long each block is.
type Stream struct {
	ctx   context.Context
	src   io.Reader
	left  int64 // bytes that there may yet be
	most  int64
	buf   []byte
	rest  []byte // what Read has not given out of it
	err   error  // what came after the last block
	Meter func(n int)
}

// NewStream reads r, of which there may be limit bytes, in blocks of the given size.
func NewStream(ctx context.Context, r io.Reader, limit int64, size int) *Stream {
	return &Stream{ctx: ctx, src: r, left: limit, most: limit, buf: make([]byte, blockRoom+size), Meter: func(int) {}}
}

// fill is io.ReadFull, but keeps io.EOF apart from the io.ErrUnexpectedEOF by
// which a decompressor says that its input was cut short.
func fill(r io.Reader, p []byte) (n int, err error) {
	for n < len(p) && err == nil {
		var m int
		m, err = r.Read(p[n:])
		n += m
	}
	return n, err
}

// next returns the data that follows, with tail, of at most MaxToken bytes, in
// front of it. What it returned before is gone then.
func (s *Stream) next(tail []byte) ([]byte, error) {
	if s.err != nil {
		return nil, s.err
	}
	start := blockRoom - len(tail)
	if start >= 0 {
		copy(s.buf[start:], tail)
	} else {
		tail = bytes.Clone(tail) // a long text, as no release has one
	}
	n := 0
	if s.err = context.Cause(s.ctx); s.err == nil {
		n, s.err = fill(s.src, s.buf[blockRoom:])
	}
	if s.left -= int64(n); s.left < 0 {
		n, s.err = 0, fault.Refusef("has more than %d MB, or inflates to %d times its size; a release does not: "+
			"download it again, or pack it by gzip", s.most>>20, MaxRatio)
	}
	if n == 0 {
		return nil, s.err
	}
	s.Meter(n)
	if start < 0 {
		return slices.Concat(tail, s.buf[blockRoom:blockRoom+n]), nil
	}
	return s.buf[start : blockRoom+n], nil
}

// Read makes a stream an io.Reader for those who need no tail.
func (s *Stream) Read(p []byte) (n int, err error) {
	if len(s.rest) == 0 {
		if s.rest, err = s.next(nil); err != nil {
			return 0, err
		}
	}
	n = copy(p, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

// Close ends the reading, after which nothing reads the source.
func (s *Stream) Close() {
	if c, ok := s.src.(io.Closer); ok {
		c.Close() // of what is only read
	}
}
