// Package plain finds the numerals of a text that are no statement, such as ages, laws, money,
// telephone numbers and references, by their form or by the words that they stand in.
package plain
