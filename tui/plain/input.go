package plain

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"
)

// maxLine is the longest line, in bytes, that is taken as an answer: more than
// any text that can be kept.
const maxLine = 16 << 10

// errLong is a line that is longer. It was read to its end and dropped.
var errLong = errors.New("the line is too long")

// A typed line, or why there is none.
type typed struct {
	line string
	err  error
}

// An input hands out lines. A read can't be interrupted, so a goroutine of its
// own does it; when the player ends first, that goroutine ends with the next
// line or with the process.
type input struct {
	lines chan typed
	done  chan struct{}
}

func newInput(r io.Reader) *input {
	in := &input{make(chan typed), make(chan struct{})}
	go in.read(bufio.NewReader(r))
	return in
}

func (in *input) read(r *bufio.Reader) {
	for {
		line, err := readLine(r)
		select {
		case in.lines <- typed{line, err}:
		case <-in.done:
			return
		}
		if err != nil && !errors.Is(err, errLong) {
			return
		}
	}
}

// readLine reads a line without its end. A last line without an end counts.
func readLine(r *bufio.Reader) (string, error) {
	var b strings.Builder
	for {
		part, err := r.ReadSlice('\n')
		if b.Len() <= maxLine {
			b.Write(part)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && b.Len() > 0, err == nil:
			if b.Len() > maxLine {
				return "", errLong
			}
			return strings.TrimRight(b.String(), "\r\n"), nil
		default:
			return "", err
		}
	}
}

// next waits for a line. The error is ctx's, the reader's, or errLong.
func (in *input) next(ctx context.Context) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	select {
	case t := <-in.lines:
		return t.line, t.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (in *input) close() { close(in.done) }
