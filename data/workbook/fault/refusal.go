package fault

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// ErrRefused marks what is not read by policy, however well-formed.
var ErrRefused = errors.New("refused")

type refusal struct{ error }

func (refusal) Is(target error) bool { return target == ErrRefused }

// Refusef is fmt.Errorf for an ErrRefused.
func Refusef(format string, args ...any) error { return refusal{fmt.Errorf(format, args...)} }

// Damaged explains an error of a decompressor.
func Damaged(err error) error {
	if err == nil {
		err = io.ErrUnexpectedEOF
	}
	if errors.Is(err, ErrRefused) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("is cut short or damaged (%w); download it again", err)
}
