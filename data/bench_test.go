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
	"slices"
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
// BenchmarkRatio does so and merely inflates the same file in turns, and reports the
// one as a multiple of the other. The yardstick is the standard library's inflate; ours,
// of klauspost/compress, takes a third less, and takes the checksum as well.

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

// examine does all that an import does before it writes, and inspect before it prints.
func examine(path string, d *records.Data) error {
	in, _, err := prepare(context.Background(), path, "", d, io.Discard)
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

// BenchmarkRatio reports the median of seven pairs.
func BenchmarkRatio(b *testing.B) {
	const pairs = 7
	d, path := full(b, "ods")
	for b.Loop() {
		var wall, cpu []float64
		for range pairs {
			var elapsed, used [2]time.Duration
			for i, run := range []func() error{
				func() error { return inflate(path) },
				func() error { return examine(path, d) },
			} {
				begin, before := time.Now(), processTime(b)
				if err := run(); err != nil {
					b.Fatal(err)
				}
				elapsed[i], used[i] = time.Since(begin), processTime(b)-before
			}
			wall = append(wall, float64(elapsed[1])/float64(elapsed[0]))
			cpu = append(cpu, float64(used[1])/float64(used[0]))
		}
		slices.Sort(wall)
		slices.Sort(cpu)
		b.ReportMetric(wall[pairs/2], "wall/inflate")
		b.ReportMetric(cpu[pairs/2], "cpu/inflate")
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
