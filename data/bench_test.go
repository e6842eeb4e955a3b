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
// BenchmarkRatio has the command inspect one, from its start to its end, and merely inflates
// the same file in turns, and reports the one as a multiple of the other. Within the test's own
// process, whatever ran in it before, it came out as anything from 1.9 to 3. The
// yardstick is the standard library's inflate, which takes no checksum; ours takes less than
// half as long.

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
	b.ReportMetric(peak(b, built(b), path), "MB-peak")
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

// built is the command, built for the benchmark.
func built(b *testing.B) string {
	b.Helper()
	command := filepath.Join(b.TempDir(), "data")
	if out, err := exec.Command("go", "build", "-o", command, "./data").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return command
}

// peak returns the most memory, in megabytes, that the command has resident while it
// inspects a file. A process of its own starts it, because the system counts what the one
// that starts another has resident as well, and this one has made the file.
func peak(b *testing.B, command, path string) float64 {
	b.Helper()
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
	command := built(b)
	for b.Loop() {
		var wall, cpu []float64
		for range pairs {
			begin, before := time.Now(), processTime(b)
			if err := inflate(path); err != nil {
				b.Fatal(err)
			}
			alone, used := time.Since(begin), processTime(b)-before

			begin = time.Now()
			cmd := exec.Command(command, "inspect", path)
			out, err := cmd.CombinedOutput()
			if rows := fact.FormatInt(fullRows) + " rows"; err != nil || !strings.Contains(string(out), rows) {
				b.Fatalf("%s: %v, %q, want %s", path, err, out, rows)
			}
			wall = append(wall, float64(time.Since(begin))/float64(alone))
			cpu = append(cpu, float64(cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())/float64(used))
		}
		slices.Sort(wall)
		slices.Sort(cpu)
		b.ReportMetric(wall[pairs/2], "wall/inflate")
		b.ReportMetric(cpu[pairs/2], "cpu/inflate")
	}
	b.ReportMetric(peak(b, command, path), "MB-peak")
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
