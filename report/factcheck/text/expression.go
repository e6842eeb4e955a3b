package text

import (
	"regexp"
	"sync"
)

// expression is a regular expression that is compiled when it is first used. Most texts
// need few of them, and to compile them all takes longer than to read a page.
func expression(s string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(s) })
}
