// Package periods finds the periods that a text names, with the readings that each may have:
// 2017/18, the year to June, the same months a year before, since the law changed.
package periods
