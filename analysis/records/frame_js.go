package records

// In a browser the frame would take as long as everything else, so that counts of all forces are
// the sums of their cells.

func (r *Release) sumsOf(string) func() (map[total]int, error) { return nil }
