package tui

import "strings"

// glyphs are the letters and digits of a room's code, seven rows of five dots.
// Room codes have none that is easily taken for another.
func glyphs() map[rune]string {
	return map[rune]string{
		'A': ".###. #...# #...# ##### #...# #...# #...#",
		'B': "####. #...# #...# ####. #...# #...# ####.",
		'C': ".###. #...# #.... #.... #.... #...# .###.",
		'D': "####. #...# #...# #...# #...# #...# ####.",
		'E': "##### #.... #.... ####. #.... #.... #####",
		'F': "##### #.... #.... ####. #.... #.... #....",
		'G': ".###. #...# #.... #.### #...# #...# .###.",
		'H': "#...# #...# #...# ##### #...# #...# #...#",
		'J': "..### ...#. ...#. ...#. ...#. #..#. .##..",
		'K': "#...# #..#. #.#.. ##... #.#.. #..#. #...#",
		'M': "#...# ##.## #.#.# #.#.# #...# #...# #...#",
		'N': "#...# ##..# ##..# #.#.# #..## #..## #...#",
		'P': "####. #...# #...# ####. #.... #.... #....",
		'Q': ".###. #...# #...# #...# #.#.# #..#. .##.#",
		'R': "####. #...# #...# ####. #.#.. #..#. #...#",
		'S': ".#### #.... #.... .###. ....# ....# ####.",
		'T': "##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..",
		'U': "#...# #...# #...# #...# #...# #...# .###.",
		'V': "#...# #...# #...# #...# #...# .#.#. ..#..",
		'W': "#...# #...# #...# #.#.# #.#.# ##.## #...#",
		'X': "#...# #...# .#.#. ..#.. .#.#. #...# #...#",
		'Y': "#...# #...# .#.#. ..#.. ..#.. ..#.. ..#..",
		'Z': "##### ....# ...#. ..#.. .#... #.... #####",
		'2': ".###. #...# ....# ..##. .#... #.... #####",
		'3': "##### ...#. ..#.. ...#. ....# #...# .###.",
		'4': "...#. ..##. .#.#. #..#. ##### ...#. ...#.",
		'5': "##### #.... ####. ....# ....# #...# .###.",
		'6': "..##. .#... #.... ####. #...# #...# .###.",
		'7': "##### ....# ...#. ..#.. .#... .#... .#...",
		'8': ".###. #...# #...# .###. #...# #...# .###.",
		'9': ".###. #...# #...# .#### ....# ...#. .##..",
	}
}

// bigLetters writes a code in letters of dots, each dot scale cells wide. It is
// nil if a character has no such letter.
func bigLetters(code string, scale int) []string {
	font := glyphs()
	dots := make([][]bool, 7*scale)
	for i, r := range []rune(code) {
		rows := strings.Fields(font[r])
		if len(rows) != 7 {
			return nil
		}
		for y := range dots {
			if i > 0 {
				dots[y] = append(dots[y], make([]bool, 2*scale)...)
			}
			for x := range 5 * scale {
				dots[y] = append(dots[y], rows[y/scale][x/scale] == '#')
			}
		}
	}
	return halfBlocks(dots, false)
}

// halfBlocks draws dots, two in a cell, one above the other: a dot is then
// about square. With holes the dots that are not set are drawn.
func halfBlocks(dots [][]bool, holes bool) []string {
	var out []string
	for y := 0; y < len(dots); y += 2 {
		var b strings.Builder
		for x := range dots[y] {
			upper := dots[y][x] != holes
			lower := y+1 < len(dots) && dots[y+1][x] != holes
			switch {
			case upper && lower:
				b.WriteRune('█')
			case upper:
				b.WriteRune('▀')
			case lower:
				b.WriteRune('▄')
			default:
				b.WriteByte(' ')
			}
		}
		out = append(out, b.String())
	}
	return out
}
