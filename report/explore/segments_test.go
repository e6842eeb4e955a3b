package main

import (
	"strings"
	"testing"
)

// The data of a module fills the memory as its segments do; the other sections stay.
func TestApart(t *testing.T) {
	const preamble = "\x00asm\x01\x00\x00\x00"
	const types, names = "\x01\x04\x01\x60\x00\x00", "\x00\x05\x04name"
	module := preamble + types + "\x0b\x14\x03" + // three segments in 20 bytes
		"\x00\x41\x04\x0b\x02ab" + // at 4
		"\x00\x41\xc0\x00\x0b\x00" + // at 64, of no bytes
		"\x00\x41\x01\x0b\x01c" + names // at 1
	code, memory, err := apart([]byte(module))
	if want := preamble + types + names; err != nil || string(code) != want {
		t.Errorf("the code is %q, %v, want %q", code, err, want)
	}
	if want := "\x00c\x00\x00ab" + strings.Repeat("\x00", 58); string(memory) != want {
		t.Errorf("the memory is %q, want %q", memory, want)
	}
	for _, n := range []int{7, len(preamble) + 1, len(preamble) + len(types) + 5, len(module) - 1} {
		if code, memory, err := apart([]byte(module)[:n]); err == nil {
			t.Errorf("the first %d bytes: %q, %q, want an error", n, code, memory)
		}
	}
	for _, section := range []string{"\x01", "\x01\x01\x00", "\x01\x00\x23\x00\x0b\x00", "\x01\x00\x41\x00\x0b\x05ab", "\x01\x00\x41\x00\x0c\x00"} {
		if got, err := filled([]byte(section)); err == nil {
			t.Errorf("filled(%q) = %q, want an error", section, got)
		}
	}
}
