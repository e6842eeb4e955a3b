package fact

import (
	"strings"
	"testing"
)

func TestASCII(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"100 × (later − earlier) ÷ earlier", "100 times (later minus earlier) divided by earlier"},
		{"1.11–1.33", "1.11 to 1.33"},
		{"2–3", "2 to 3"}, {"10–19", "10 to 19"}, {"9–12", "9 to 12"}, {"–5", "-5"},
		{"−176", "-176"},
		{"−1.8–18.6", "-1.8 to 18.6"},
		{"2 ÷ √quarters", "2 divided by square root of quarters"},
		{"gamma–Poisson, Newey–West", "gamma-Poisson, Newey-West"},
		{"each side’s “own”", `each side's "own"`},
		{"64\u00a0per\u00a0cent", "64 per cent"},
		{"Dyfed-Powys", "Dyfed-Powys"},
		{"÷", " divided by "}, {"", ""}, {"\x7f", "\x7f"}, // the last letter of ASCII
	} {
		if got, err := ascii(test.text); got != test.want || err != nil {
			t.Errorf("ASCII(%q) = %q, %v, want %q", test.text, got, err, test.want)
		}
	}
	for _, text := range []string{"Ynys Môn", "ôn"} {
		if got, err := ascii(text); err == nil || !strings.Contains(err.Error(), "'ô'") {
			t.Errorf("ASCII(%q) of a letter without words = %q, %v, want an error that names it", text, got, err)
		}
	}
}
