// Package lex finds what stands in a text by itself: its words, sentences and tables, its
// numbers, areas and subjects. It knows no figures.
package lex
