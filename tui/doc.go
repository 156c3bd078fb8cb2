// Package tui is the full-screen player: Bubble Tea pages over a
// [room.Room]. It holds no rules; it turns keys into commands and shows the
// state that comes back.
//
// [App] is the only tea.Model. It owns the page stack, the overlays, the
// status line and the queue of commands, and hands its pages a size and a set
// of styles. Pages are plain structs with a body and a key list; what the
// footer and the help page show is what the pages react to, because both read
// the same [keyMap].
//
// Commands go to the room one at a time and in the order of the keys, so that
// a quick "h" and "l" can't overtake each other, and nothing counts as
// recorded before the room has acknowledged it.
package tui
