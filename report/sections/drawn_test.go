package sections

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
)

// A report can be made of releases that have not come yet, and what it says of each number is read
// as it is meant, or it would not be written. They are the newest with cells of code 88A drawn anew:
// a force that records again or no more, one that lacks quarters, doubles, or falls below zero, and
// a release that ends sooner or later. EVERY=1 draws more.
func TestDrawnReleases(t *testing.T) {
	if testing.Short() {
		t.Skip("builds whole reports; run without -short")
	}
	draws := 1
	if recordstest.Every() {
		draws = 24
	}
	table, err := os.ReadFile("data/releases/offences-2026-04-23.csv")
	if err != nil {
		t.Fatal(err)
	}
	for seed := range draws {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			data, err := analysis.Load("data")
			if err != nil {
				t.Fatal(err)
			}
			recordstest.Keep(data.Data)
			random := rand.New(rand.NewPCG(uint64(seed), 2026))
			forces := data.Forces.List
			drawn, changes := redrawn(string(table), forces, random)
			r, err := records.ParseRelease("data/releases/offences-2026-04-23.csv", drawn, data.Forces, data.Series)
			if err != nil {
				t.Fatal(err)
			}
			data.Releases[len(data.Releases)-1] = r
			area := forces[random.IntN(len(forces))].Name
			if random.IntN(3) == 0 {
				area = data.Forces.Groups()[random.IntN(len(data.Forces.Groups()))].Name
			}
			s, err := analysis.NewStudy(data, "2026-04-23", area)
			if err != nil {
				t.Fatalf("%s, %s: %v", area, changes, err)
			}
			if _, _, _, err := Build(s, drawings(), colophon); err != nil {
				t.Errorf("%s, %s: %v", area, changes, err)
			}
		})
	}
}

// redrawn is a tidy table with the numbers of code 88A of up to three forces drawn anew from some
// quarter on, and with fewer quarters or one more. It says what was drawn.
func redrawn(table string, forces []records.Force, random *rand.Rand) (drawn string, changes []string) {
	type change struct {
		from, to string // years and quarters
		what     int
	}
	of := map[string]change{"British Transport Police": {"2024/25,1", "2025/26,3", random.IntN(3)}}
	for range 1 + random.IntN(3) {
		from := 2012 + random.IntN(14)
		c := change{fmt.Sprintf("%d/%02d,%d", from, (from+1)%100, 1+random.IntN(4)), "2025/26,3", random.IntN(5)}
		if random.IntN(2) == 0 {
			c.to = fmt.Sprintf("%d/%02d,4", from, (from+1)%100)
		}
		of[forces[random.IntN(len(forces))].Name] = c
	}
	last := []string{"2025/26,4", "2025/26,3", "2025/26,1", "2024/25,4"}[random.IntN(4)]
	changes = append(changes, "to "+last)
	for _, f := range forces {
		if c, ok := of[f.Name]; ok {
			changes = append(changes, fmt.Sprintf("%s from %s to %s: %d", f.Name, c.from, c.to, c.what))
		}
	}
	var out strings.Builder
	var later []string // the next quarter, as a year before
	for i, line := range strings.Split(strings.TrimSpace(table), "\n") {
		cells := strings.Split(line, ",")
		if i == 0 || len(cells) < 5 {
			fmt.Fprintln(&out, line)
			continue
		}
		when := cells[0] + "," + cells[1]
		if when > last {
			continue
		}
		if next, ok := strings.CutPrefix(line, "2024/25,4"); ok && last == "2025/26,4" {
			later = append(later, last+next)
		}
		name := strings.Trim(strings.Join(cells[2:len(cells)-3], ","), `"`)
		series, number := len(cells)-3, len(cells)-2
		c, ok := of[name]
		if ok && cells[series] == "88A" && when >= c.from && when <= c.to {
			n, _ := strconv.Atoi(cells[number])
			cells[number] = []string{strconv.Itoa(1 + random.IntN(9)), "0", "", strconv.Itoa(2*n + 1),
				strconv.Itoa(-random.IntN(3))}[c.what]
		}
		fmt.Fprintln(&out, strings.Join(cells, ","))
	}
	for _, line := range later {
		fmt.Fprintln(&out, line)
	}
	return out.String(), changes
}
