// Package pairing gives each number that counts offences what stands beside it: its area, its
// period, and the count that it is compared with. [Read] goes through a text sentence by
// sentence. Where more than one pairing is possible, the one with the fewest words and marks
// between is taken; an area that a sentence does not name comes from those before it.
package pairing
