// Package lex finds what stands in a text by itself: its words, sentences and tables, its
// numbers, areas and subjects, and the numerals that are no statement, such as ages, laws and
// money. It knows no figures.
package lex
