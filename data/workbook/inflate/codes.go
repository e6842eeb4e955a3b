package inflate

import (
	"math/bits"
	"sync"
)

// A codes finds what the next bits of a packed part stand for: an entry for each way in
// which they may go on. Of a code that is longer than is looked up at once, the entry links
// to others further down, for the bits that follow. An entry holds
//
//	bits 0 to 3    how long the code is; 0 in a link
//	bits 4 to 7    how many bits follow on the code that add to the value, or that a link looks up
//	bits 8 to 11   what it is; nothing where no code goes on so
//	bits 16 to 31  the value: a byte, the least length or distance, or where a link leads
type codes [codesSize]uint32

const (
	literal  = 1 << 8
	match    = 1 << 9 // a length or a distance
	blockEnd = 1 << 10
	linked   = 1 << 11

	// lengthBits and distanceBits are how many bits are looked up at once. With these, no codes
	// take more than 1,332 and 402 entries (as zlib's examples/enough.c finds).
	lengthBits   = 10
	distanceBits = 8
	codesSize    = 2048

	// mostBits is the most that a length and a distance take together.
	mostBits = 15 + 5 + 15 + 13
)

// What the symbols stand for (RFC 1951, 3.2.5), as entries without the length of the code.
var lengthSymbols, distanceSymbols = func() (lengths [286]uint32, distances [30]uint32) {
	for i := range 256 {
		lengths[i] = literal | uint32(i)<<16
	}
	lengths[256] = blockEnd
	for i, value := 257, uint32(3); i < 285; i++ {
		extra := uint32(max(0, (i-261)/4))
		lengths[i] = match | extra<<4 | value<<16
		value += 1 << extra
	}
	lengths[285] = match | 258<<16
	for i, value := 0, uint32(1); i < 30; i++ {
		extra := uint32(max(0, i/2-1))
		distances[i] = match | extra<<4 | value<<16
		value += 1 << extra
	}
	return lengths, distances
}()

// make gives each symbol the code that its length says, in bits, of which root are looked up
// at once. It reports whether the lengths fill a table of codes exactly, or there is one or
// none: as compress/flate does.
func (c *codes) make(root int, symbols []uint32, lengths []uint8) bool {
	var count, next [16]int
	longest := 0
	for _, n := range lengths {
		count[n]++
		longest = max(longest, int(n))
	}
	*c = codes{}
	code := 0
	for n := 1; n <= longest; n++ {
		code <<= 1
		next[n] = code
		code += count[n]
	}
	if longest == 0 {
		return true
	}
	if code != 1<<longest && !(code == 1 && longest == 1) {
		return false
	}
	var reversed [288]int
	var follow [1 << lengthBits]uint8 // how many bits may follow on those looked up at once
	for i, n := range lengths {
		if n == 0 {
			continue
		}
		reversed[i] = int(bits.Reverse16(uint16(next[n])) >> (16 - n))
		next[n]++
		if at := reversed[i] & (1<<root - 1); int(n) > root {
			follow[at] = max(follow[at], n-uint8(root))
		}
	}
	free := 1 << root
	for i, n := range lengths {
		if n == 0 || i >= len(symbols) {
			continue // what nobody may use is left without an entry
		}
		at, step, end := reversed[i], 1<<n, 1<<root
		if int(n) > root {
			from := at & (1<<root - 1)
			if c[from] == 0 {
				c[from] = linked | uint32(follow[from])<<4 | uint32(free)<<16
				free += 1 << follow[from]
			}
			first := int(c[from] >> 16)
			at, step, end = first+at>>root, 1<<(int(n)-root), first+1<<follow[from]
		}
		for ; at < end; at += step {
			c[at] = symbols[i] | uint32(n)
		}
	}
	return true
}

