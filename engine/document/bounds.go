package document

import "bytes"

// A content file nests lists and tables four deep, dots no key and has a few
// thousand values. The bounds keep a hostile file from exhausting the stack of
// the parser, or its time, which grows by the square of the keys in a table.
const (
	maxDepth  = 64
	maxDots   = 64
	maxValues = 40_000
)

// tooMuch finds the place where a file exceeds the bounds. It follows only as
// much of TOML as tells brackets and dots apart from text and comments; where
// a file isn't TOML the parser stops at the same place.
func tooMuch(data []byte) (offset int, message string) {
	depth, dots, values := 0, 0, 0
	for i := 0; i < len(data); i++ {
		if c := data[i]; c == '=' || c == ',' || c == '[' || c == '{' {
			if values++; values > maxValues {
				return i, "the file has too many values to be content; the largest have a few thousand"
			}
		}
		switch data[i] {
		case '#':
			n := bytes.IndexByte(data[i:], '\n')
			if n < 0 {
				return 0, ""
			}
			i += n
			dots = 0
		case '"', '\'':
			i = endOfText(data, i)
		case '[', '{':
			if depth++; depth > maxDepth {
				return i, "lists and tables are nested too deeply; the format needs four levels"
			}
			dots = 0
		case ']', '}':
			depth = max(0, depth-1)
		case '.':
			if dots++; dots > maxDots {
				return i, "the key has too many dots; write one name before the ="
			}
		case '\n', ',', '=':
			dots = 0
		}
	}
	return 0, ""
}

// openText finds a quoted text that isn't closed before the end of the data.
func openText(data []byte) (start int, open bool) {
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '#':
			n := bytes.IndexByte(data[i:], '\n')
			if n < 0 {
				return 0, false
			}
			i += n
		case '"', '\'':
			start = i
			if i = endOfText(data, i); i == len(data) {
				return start, true
			}
		}
	}
	return 0, false
}

// endOfText is the offset of the last byte of the quoted text that starts at
// i; the length of the data if it isn't closed.
func endOfText(data []byte, i int) int {
	mark := data[i : i+1]
	if i+3 <= len(data) && data[i+1] == data[i] && data[i+2] == data[i] {
		mark = data[i : i+3]
	}
	for j := i + len(mark); j < len(data); j++ {
		switch {
		case data[j] == '\\' && mark[0] == '"':
			j++
		case data[j] == '\n' && len(mark) == 1:
			return j // a mistake that the parser reports
		case data[j] == mark[0] && bytes.HasPrefix(data[j:], mark):
			j += len(mark) - 1
			// A long text may end in one or two quotes of its own.
			for len(mark) == 3 && j+1 < len(data) && data[j+1] == mark[0] {
				j++
			}
			return j
		}
	}
	return len(data)
}
