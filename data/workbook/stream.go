package workbook

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
)

const (
	blockSize = 256 << 10
	blocks    = 8

	// Whichever side waits is woken, and on two processors that took a third of the time of a
	// release when each block that was free again woke the other side: so many are given back at
	// once. What is then left is enough to even the two sides out.
	spentBlocks = 6

	// blockRoom is what a buffer has at its front for what is left of the one before.
	blockRoom = 16 << 10

	smallBlock = 64 << 10 // for parts that say little
)

// errRefused marks what the package will not read by policy, however well-formed.
var errRefused = errors.New("refused")

type refusal struct{ error }

func (refusal) Is(target error) bool { return target == errRefused }

func refusef(format string, args ...any) error { return refusal{fmt.Errorf(format, args...)} }

// A stream reads ahead of its consumer in a goroutine of its own, so that
// inflating and scanning run side by side, into a ring of buffers used again and
// again. Each buffer has room at its front for what the consumer has not finished
// of the one before, so that a token is in one piece without a copy of all the rest.
type stream struct {
	full   chan block
	free   chan []byte
	cancel context.CancelFunc
	buf    []byte   // the buffer that the consumer holds
	spent  [][]byte // what it is done with and has not given back
	rest   []byte   // what Read has not given out of it
	err    error    // what came after the last block
	meter  func(n int)
}

type block struct {
	buf []byte
	n   int // bytes of data, after blockRoom
	err error
}

// newStream starts reading r, of which there may be limit bytes, in blocks of the
// given size.
func newStream(ctx context.Context, r io.Reader, limit int64, size int) *stream {
	ctx, cancel := context.WithCancel(ctx)
	s := &stream{
		full:   make(chan block, blocks),
		free:   make(chan []byte, blocks),
		cancel: cancel,
		meter:  func(int) {},
	}
	for range blocks {
		s.free <- nil // it is made when it is needed: most parts are in one block
	}
	go s.readAhead(ctx, r, limit, size)
	return s
}

func (s *stream) readAhead(ctx context.Context, r io.Reader, limit int64, size int) {
	defer close(s.full)
	most := limit
	for {
		var b block
		select {
		case <-ctx.Done():
		case b.buf = <-s.free:
		}
		if b.err = context.Cause(ctx); b.err == nil {
			if b.buf == nil {
				b.buf = make([]byte, blockRoom+size)
			}
			b.n, b.err = fill(r, b.buf[blockRoom:])
			if limit -= int64(b.n); limit < 0 {
				b.n, b.err = 0, refusef("has more than %d MB, or inflates to %d times its size; a release does not: "+
					"download it again, or pack it by gzip", most>>20, maxRatio)
			}
		}
		s.full <- b
		if b.err != nil {
			return
		}
	}
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

// next returns the data that follows, with tail, of at most maxToken bytes, in
// front of it. It gives up the buffer that held tail.
func (s *stream) next(tail []byte) ([]byte, error) {
	if s.err != nil {
		return nil, s.err
	}
	b := <-s.full
	s.err = b.err
	if b.n == 0 {
		return nil, s.err
	}
	data := b.buf[blockRoom : blockRoom+b.n]
	if start := blockRoom - len(tail); start >= 0 {
		copy(b.buf[start:], tail)
		data = b.buf[start : blockRoom+b.n]
	} else {
		data = slices.Concat(tail, data) // a long text, as no release has one
	}
	s.giveBack()
	s.buf = b.buf
	s.meter(b.n)
	return data, nil
}

// giveBack gives up the buffer that the consumer holds.
func (s *stream) giveBack() {
	if s.buf != nil {
		s.spent = append(s.spent, s.buf)
	}
	if len(s.spent) < spentBlocks {
		return
	}
	for _, buf := range s.spent {
		s.free <- buf
	}
	s.spent = s.spent[:0]
}

// Read makes a stream an io.Reader for those who need no tail.
func (s *stream) Read(p []byte) (n int, err error) {
	if len(s.rest) == 0 {
		if s.rest, err = s.next(nil); err != nil {
			return 0, err
		}
	}
	n = copy(p, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

// close stops the goroutine and waits for its end, after which nothing reads r.
func (s *stream) close() {
	s.cancel()
	for range s.full {
	}
}
