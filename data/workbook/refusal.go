package workbook

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// errRefused marks what the package will not read by policy, however well-formed.
var errRefused = errors.New("refused")

type refusal struct{ error }

func (refusal) Is(target error) bool { return target == errRefused }

func refusef(format string, args ...any) error { return refusal{fmt.Errorf(format, args...)} }

// damaged explains an error of a decompressor.
func damaged(err error) error {
	if err == nil {
		err = io.ErrUnexpectedEOF
	}
	if errors.Is(err, errRefused) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("is cut short or damaged (%w); download it again", err)
}
