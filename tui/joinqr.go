package tui

import (
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
	"rsc.io/qr"
)

// quiet is the white margin that a QR code must have around it, in its dots.
// Scanners manage with the smaller one where there is no room for both.
const (
	quiet      = 4
	quietTight = 2
)

// qrCode draws a QR code of a text as large as width and height allow; nil if
// it doesn't fit, and then the text alone has to do. It is black on white in
// every theme: many phones don't read the opposite.
func qrCode(st styles, r *lipgloss.Renderer, text string, width, height int) []string {
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		return nil
	}
	for _, margin := range []int{quiet, quietTight} {
		size := code.Size + 2*margin
		scale := min(width/size, 2*height/size)
		if scale == 0 && width >= size && 2*height+1 >= size {
			scale = 1
		}
		if scale > 0 && (size*scale+1)/2 <= height {
			return drawQR(st, r, code, margin, scale)
		}
	}
	return nil
}

func drawQR(st styles, r *lipgloss.Renderer, code *qr.Code, margin, scale int) []string {
	size := (code.Size + 2*margin) * scale
	dots := make([][]bool, size)
	for y := range dots {
		dots[y] = make([]bool, size)
		for x := range dots[y] {
			dots[y][x] = code.Black(x/scale-margin, y/scale-margin) // false outside
		}
	}
	if r.ColorProfile() == termenv.Ascii {
		// No colours: what is drawn has the colour of the terminal's letters.
		return halfBlocks(dots, r.HasDarkBackground())
	}
	return paint(st.paper, halfBlocks(dots, false))
}
