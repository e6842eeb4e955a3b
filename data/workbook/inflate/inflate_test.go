package inflate

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
	noise := make([]byte, 8*packedSize)
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
		{"zeros", make([]byte, 1<<20), 9, 0},
		{"bytes one by one", noise[:packedSize], 6, 1},
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
		got, err := io.ReadAll(NewReader(iotest.HalfReader(bytes.NewReader(whole))))
		if err != nil || !bytes.Equal(got, test.plain) {
			t.Errorf("%s: %d bytes, %v; want the %d that were packed", test.what, len(got), err, len(test.plain))
		}
		for _, n := range []int{0, len(whole) / 2, len(whole) - 1} {
			if got, err := io.ReadAll(NewReader(bytes.NewReader(whole[:n]))); err != io.ErrUnexpectedEOF {
				t.Errorf("%s, cut after %d of %d bytes: %d bytes, %v; want %v", test.what, n, len(whole), len(got), err,
					io.ErrUnexpectedEOF)
			}
		}
		broken := errors.New("broken")
		src := io.MultiReader(bytes.NewReader(whole[:len(whole)/2]), iotest.ErrReader(broken))
		if _, err := io.ReadAll(NewReader(src)); err != broken {
			t.Errorf("%s, from a disk that breaks: %v, want %v", test.what, err, broken)
		}
	}
}

// A part may be left at any byte, after which nothing reads its source.
func TestClose(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, 6)
	if err != nil {
		t.Fatal(err)
	}
	plain := make([]byte, 1<<20)
	for i := range plain {
		plain[i] = byte(rng.Uint32() % 100)
	}
	w.Write(plain) // to a bytes.Buffer
	w.Close()
	for _, size := range []int{0, 1, 10_000, 100_000} {
		src := bytes.NewReader(packed.Bytes())
		r := NewReader(src)
		if n, err := io.CopyN(io.Discard, r, int64(size)); err != nil {
			t.Fatalf("%d of %d bytes, %v", n, size, err)
		}
		for range 2 {
			if err := r.Close(); err != nil {
				t.Errorf("closed after %d bytes: %v", size, err)
			}
		}
		src.Seek(0, io.SeekStart) // under the race detector, a reader would be found here
		if n, err := r.Read(make([]byte, 1)); n != 0 || err == nil || err == io.EOF {
			t.Errorf("read after it was closed: %d bytes, %v; want an error", n, err)
		}
	}
}

// Thousands of blocks that hold nothing, one after another, are not looked through.
func TestInflateNothing(t *testing.T) {
	nothing := []byte{0, 0, 0, 0xff, 0xff}
	for _, test := range []struct {
		blocks int
		want   error
	}{{mostEmpty - 1, nil}, {mostEmpty, errCorrupt}} {
		packed := append(bytes.Repeat(nothing, test.blocks), 1, 0, 0, 0xff, 0xff)
		if n, err := io.Copy(io.Discard, NewReader(bytes.NewReader(packed))); n != 0 || err != test.want {
			t.Errorf("%d blocks: %d bytes, %v; want none and %v", test.blocks, n, err, test.want)
		}
	}
}

// Whatever the bytes are, they come out as from compress/flate, or both refuse them; in
// whatever pieces they are read.
func FuzzInflate(f *testing.F) {
	text := bytes.Repeat([]byte("2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,42\n"), 500)
	for _, level := range []int{flate.HuffmanOnly, flate.NoCompression, 1, 6, 9} {
		var packed bytes.Buffer
		w, err := flate.NewWriter(&packed, level)
		if err != nil {
			f.Fatal(err)
		}
		w.Write(text) // to a bytes.Buffer
		w.Flush()
		w.Write(text[:100])
		w.Close()
		f.Add(packed.Bytes(), 1000)
		f.Add(packed.Bytes(), 1)
		f.Add(packed.Bytes()[:packed.Len()/2], 100000)
	}
	f.Add([]byte{0x4b, 0x4c, 0x4a, 0x4e, 0x49, 0x4d, 0x4b, 0xc8, 0x40, 0x27, 0x00}, 3)
	f.Fuzz(func(t *testing.T, packed []byte, size int) {
		if len(packed) >= mostEmpty {
			return
		}
		want, wantErr := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), 1<<20))
		p := make([]byte, 1+uint(size)%(1<<17))
		var got []byte
		var err error
		for r := io.LimitReader(NewReader(iotest.HalfReader(bytes.NewReader(packed))), 1<<20); err == nil; {
			var n int
			n, err = r.Read(p)
			got = append(got, p[:n]...)
		}
		if (err == io.EOF) != (wantErr == nil) {
			t.Fatalf("%x: %v, and compress/flate says %v", packed, err, wantErr)
		}
		if wantErr == nil && !bytes.Equal(got, want) {
			t.Fatalf("%x: %d bytes, and compress/flate makes %d others of it", packed, len(got), len(want))
		}
	})
}
