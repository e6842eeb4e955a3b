package inflate

import (
	"encoding/binary"
	"io"
)

const (
	// packedSize is how much of a packed part is in memory at a time.
	packedSize = 32 << 10

	// mostEmpty is how many blocks that hold nothing may follow each other. A writer that
	// flushes puts one after what it has written.
	mostEmpty = 1 << 12
)

// A step is up to four bytes as they are, and then a match, which may have no length:
//
//	bits 0 to 31   the bytes, the first lowest
//	bits 32 to 34  how many there are
//	bits 35 to 43  the length of the match
//	bits 44 to 59  how far back it begins
type step uint64

const (
	mostLiterals = 4
	mostLength   = 258
)

func (s step) literals() int                 { return int(s >> 32 & 7) }
func (s step) match() (length, distance int) { return int(s >> 35 & 511), int(s >> 44) }
func (s step) withoutFirst() step            { return s&^(1<<32-1) | s&(1<<32-1)>>8 - 1<<32 }

// A decoder makes steps of packed bits.
type decoder struct {
	src    io.Reader
	buf    [packedSize]byte
	in     []byte // of buf, what is not yet in bits
	srcErr error
	bits   uint64 // the next ones, the first lowest; more than n may be there
	n      int    // how many of them count

	err       error
	final     bool   // the current block is the last
	coded     bool   // its codes are being read
	stored    int    // bytes of it that are stored as they are
	empty     int    // blocks that held nothing, one after another
	lengths   *codes // of literals and lengths of matches
	distances *codes
	own       struct{ lengths, distances codes } // that a block gives
}

// A batch is steps that follow each other, and how the packed part ended after them, if it did.
type batch struct {
	steps []step
	err   error
}

// batch decodes as many steps as there is room for.
func (d *decoder) batch(room []step) batch {
	k := 0
	for k < len(room) && d.err == nil {
		before := k
		switch {
		case d.stored > 0:
			k = d.store(room, k)
		case d.coded:
			k = d.decode(room, k)
		case d.final:
			d.err = io.EOF
		default:
			d.err = d.begin()
		}
		if k > before {
			d.empty = 0
		}
	}
	return batch{room[:k], d.err}
}

// decode makes steps of the codes of the current block, from steps[k] on, and returns how far it
// came.
func (d *decoder) decode(steps []step, k int) int {
	in, bits, n := d.in, d.bits, d.n
	lengths, distances := d.lengths, d.distances
	good := true
	var s step // of which there are literals so far
	for k < len(steps) {
		if n < mostBits && len(in) >= 8 { // as in refill
			bits |= binary.LittleEndian.Uint64(in) << (n & 63)
			in = in[(63-n)>>3:]
			n |= 56
		} else if n < mostBits {
			d.in, d.bits, d.n = in, bits, n
			d.refill()
			in, bits, n = d.in, d.bits, d.n
		}
		e := lengths[bits&(1<<lengthBits-1)]
		if e&linked != 0 {
			e = lengths[(int(e>>16)+int(bits>>lengthBits&(1<<(e>>4&15)-1)))%codesSize]
		}
		bits, n = bits>>(e&15), n-int(e&15)
		if e&literal != 0 && n >= 0 {
			s = s.and(byte(e >> 16))
			if s.literals() == mostLiterals {
				steps[k], s = s, 0
				k++
			}
			continue
		}
		if e&match == 0 {
			d.coded, good = false, e&blockEnd != 0
			break
		}
		length := int(e>>16) + int(bits&(1<<(e>>4&15)-1))
		bits, n = bits>>(e>>4&15), n-int(e>>4&15)
		e = distances[bits&(1<<distanceBits-1)]
		if e&linked != 0 {
			e = distances[(int(e>>16)+int(bits>>distanceBits&(1<<(e>>4&15)-1)))%codesSize]
		}
		bits, n = bits>>(e&15), n-int(e&15)
		distance := int(e>>16) + int(bits&(1<<(e>>4&15)-1))
		bits, n = bits>>(e>>4&15), n-int(e>>4&15)
		if good = e&match != 0; !good || n < 0 {
			break
		}
		steps[k], s = s|step(length)<<35|step(distance)<<44, 0
		k++
	}
	if s != 0 {
		steps[k] = s
		k++
	}
	d.in, d.bits, d.n = in, bits, n
	d.check(good)
	return k
}

// and is a step with one more byte.
func (s step) and(b byte) step { return s + 1<<32 | step(b)<<(8*s.literals()) }

// check ends the decoding if there were too few bits, or they were not as they should be.
func (d *decoder) check(ok bool) {
	switch {
	case d.n < 0:
		d.err = d.short()
	case !ok:
		d.err = errCorrupt
	}
}

// store makes steps of bytes that are stored as they are.
func (d *decoder) store(steps []step, k int) int {
	for d.stored > 0 && k < len(steps) {
		var s step
		for d.stored > 0 && s.literals() < mostLiterals {
			b, err := d.take(8)
			if err != nil {
				d.err = err
				break
			}
			s = s.and(byte(b))
			d.stored--
		}
		if s == 0 {
			break
		}
		steps[k] = s
		k++
	}
	return k
}

// refill gets at least mostBits bits, if there are as many.
func (d *decoder) refill() {
	for len(d.in) < 8 {
		if !d.more() {
			for len(d.in) > 0 && d.n <= 56 {
				d.bits |= uint64(d.in[0]) << d.n
				d.in, d.n = d.in[1:], d.n+8
			}
			return
		}
	}
	d.bits |= binary.LittleEndian.Uint64(d.in) << d.n
	d.in = d.in[(63-d.n)>>3:]
	d.n |= 56
}

// more puts what follows in the source behind what is left, and reports whether there was
// any.
func (d *decoder) more() bool {
	if d.srcErr != nil {
		return false
	}
	kept := copy(d.buf[:], d.in)
	n, err := io.ReadFull(d.src, d.buf[kept:])
	d.in, d.srcErr = d.buf[:kept+n], err
	return n > 0
}

// short is the error where more should come.
func (d *decoder) short() error {
	if d.srcErr == nil || d.srcErr == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return d.srcErr
}

// take takes a few bits.
func (d *decoder) take(n int) (uint, error) {
	if d.n < n {
		d.refill()
	}
	if d.n < n {
		return 0, d.short()
	}
	v := uint(d.bits & (1<<n - 1))
	d.bits, d.n = d.bits>>n, d.n-n
	return v, nil
}
