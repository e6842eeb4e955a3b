package records

// In a browser the frame would take as long as everything else, so that counts of all forces are
// the sums of their cells.

func (r *Release) sumsOf(string) map[*Series]func() (map[Quarter]int, error) { return nil }
