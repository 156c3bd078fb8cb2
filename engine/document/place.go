package document

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// A place is where a part of the document stands, in bytes from the start.
type place struct {
	key, value int // of a table both are its heading
	end        int // after the value, where that is known; otherwise 0
	keys       map[string]*place
	items      []*place
}

// locate finds the place of everything in a document. Where this parser
// understands less than the one that the content comes from, the nearest
// place around it has to do.
func locate(data []byte) *place {
	root := &place{}
	table := root
	var p unstable.Parser
	p.Reset(data)
	for p.NextExpression() {
		e := p.Expression()
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = root.header(e, data)
		case unstable.KeyValue:
			table.assign(e, data)
		}
	}
	return root
}

// child is the place under a key, made at the offset if there is none yet.
func (p *place) child(key string, offset int) *place {
	if c := p.keys[key]; c != nil {
		return c
	}
	if p.keys == nil {
		p.keys = make(map[string]*place)
	}
	c := &place{key: offset, value: offset}
	p.keys[key] = c
	return c
}

// last is the table that a further key goes to: of a list the newest entry.
func (p *place) last() *place {
	if n := len(p.items); n > 0 {
		return p.items[n-1]
	}
	return p
}

func (p *place) header(e *unstable.Node, data []byte) *place {
	offset := -1
	for it := e.Key(); it.Next(); {
		k := it.Node()
		if offset < 0 {
			offset = max(0, bytes.LastIndexByte(data[:k.Raw.Offset], '\n')+1)
			offset += bytes.IndexByte(data[offset:], '[')
		}
		p = p.last().child(string(k.Data), offset)
	}
	if e.Kind == unstable.ArrayTable {
		p.items = append(p.items, &place{key: offset, value: offset})
		return p.last()
	}
	p.key, p.value = offset, offset
	return p
}

func (p *place) assign(e *unstable.Node, data []byte) {
	end := 0
	for it := e.Key(); it.Next(); {
		k := it.Node()
		p = p.child(string(k.Data), int(k.Raw.Offset))
		end = int(k.Raw.Offset + k.Raw.Length)
	}
	p.fill(e.Value(), end+len(data[end:])-len(bytes.TrimLeft(data[end:], " \t=")), data)
}

// fill notes a value that starts at the offset and what is inside it.
func (p *place) fill(v *unstable.Node, offset int, data []byte) {
	p.value = offset
	switch v.Kind {
	case unstable.Array:
		for it := v.Children(); it.Next(); {
			item := it.Node()
			at := offset // of a list in a list the parser doesn't say where it starts
			if item.Raw.Length > 0 {
				at = int(item.Raw.Offset)
			}
			c := &place{key: at}
			c.fill(item, at, data)
			p.items = append(p.items, c)
		}
	case unstable.InlineTable:
		for it := v.Children(); it.Next(); {
			p.assign(it.Node(), data)
		}
	default:
		p.end = int(v.Raw.Offset + v.Raw.Length)
	}
}

// find goes from the root to the place of a node; exact is false if it had to
// stop at something around it.
func (p *place) find(n Node) (found *place, exact bool) {
	if n.parent == nil {
		return p, true
	}
	outer, exact := p.find(*n.parent)
	if !exact {
		return outer, false
	}
	if n.key != "" {
		if c := outer.keys[n.key]; c != nil {
			return c, true
		}
	} else if n.index < len(outer.items) {
		return outer.items[n.index], true
	}
	return outer, false
}

func (p *place) offset(x finding, data []byte) int {
	at, exact := p.find(x.at)
	switch {
	case exact && x.key:
		return at.key
	case exact && x.char != 0 && at.end > at.value:
		return at.value + charIn(string(data[at.value:at.end]), x.char)
	}
	return at.value
}

// charIn is the offset of a character in a text as it is written in the file,
// where it may be spelled as an escape such as \u001b.
func charIn(s string, char rune) int {
	for i, r := range s {
		if r == char {
			return i
		}
		if r != '\\' || i+1 >= len(s) {
			continue
		}
		if spelled(s[i+1:]) == char {
			return i
		}
	}
	return 0
}

// spelled is the character that an escape stands for, 0 if it isn't one that
// can spell a misfit.
func spelled(s string) rune {
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[s[0]]
	switch {
	case s[0] == 'b':
		return '\b'
	case s[0] == 'f':
		return '\f'
	case s[0] == 'e':
		return 0x1b
	case digits == 0 || len(s) <= digits:
		return 0
	}
	r, err := strconv.ParseUint(s[1:1+digits], 16, 32)
	if err != nil || r > utf8.MaxRune {
		return 0
	}
	return rune(r)
}
