//go:build unix

package workbook

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
	"sync"
	"syscall"
	"testing"
	"time"
)

// The benchmarks read workbooks of the size of a release. BenchmarkInflate is the
// yardstick: merely inflating what BenchmarkODS reads. BenchmarkRatio measures
// the two in turns, and reports the one as a multiple of the other.

const peakOf = "WORKBOOK_TEST_PEAK_OF" // a file to read in a process of its own

var madeDir string

func TestMain(m *testing.M) {
	if path := os.Getenv(peakOf); path != "" {
		if err := readAll(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		status, _ := os.ReadFile("/proc/self/status")
		os.Stdout.Write(status)
		os.Exit(0)
	}
	dir, err := os.MkdirTemp("", "workbook")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	madeDir = dir
	status := m.Run()
	os.RemoveAll(dir)
	os.Exit(status)
}

// full returns the path of a full-size workbook of a format, made when first wanted.
func full(tb testing.TB, format string) string {
	tb.Helper()
	path, err := makeFull[format]()
	if err != nil {
		tb.Fatal(err)
	}
	return path
}

var makeFull = func() map[string]func() (string, error) {
	m := make(map[string]func() (string, error))
	for _, format := range []string{"ods", "xlsx", "csv"} {
		m[format] = sync.OnceValues(func() (string, error) {
			path := filepath.Join(madeDir, "full."+format)
			return path, fullSize{years: 13}.write(path)
		})
	}
	return m
}()

// readAll reads a file, and totals it as a caller would.
func readAll(path string) error {
	rows, total := 0, 0
	_, err := Read(context.Background(), path, func(r Row) error {
		rows++
		if n, known := r.Offences.Value(); known {
			total += n
		}
		return nil
	}, nil)
	if want := (fullSize{years: 13}).count(); err == nil && rows != want {
		return fmt.Errorf("%s: %d rows, want %d", path, rows, want)
	}
	return err
}

// inflate inflates the content.xml of an .ods and returns its size.
func inflate(path string) (int64, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return 0, err
	}
	defer z.Close()
	for _, f := range z.File {
		if f.Name == "content.xml" {
			r, err := f.OpenRaw()
			if err != nil {
				return 0, err
			}
			return io.Copy(io.Discard, flate.NewReader(r))
		}
	}
	return 0, fmt.Errorf("%s has no content.xml", path)
}

// inflated returns how large the parts of an archive are, or the file itself.
func inflated(tb testing.TB, path string) (n int64) {
	tb.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		stat, err := os.Stat(path)
		if err != nil {
			tb.Fatal(err)
		}
		return stat.Size()
	}
	defer z.Close()
	for _, f := range z.File {
		n += int64(f.UncompressedSize64)
	}
	return n
}

func BenchmarkInflate(b *testing.B) {
	path := full(b, "ods")
	b.SetBytes(inflated(b, path))
	for b.Loop() {
		if _, err := inflate(path); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkODS(b *testing.B)  { benchmarkRead(b, "ods") }
func BenchmarkXLSX(b *testing.B) { benchmarkRead(b, "xlsx") }
func BenchmarkCSV(b *testing.B)  { benchmarkRead(b, "csv") }

func benchmarkRead(b *testing.B, format string) {
	path := full(b, format)
	b.SetBytes(inflated(b, path))
	for b.Loop() {
		if err := readAll(path); err != nil {
			b.Fatal(err)
		}
	}
	if mb := peak(b, path); mb > 0 {
		b.ReportMetric(mb, "MB-peak")
	}
}

// peak returns the most memory that a process has had resident when it
// has done nothing but read a file; 0 where the system does not tell.
func peak(tb testing.TB, path string) (mb float64) {
	tb.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), peakOf+"="+path)
	out, err := cmd.Output()
	if err != nil {
		tb.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(kb), " kB"))
			if err != nil {
				tb.Fatal(err)
			}
			return float64(n) / 1000
		}
	}
	return 0
}

// BenchmarkRatio reports the best of five of each side.
func BenchmarkRatio(b *testing.B) {
	path := full(b, "ods")
	for b.Loop() {
		var wall, cpu [2]time.Duration
		for round := range 5 {
			for i, run := range []func() error{
				func() error { _, err := inflate(path); return err },
				func() error { return readAll(path) },
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

// processTime returns the time that this process has had on all processors.
func processTime(tb testing.TB) time.Duration {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
