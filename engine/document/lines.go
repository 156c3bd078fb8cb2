package document

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// lines finds the line and column of a byte offset.
type lines struct {
	data   []byte
	starts []int // offset of each line's first byte
}

func newLines(data []byte) lines {
	starts := []int{0}
	for i := 0; ; {
		n := bytes.IndexByte(data[i:], '\n')
		if n < 0 {
			return lines{data, starts}
		}
		i += n + 1
		starts = append(starts, i)
	}
}

// position counts both from 1, columns in characters. An offset outside the
// data is taken as its nearest end.
func (l lines) position(offset int) (line, col int) {
	offset = max(0, min(offset, len(l.data)))
	line = sort.SearchInts(l.starts, offset+1)
	return line, utf8.RuneCount(l.data[l.starts[line-1]:offset]) + 1
}

// offset is the byte offset of a line and a column that counts bytes, or the
// nearest in the data.
func (l lines) offset(line, col int) int {
	line = max(1, min(line, len(l.starts)))
	return max(0, min(l.starts[line-1]+col-1, len(l.data)))
}
