package intake

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"grooming-report/analysis/records"
	"grooming-report/data/workbook"
)

// A kind is what a code, a description and a group mean for the tidy table, found
// out once for all the rows that have them.
type kind struct {
	kindKey
	where         string          // the first row
	rows          int             // of police forces
	offences      int             // in all
	quarters      records.Period  // from the first to the last
	series        *records.Series // kept one by one; nil for most codes
	part          string          // the subcode, where it is one of series: 88A/1
	sexual, fraud bool
	total         bool // a total over codes itself
	again         repeats
	seen          places // quarters and forces that it has rows for
	err           error
	next          *kind // of the row that came after the last one of this kind
}

type kindKey struct{ code, description, group string }

func (k kindKey) String() string { return fmt.Sprintf("code %s, “%s”,", k.code, k.description) }

// mostKinds bounds what a file of ever new descriptions could make us hold. The
// real release has under two hundred.
const mostKinds = 10_000

// kind is that of a row. The rows of every force and quarter come in the same order,
// so it is most often the one that came next the last time.
func (in *Incoming) kind(r *workbook.Row) (*kind, error) {
	k := in.lastKind.next
	if k == nil || k.code != r.Code || k.description != r.Description || k.group != r.Group {
		key := kindKey{r.Code, r.Description, r.Group}
		if k = in.kinds[key]; k == nil {
			if len(in.kinds) == mostKinds {
				return nil, tooMany("codes, descriptions and groups", mostKinds)
			}
			k = in.newKind(key, r)
		}
		in.lastKind.next = k
	}
	in.lastKind = k
	return k, k.err
}

// enter counts a row of the kind, and reports whether one of the same force and quarter
// was there before.
func (k *kind) enter(q records.Quarter, place, n int) (again bool) {
	k.rows++
	k.offences += n
	if k.rows == 1 {
		k.quarters = records.Period{From: q, To: q}
	}
	k.quarters = records.Period{From: min(k.quarters.From, q), To: max(k.quarters.To, q)}
	again = k.seen.has(place)
	k.seen[place/64] |= 1 << (place % 64)
	return again
}

// A row whose code or description says that it is a total, and would be counted twice.
var total = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:(?:grand |sub-?)?total\b|` +
		`all (?:recorded |police )?(?:crimes?|offences)\b)|\btotal$`)
})

func (in *Incoming) newKind(key kindKey, r *workbook.Row) *kind {
	description, group := strings.ToLower(key.description), strings.ToLower(key.group)
	k := &kind{
		kindKey: key, where: fmt.Sprintf("%s, row %d", r.Sheet, r.Number),
		sexual: strings.Contains(group, "sexual"), fraud: strings.Contains(group, "fraud"),
		total: total().MatchString(key.code) || total().MatchString(key.description),
		seen:  make(places, len(in.all)/64+1),
	}
	in.kinds[key] = k
	for _, s := range in.recorded {
		if s.Code == "" {
			continue
		}
		switch named := strings.Contains(description, s.Words); {
		case s.Code == key.code && named:
			k.series = s
		case isSubcode(s.Code, key.code):
			k.series, k.part = s, key.code
		case named || s.Code == key.code || strings.HasPrefix(key.code, s.Code+"/"):
			k.err = fmt.Errorf("offence code %q with the description %q, want code %q for %q and for nothing "+
				"else: ask the Home Office, or correct a copy of the file and say so",
				key.code, key.description, s.Code, s.Words)
		}
	}
	return k
}