// begin reads the head of a block.
func (d *decoder) begin() error {
	if d.empty++; d.empty > mostEmpty {
		return errCorrupt
	}
	head, err := d.take(3)
	if err != nil {
		return err
	}
	d.final = head&1 != 0
	switch head >> 1 {
	case 0:
		return d.beginStored()
	case 1:
		d.lengths, d.distances = fixed()
	case 2:
		if err := d.readCodes(); err != nil {
			return err
		}
	default:
		return errCorrupt
	}
	d.coded = true
	return nil
}

// fixed is the codes of a block that does not give them (RFC 1951, 3.2.6), made when there is one.
var fixed = sync.OnceValues(func() (lengths, distances *codes) {
	lengths, distances = &codes{}, &codes{}
	var sizes [288]uint8
	for i := range sizes {
		switch {
		case i < 144, i >= 280:
			sizes[i] = 8
		case i < 256:
			sizes[i] = 9
		default:
			sizes[i] = 7
		}
	}
	lengths.make(lengthBits, lengthSymbols[:], sizes[:])
	for i := range 32 {
		sizes[i] = 5
	}
	distances.make(distanceBits, distanceSymbols[:], sizes[:32])
	return lengths, distances
})

func (d *decoder) beginStored() error {
	if _, err := d.take(d.n % 8); err != nil {
		return err
	}
	size, err := d.take(16)
	if err != nil {
		return err
	}
	complement, err := d.take(16)
	if err != nil {
		return err
	}
	if size != ^complement&0xffff {
		return errCorrupt
	}
	d.stored = int(size)
	return nil
}

// The order in which the lengths of the codes for lengths stand (RFC 1951, 3.2.7).
var lengthOrder = [...]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// readCodes reads the codes of a block that gives them.
func (d *decoder) readCodes() error {
	head, err := d.take(14)
	if err != nil {
		return err
	}
	lengths, distances, n := int(head&31)+257, int(head>>5&31)+1, int(head>>10)+4
	if lengths > len(lengthSymbols) || distances > len(distanceSymbols) {
		return errCorrupt
	}
	var sizes [286 + 30]uint8
	for _, symbol := range lengthOrder[:n] {
		size, err := d.take(3)
		if err != nil {
			return err
		}
		sizes[symbol] = uint8(size)
	}
	if !d.own.lengths.make(7, sizeSymbols[:], sizes[:len(lengthOrder)]) {
		return errCorrupt
	}
	sizes = [len(sizes)]uint8{}
	for i := 0; i < lengths+distances; {
		size, times, err := d.takeSize(sizes[:i])
		if err != nil {
			return err
		}
		if i+times > lengths+distances {
			return errCorrupt
		}
		for range times {
			sizes[i] = size
			i++
		}
	}
	d.lengths, d.distances = &d.own.lengths, &d.own.distances
	if !d.lengths.make(lengthBits, lengthSymbols[:], sizes[:lengths]) ||
		!d.distances.make(distanceBits, distanceSymbols[:], sizes[lengths:lengths+distances]) {
		return errCorrupt
	}
	return nil
}

// The symbols of sizes are entries of themselves.
var sizeSymbols = func() (symbols [19]uint32) {
	for i := range symbols {
		symbols[i] = literal | uint32(i)<<16
	}
	return symbols
}()

// takeSize takes the size of a code, by the codes for sizes that d.own.lengths then has, and how
// many times it comes.
func (d *decoder) takeSize(before []uint8) (size uint8, times int, err error) {
	d.refill()
	e := d.own.lengths[d.bits%(1<<7)]
	if e == 0 {
		return 0, 0, errCorrupt
	}
	if _, err := d.take(int(e & 15)); err != nil {
		return 0, 0, err
	}
	least, extra := 1, 0
	switch size = uint8(e >> 16); size {
	case 16:
		if len(before) == 0 {
			return 0, 0, errCorrupt
		}
		size, least, extra = before[len(before)-1], 3, 2
	case 17:
		size, least, extra = 0, 3, 3
	case 18:
		size, least, extra = 0, 11, 7
	}
	more, err := d.take(extra)
	return size, least + int(more), err
}
