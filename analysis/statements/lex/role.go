package lex

// A Role says what a numeral is in the text. Package plain finds those that are no statement.
type Role string

// The roles. Only a Claim is judged.
const (
	Claim     Role = "claim"
	PeriodIs  Role = "part of a period"
	Law       Role = "law, code or reference"
	Age       Role = "age"
	Date      Role = "date or time"
	Phone     Role = "telephone number"
	Money     Role = "money"
	ListMark  Role = "number of a list"
	Duration  Role = "duration"
	Other     Role = "another subject"
	Pronoun   Role = "no quantity"
	Reference Role = "reference"
)
