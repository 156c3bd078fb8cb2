package rehearsal

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A grid is what a terminal shows: the characters, without colours. It knows
// as much of the control sequences as our own screens use.
type grid struct {
	rows     [][]rune
	row, col int
	rest     []byte // the beginning of a sequence or a character that isn't whole yet
}

func newGrid(rows, columns int) *grid {
	g := &grid{rows: make([][]rune, rows)}
	for i := range g.rows {
		g.rows[i] = make([]rune, columns)
	}
	g.erase(0, len(g.rows))
	return g
}

// erase blanks the rows from first to before last.
func (g *grid) erase(first, last int) {
	for _, row := range g.rows[max(0, first):min(last, len(g.rows))] {
		blank(row)
	}
}

func blank(cells []rune) {
	for i := range cells {
		cells[i] = ' '
	}
}

// Write draws what a program sends.
func (g *grid) Write(p []byte) (int, error) {
	b := append(g.rest, p...)
	for len(b) > 0 {
		n := g.take(b)
		if n == 0 {
			break
		}
		b = b[n:]
	}
	g.rest = append([]byte(nil), b...)
	return len(p), nil
}

// take draws the first character or sequence of b and returns its length; 0 if
// it isn't whole yet.
func (g *grid) take(b []byte) int {
	switch c := b[0]; {
	case c == 0x1b:
		return g.escape(b)
	case c == '\r':
		g.col = 0
	case c == '\n':
		g.down()
	case c == '\b':
		g.col = max(0, g.col-1)
	case c < ' ':
	case c < utf8.RuneSelf:
		g.put(rune(c))
	default:
		if !utf8.FullRune(b) {
			return 0
		}
		r, n := utf8.DecodeRune(b)
		g.put(r)
		return n
	}
	return 1
}

func (g *grid) put(r rune) {
	if g.col < len(g.rows[g.row]) {
		g.rows[g.row][g.col] = r
		g.col++
	}
}

func (g *grid) down() {
	if g.row < len(g.rows)-1 {
		g.row++
		return
	}
	first := g.rows[0]
	copy(g.rows, g.rows[1:])
	blank(first)
	g.rows[g.row] = first
}

// longest is the length beyond which a sequence is not waited for any more.
const longest = 4096

func (g *grid) escape(b []byte) int {
	if len(b) == 1 {
		return 0
	}
	switch b[1] {
	case '[':
		for i, c := range b[2:] {
			if c >= 0x40 && c <= 0x7e {
				g.control(string(b[2:2+i]), c)
				return i + 3
			}
		}
	case ']', 'P', '_', '^', 'X': // titles, questions about colours: up to BEL or ESC \
		for i, c := range b[2:] {
			if c == 0x07 {
				return i + 3
			}
			if c == '\\' && b[1+i] == 0x1b {
				return i + 3
			}
		}
	default:
		return 2
	}
	if len(b) > longest {
		return len(b)
	}
	return 0
}

// control carries out a control sequence.
func (g *grid) control(parameters string, final byte) {
	first, second, _ := strings.Cut(parameters, ";")
	n, _ := strconv.Atoi(first)
	m, _ := strconv.Atoi(second)
	bottom, right := len(g.rows)-1, len(g.rows[0])-1
	switch final {
	case 'A':
		g.row = max(0, g.row-max(1, n))
	case 'B':
		g.row = min(bottom, g.row+max(1, n))
	case 'C':
		g.col = min(right, g.col+max(1, n))
	case 'D':
		g.col = max(0, g.col-max(1, n))
	case 'G':
		g.col = min(right, max(1, n)-1)
	case 'H', 'f':
		g.row, g.col = min(bottom, max(1, n)-1), min(right, max(1, m)-1)
	case 'J':
		g.eraseScreen(n)
	case 'K':
		row := g.rows[g.row]
		switch col := min(g.col, len(row)); n {
		case 0:
			blank(row[col:])
		case 1:
			blank(row[:min(col+1, len(row))])
		default:
			blank(row)
		}
	}
}

func (g *grid) eraseScreen(n int) {
	col := min(g.col, len(g.rows[0]))
	switch n {
	case 0:
		blank(g.rows[g.row][col:])
		g.erase(g.row+1, len(g.rows))
	case 1:
		blank(g.rows[g.row][:col])
		g.erase(0, g.row)
	default:
		g.erase(0, len(g.rows))
	}
}

// find gives the first row that holds the text; -1 if none does.
func (g *grid) find(text string) int {
	for i := range g.rows {
		if strings.Contains(g.line(i), text) {
			return i
		}
	}
	return -1
}

// line is a row as text, without blanks at its end.
func (g *grid) line(i int) string { return strings.TrimRight(string(g.rows[i]), " ") }

// text is the whole screen.
func (g *grid) text() string {
	var b strings.Builder
	for i := range g.rows {
		b.WriteString(g.line(i) + "\n")
	}
	return b.String()
}
