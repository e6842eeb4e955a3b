package verify

import "io"

func Trace(w io.Writer, f *File, t *Tables, query string) error { return nil }
