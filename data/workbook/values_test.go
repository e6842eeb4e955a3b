package workbook

import "testing"

func TestParseCount(t *testing.T) {
	for _, d := range []struct {
		text string
		want string // a number, "missing", or "" for an error
	}{
		{"0", "0"}, {"53", "53"}, {"-3", "-3"}, {"007", "7"},
		{"1,202", "1202"}, {"-1,202", "-1202"}, {"12,345,678", "12345678"},
		{"84746.0", "84746"}, {"84746.00", "84746"}, {"1,202.0", "1202"},
		{"-00", "0"}, {"-0", "0"},
		{"", "missing"}, {"N/a", "missing"}, {"N/A", "missing"}, {"NA", "missing"}, {"[x]", "missing"}, {"[z]", "missing"},
		{"-", ""}, {".", ""}, {"5.", ""}, {".0", ""}, {"3.5", ""}, {"1,20", ""}, {"1,2020", ""}, {",202", ""}, {"1202,", ""}, {"1,,202", ""}, {"1234,567", ""},
		{"1e5", ""}, {"1 202", ""}, {"(5)", ""}, {"+5", ""}, {"--5", ""}, {"0x1F", ""}, {"٣", ""}, {"1234567890123456", ""}, {"NaN", ""}, {"nil", ""},
		{"1.000", ""}, {"-12.000", ""}, {"1.202", ""}, {"84746.000", "84746"}, {"1,202.000", "1202"}, {"0.000", "0"}, {"1.00", "1"},
	} {
		got, _, ok := parseCount(cell{kind: textual, text: d.text})
		if ok != (d.want != "") || ok && got.String() != d.want {
			t.Errorf("parseCount(%q) = %s, %t, want %q", d.text, got, ok, d.want)
		}
	}
	for _, d := range []struct {
		number string
		want   Count
		ok     bool
	}{
		{"1e+05", CountOf(100000), true}, {"1.000", CountOf(1), true}, {"-2E2", CountOf(-200), true}, {"53", CountOf(53), true},
		{"1e300", Count{}, false}, {"0.5", Count{}, false}, {"", Count{}, false}, {"NaN", Count{}, false}, {"Inf", Count{}, false}, {"N/a", Count{}, false},
	} {
		if got, _, ok := parseCount(cell{kind: numeric, text: d.number}); got != d.want || ok != d.ok {
			t.Errorf("parseCount(number %q) = %s, %t, want %s, %t", d.number, got, ok, d.want, d.ok)
		}
	}
}

func TestParseYear(t *testing.T) {
	for text, want := range map[string]string{
		"2017/18": "2017/18", "2017-18": "2017/18", "2002/03": "2002/03", "1999/00": "", "2099/00": "2099/00",
		"2001/02": "", "2017/17": "", "2017/19": "", "2017_18": "", "2017/2018": "", "17/18": "", "2017": "", "": "", "+017/18": "", "2017/+8": "", "2017–18": "",
	} {
		if got, ok := parseYear(text); ok != (want != "") || ok && got != want {
			t.Errorf("parseYear(%q) = %q, %t, want %q", text, got, ok, want)
		}
	}
}

func TestParseQuarter(t *testing.T) {
	for text, want := range map[string]int{"1": 1, "4": 4, "1.0": 1, "3.00": 3, "0": 0, "5": 0, "-1": 0, "1.5": 0, "Q1": 0, "": 0, "11": 0, "01": 1} {
		if got, ok := parseQuarter(text); ok != (want != 0) || ok && got != want {
			t.Errorf("parseQuarter(%q) = %d, %t, want %d", text, got, ok, want)
		}
	}
}

func TestCodeNumber(t *testing.T) {
	for number, want := range map[string]string{"80": "80", "80.0": "80", "4.1": "4.1", "4.10": "4.1", "4.0999999999999996": "4.1", "8E1": "80", "1e": "1e"} {
		if got := codeNumber(number); got != want {
			t.Errorf("codeNumber(%q) = %q, want %q", number, got, want)
		}
	}
}

func TestFormOf(t *testing.T) {
	for format, want := range map[string]kind{
		"General": numeric, "0.00": numeric, "#,##0;[Red]-#,##0": numeric, `"days" 0`: numeric, `0\d`: numeric, "_d0": numeric,
		"*m0": numeric, `"open`: numeric, "dd/mm/yyyy": dated, "[$-809]d mmmm yyyy": dated, "h:mm": dated, `"Q" 0 mmm`: dated,
		"0%": percentage, "0.0 %;-0.0 %": percentage, `0"%"`: numeric, `0\%`: numeric,
	} {
		if got := formOf(format); got != want {
			t.Errorf("formOf(%q) is %v, want %v", format, got, want)
		}
	}
}

func TestISODate(t *testing.T) {
	// =DATE(2026,4,23) in Excel, and with its 1904 date system.
	if got := isoDate(46135, false); got != "2026-04-23" {
		t.Errorf("isoDate(46135) = %s", got)
	}
	if got := isoDate(44673.9, true); got != "2026-04-23" {
		t.Errorf("isoDate(44673.9) from 1904 = %s", got)
	}
}
