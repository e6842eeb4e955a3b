package workbook

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
	"testing/iotest"
)

// What compress/flate packs comes out as it went in, however it was packed.
func TestInflate(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 3*packedSize)
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	for _, test := range []struct {
		what  string
		plain []byte
		level int
		flush int // after so many bytes; 0 never
	}{
		{"nothing", nil, 6, 0},
		{"a little", []byte("88A"), 6, 0},
		{"noise", noise, 6, 0},
		{"noise, stored", noise, flate.NoCompression, 0},
		{"zeros", make([]byte, 8<<20), 9, 0},
		{"bytes one by one", noise[:packedSize/2], 6, 1},
		{"pieces", noise, 1, 1000},
	} {
		var packed bytes.Buffer
		w, err := flate.NewWriter(&packed, test.level)
		if err != nil {
			t.Fatal(err)
		}
		for rest := test.plain; len(rest) > 0; {
			n := len(rest)
			if test.flush > 0 {
				n = min(n, test.flush)
			}
			w.Write(rest[:n]) // to a bytes.Buffer
			if rest = rest[n:]; test.flush > 0 {
				w.Flush()
			}
		}
		w.Close()
		whole := packed.Bytes()
		got, err := io.ReadAll(newInflater(iotest.HalfReader(bytes.NewReader(whole))))
		if err != nil || !bytes.Equal(got, test.plain) {
			t.Errorf("%s: %d bytes, %v; want the %d that were packed", test.what, len(got), err, len(test.plain))
		}
		for _, n := range []int{0, len(whole) / 2, len(whole) - 1} {
			if got, err := io.ReadAll(newInflater(bytes.NewReader(whole[:n]))); err != io.ErrUnexpectedEOF {
				t.Errorf("%s, cut after %d of %d bytes: %d bytes, %v; want %v", test.what, n, len(whole), len(got), err,
					io.ErrUnexpectedEOF)
			}
		}
		broken := errors.New("broken")
		src := io.MultiReader(bytes.NewReader(whole[:len(whole)/2]), iotest.ErrReader(broken))
		if _, err := io.ReadAll(newInflater(src)); err != broken {
			t.Errorf("%s, from a disk that breaks: %v, want %v", test.what, err, broken)
		}
	}
}

// Half a megabyte of blocks that hold nothing is taken to be cut short.
func TestInflateNothing(t *testing.T) {
	packed := bytes.Repeat([]byte{0, 0, 0, 0xff, 0xff}, packedSize/4)
	packed = append(packed, 1, 0, 0, 0xff, 0xff)
	if n, err := io.Copy(io.Discard, newInflater(bytes.NewReader(packed))); n != 0 || err != io.ErrUnexpectedEOF {
		t.Errorf("%d bytes, %v; want none and %v", n, err, io.ErrUnexpectedEOF)
	}
}
