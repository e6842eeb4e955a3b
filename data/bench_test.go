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
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
)

// The benchmarks import workbooks of the size of a real release, up to the writing.
// BenchmarkRatio inspects one, from the loading of the tables to the last line printed,
// and merely inflates the same file in turns, and reports the one as a multiple of the
// other. The yardstick is the standard library's inflate, which takes no checksum; ours
// takes less than half as long. The memory is that of the command, by itself.

const peakOf = "DATA_TEST_PEAK_OF" // a command to run, and a file for it to inspect

func TestMain(m *testing.M) {
	if command, file, ok := strings.Cut(os.Getenv(peakOf), "\n"); ok {
		if err := printPeak(command, file); err != nil {
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
	b.ReportMetric(peak(b, path), "MB-peak")
}

// full makes a full-size release.
func full(b *testing.B, format string) (*records.Data, string) {
	b.Helper()
	path := filepath.Join(b.TempDir(), "prc-240426."+format)
	b.Chdir("..")
	d, err := records.Load("data")
	if err != nil {
		b.Fatal(err)
	}
	recordstest.Keep(d)
	write(b, path, fullSize(d))
	return d, path
}

// peak returns the most memory, in megabytes, that the command has resident while it
// inspects a file. A process of its own starts it, because the system counts what the one
// that starts another has resident as well, and this one has made the file.
func peak(b *testing.B, path string) float64 {
	b.Helper()
	command := filepath.Join(b.TempDir(), "data")
	if out, err := exec.Command("go", "build", "-o", command, "./data").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), peakOf+"="+command+"\n"+path)
	out, err := cmd.CombinedOutput()
	kB, err2 := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
	if err != nil || err2 != nil {
		b.Fatalf("%v, %v\n%s", err, err2, out)
	}
	return kB / 1000
}

// printPeak prints the most memory, in kilobytes, that a command has had.
func printPeak(command, file string) error {
	cmd := exec.Command(command, "inspect", file)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	most := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
	if runtime.GOOS == "darwin" { // which has it in bytes
		most /= 1000
	}
	_, err := fmt.Println(most)
	return err
}

// BenchmarkRatio reports the median of seven pairs.
func BenchmarkRatio(b *testing.B) {
	const pairs = 7
	_, path := full(b, "ods")
	for b.Loop() {
		var wall, cpu []float64
		for range pairs {
			var elapsed, used [2]time.Duration
			for i, run := range []func() error{
				func() error { return inflate(path) },
				func() error { return inspectFull(path) },
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

// inspectFull inspects a full-size release.
func inspectFull(path string) error {
	var said strings.Builder
	err := inspect(context.Background(), "data", order{file: path}, io.Discard, &said)
	if rows := fact.FormatInt(fullRows) + " rows"; err == nil && !strings.Contains(said.String(), rows) {
		return fmt.Errorf("%s: %q, want %s", path, said.String(), rows)
	}
	return err
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
