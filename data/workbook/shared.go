package workbook

import (
	"encoding/binary"

	"grooming-report/data/workbook/fault"
)

// strings reads the shared texts. It keeps those that are different once, as far as it
// knows: programs that share nothing write the text of every cell as a new one.
func (x *xlsx) strings(p *part) {
	for p.Child() {
		if string(p.local()) != "si" {
			p.Skip()
			continue
		}
		x.text = p.rich(x.text[:0])
		x.shared.add(trim(x.text))
		if x.shared.n > maxStrings || len(x.shared.blocks) > maxStringBytes/textBlock {
			p.Fail(fault.Refusef("has more than %d shared texts or %d MB of them; save it as .ods", maxStrings,
				maxStringBytes>>20))
		}
	}
}

// sharedTexts are texts by number. They are held as bytes, one after another, for there
// may be one for every row.
type sharedTexts struct {
	n      int
	places [][]uint32 // where each is, in pieces of a fixed length, so that none is ever moved
	blocks [][]byte   // of those that are different, of textBlock at most
	known  map[string]uint32
}

const (
	textBits   = 18
	textBlock  = 1 << textBits // more than maxText
	placeBits  = 14
	placeBlock = 1 << placeBits
)

// add adds the text that has the next number.
func (s *sharedTexts) add(b []byte) {
	place, ok := s.known[string(b)]
	if !ok {
		place = s.keep(b)
	}
	if s.n%placeBlock == 0 {
		s.places = append(s.places, make([]uint32, 0, placeBlock))
	}
	last := &s.places[len(s.places)-1]
	*last = append(*last, place)
	s.n++
}

// keep puts a text behind the others, after its length, and returns where.
func (s *sharedTexts) keep(b []byte) uint32 {
	need := len(b) + binary.MaxVarintLen32
	if n := len(s.blocks); n == 0 || len(s.blocks[n-1])+need > textBlock {
		s.blocks = append(s.blocks, make([]byte, 0, textBlock))
	}
	last := len(s.blocks) - 1
	block := s.blocks[last]
	place := uint32(last<<textBits | len(block))
	s.blocks[last] = append(binary.AppendUvarint(block, uint64(len(b))), b...)
	if s.known == nil || len(s.known) == maxInterned {
		s.known = make(map[string]uint32)
	}
	if len(b) <= maxHeading {
		s.known[string(b)] = place
	}
	return place
}

// at returns the text of a number, which is good as long as the texts are.
func (s *sharedTexts) at(i int) []byte {
	place := s.places[i>>placeBits][i%placeBlock]
	b := s.blocks[place>>textBits][place%textBlock:]
	n, from := binary.Uvarint(b)
	return b[from : from+int(n)]
}
