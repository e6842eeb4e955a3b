//go:build unix

package main

import (
	"archive/zip"
	"compress/flate"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
)

// The benchmarks import workbooks of the size of a real release, up to the writing.
// BenchmarkRatio measures the rows' part of that and merely inflating the same file
// in turns, and reports the one as a multiple of the other. The yardstick is the
// standard library's inflate; ours, of klauspost/compress, is about a tenth faster,
// and takes the checksum as well.

const peakOf = "DATA_TEST_PEAK_OF" // a file to read in a process of its own

func TestMain(m *testing.M) {
	if path := os.Getenv(peakOf); path != "" {
		if err := printPeak(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	testscript.Main(m, map[string]func(){"data": main})
}

func BenchmarkODS(b *testing.B)  { benchmarkImport(b, "ods") }
func BenchmarkXLSX(b *testing.B) { benchmarkImport(b, "xlsx") }
func BenchmarkCSV(b *testing.B)  { benchmarkImport(b, "csv") }

func benchmarkImport(b *testing.B, format string) {
	d, path := full(b, format)
	for b.Loop() {
		if _, _, err := prepare(context.Background(), path, "", d, io.Discard); err != nil {
			b.Fatal(err)
		}
	}
	if mb := peak(b, path); mb > 0 {
		b.ReportMetric(mb, "MB-peak")
	}
}

// full makes a full-size release.
func full(b *testing.B, format string) (*records.Data, string) {
	b.Helper()
	path := filepath.Join(b.TempDir(), "prc-230726."+format)
	b.Chdir("..")
	d, err := records.Load("data")
	if err != nil {
		b.Fatal(err)
	}
	recordstest.Keep(d)
	write(b, path, fullSize(d))
	return d, path
}

// digest reads every row of a release, checks, filters and totals them, as both an
// import and inspect do.
func digest(path string, d *records.Data) error {
	in, err := readRelease(context.Background(), path, d, io.Discard)
	if err == nil {
		err = in.Check()
	}
	if err == nil && in.Rows != fullRows {
		return fmt.Errorf("%s: %d rows, want %d", path, in.Rows, fullRows)
	}
	return err
}

// peak returns the most memory, in megabytes, that a process has had resident when
// it has done nothing but prepare the import of a file; 0 where the system does not tell.
func peak(b *testing.B, path string) float64 {
	b.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), peakOf+"="+path)
	out, err := cmd.Output()
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(kb), " kB"))
			if err != nil {
				b.Fatal(err)
			}
			return float64(n) / 1000
		}
	}
	return 0
}

func printPeak(path string) error {
	d, err := records.Load("data")
	if err != nil {
		return err
	}
	if _, _, err := prepare(context.Background(), path, "", d, io.Discard); err != nil {
		return err
	}
	status, _ := os.ReadFile("/proc/self/status") // which other systems do not have
	_, err = os.Stdout.Write(status)
	return err
}

// BenchmarkRatio reports the best of five of each side.
func BenchmarkRatio(b *testing.B) {
	d, path := full(b, "ods")
	for b.Loop() {
		var wall, cpu [2]time.Duration
		for round := range 5 {
			for i, run := range []func() error{
				func() error { return inflate(path) },
				func() error { return digest(path, d) },
			} {
				w, c := time.Now(), processTime(b)
				if err := run(); err != nil {
					b.Fatal(err)
				}
				elapsed, used := time.Since(w), processTime(b)-c
				if round == 0 || elapsed < wall[i] {
					wall[i] = elapsed
				}
				if round == 0 || used < cpu[i] {
					cpu[i] = used
				}
			}
		}
		b.ReportMetric(float64(wall[1])/float64(wall[0]), "wall/inflate")
		b.ReportMetric(float64(cpu[1])/float64(cpu[0]), "cpu/inflate")
	}
	b.ReportMetric(peak(b, path), "MB-peak")
}

// inflate inflates the content.xml of an .ods with the standard library.
func inflate(path string) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, f := range z.File {
		if f.Name == "content.xml" {
			r, err := f.OpenRaw()
			if err != nil {
				return err
			}
			_, err = io.Copy(io.Discard, flate.NewReader(r))
			return err
		}
	}
	return fmt.Errorf("%s has no content.xml", path)
}

// processTime returns the time that this process has had on all processors.
func processTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
