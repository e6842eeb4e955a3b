package main

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// apart takes the data section out of a WebAssembly module of Go. Code is the module without
// it; memory is what it fills, from the first byte of the module's memory, and is put there
// before the code runs. A browser copies a module whole before it compiles it, and unpacks the
// memory meanwhile. Go's linker leaves out the noughts between a hundred thousand segments,
// which take longer to read than the noughts, and by gzip an eighth more room. See the
// WebAssembly Core Specification, sections 5.5.2 and 5.5.14.
func apart(module []byte) (code, memory []byte, err error) {
	const preamble, data = 8, 11
	if len(module) < preamble {
		return nil, nil, fmt.Errorf("a module of %d bytes is cut off", len(module))
	}
	code, rest := slices.Clone(module[:preamble]), module[preamble:]
	for len(rest) > 0 {
		content, after, ok := vector(rest[1:])
		if !ok {
			return nil, nil, fmt.Errorf("the section of kind %d is cut off", rest[0])
		}
		if rest[0] != data {
			code = append(code, rest[:len(rest)-len(after)]...)
		} else if memory, err = filled(content); err != nil {
			return nil, nil, err
		}
		rest = after
	}
	return code, memory, nil
}

// How a segment begins that Go's linker writes, and what ends its place.
const (
	inMemory = 0
	i32Const = 0x41
	end      = 0x0b
)

// filled is the memory that a data section fills.
func filled(section []byte) ([]byte, error) {
	segments, n := binary.Uvarint(section)
	if n <= 0 {
		return nil, fmt.Errorf("the data section is cut off")
	}
	var memory []byte
	rest := section[n:]
	for i := range segments {
		if len(rest) < 2 || rest[0] != inMemory || rest[1] != i32Const {
			return nil, fmt.Errorf("data segment %d of %d does not begin as one of Go's linker", i, segments)
		}
		place, n := binary.Uvarint(rest[2:]) // it is signed, and not below nought
		if n <= 0 || len(rest) <= 2+n || rest[2+n] != end {
			return nil, fmt.Errorf("data segment %d of %d has no place", i, segments)
		}
		content, after, ok := vector(rest[2+n+1:])
		if !ok {
			return nil, fmt.Errorf("data segment %d of %d is cut off", i, segments)
		}
		if more := int(place) + len(content) - len(memory); more > 0 {
			memory = append(memory, make([]byte, more)...)
		}
		copy(memory[place:], content)
		rest = after
	}
	return memory, nil
}

// vector is the bytes that stand behind their number, and what follows them.
func vector(b []byte) (content, rest []byte, ok bool) {
	size, n := binary.Uvarint(b)
	if n <= 0 || size > uint64(len(b)-n) {
		return nil, nil, false
	}
	return b[n:][:size], b[n:][size:], true
}
