// Package roles finds the numbers of a text and tells what each is: a statement that counts
// offences, with its kind (a count, a change, a share, a rank), or something else, such as
// people, other crimes or a pronoun. [Read] begins with what lex and periods find; the words
// around a number decide.
package roles
