package recordstest

import (
	"cmp"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"grooming-report/analysis/records"
)

// Every reports whether tests look at every case that they have, as .ci/run has them do with
// EVERY=1 in the environment. Without it those that have very many take a sample, so that
// `make test` is done in a minute.
func Every() bool { return os.Getenv("EVERY") != "" }

// Forces is the forces that a test of every force looks at: all of them where Every says so.
// Otherwise they are three: that with the fewest offences in the newest release; one at another
// edge, which is that with the most, one without residents or one of Wales; and one more. Those two are
// drawn by the test's name, so that each test takes others, and the same ones each time. With
// -short the one at another edge is left out.
func Forces(t testing.TB, d *records.Data) []records.Force {
	t.Helper()
	if Every() {
		return d.Forces.List
	}
	newest := d.Releases[len(d.Releases)-1]
	counts := map[string]int{}
	for _, f := range d.Forces.List {
		c, err := newest.Count(f.Area(), newest.Main, newest.Covered())
		if err != nil {
			t.Fatal(err)
		}
		counts[f.Name] = c.N
	}
	fewer := func(a, b records.Force) int { return cmp.Compare(counts[a.Name], counts[b.Name]) }
	name := fnv.New64a()
	name.Write([]byte(t.Name()))
	random := rand.New(rand.NewPCG(name.Sum64(), 0))
	shuffled := slices.Clone(d.Forces.List)
	random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })

	sample := []records.Force{slices.MinFunc(d.Forces.List, fewer)}
	if !testing.Short() {
		most := slices.MaxFunc(d.Forces.List, fewer)
		edges := []func(records.Force) bool{
			func(f records.Force) bool { return f.Name == most.Name },
			func(f records.Force) bool { return !f.Territorial },
			func(f records.Force) bool { return f.Country == "Wales" },
		}
		if i := slices.IndexFunc(shuffled, edges[random.IntN(len(edges))]); i >= 0 {
			sample = append(sample, shuffled[i])
		}
	}
	for _, f := range shuffled {
		if !slices.ContainsFunc(sample, func(s records.Force) bool { return s.Name == f.Name }) {
			return append(sample, f)
		}
	}
	return sample
}
