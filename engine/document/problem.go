package document

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

// A Problem is one thing that is wrong with a file, worded for its author:
// what is wrong; what to do.
type Problem struct {
	File      string
	Line, Col int // from 1; columns count characters, not bytes
	Message   string
}

// String is the form that editors can jump to: "file:line:column: message".
// What could steer a terminal in a file's name is replaced.
func (p Problem) String() string {
	return fmt.Sprintf("%s:%d:%d: %s", printable(p.File), p.Line, p.Col, p.Message)
}

func (p Problem) before(q Problem) bool {
	switch {
	case p.File != q.File:
		return p.File < q.File
	case p.Line != q.Line:
		return p.Line < q.Line
	}
	return p.Col < q.Col
}

// Problems is the error of files that can't be used as they are.
type Problems []Problem

// Error is one problem a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// Err is nil if there are no problems, and otherwise the problems.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}

// Sort orders the problems by file and position. Those of one place stay in
// the order in which they were found.
func (ps Problems) Sort() {
	sort.SliceStable(ps, func(i, j int) bool { return ps[i].before(ps[j]) })
}

// Collect returns the problems with those of err added. An error that holds
// no problems becomes one, at the start of the named file.
func (ps Problems) Collect(name string, err error) Problems {
	var more Problems
	switch {
	case err == nil:
		return ps
	case errors.As(err, &more):
		return append(ps, more...)
	}
	return append(ps, Problem{name, 1, 1, printable(err.Error())})
}
