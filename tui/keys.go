package tui

import "github.com/charmbracelet/bubbles/key"

// keyMap is every key of the player. The footer and the help page are made
// from it, and pages match against it, so the three can't differ.
type keyMap struct {
	Up, Down, Left, Right, Enter, Back, Quit, Help key.Binding
	PageUp, PageDown                               key.Binding

	Helped, Latency, Irrelevant, Abstain, TakeBack key.Binding
	Reason, Delay, Remark                          key.Binding
	AddNorm, SetAside, Missing                     key.Binding
	Count, Group, NextCell                         key.Binding
	Reveal, Again, Next, Prev, Steps, Skip, Undo   key.Binding
	Changes                                        key.Binding
	Note, FacilitatorNotes, Sources, Present       key.Binding
	Wash, Finish, Reopen, Export, Tabs, Numbers    key.Binding

	Norms, Filter, Remove, Edit, Begin, Change, Brief, Theme, Compare, Mark key.Binding

	// In lists of norms, and where they are practised.
	Family, Asks, Whom, Standing, Response, Clear, Relatives, Practise, Choice, Onward key.Binding

	// In a live room.
	Vote, Timer, Pause, Lock, People, Join, Parking, HandOver, Remote, Pin, Archive, LeaveOut key.Binding
}

func newKeys() *keyMap {
	bind := func(help, desc string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, desc))
	}
	return &keyMap{
		Up:       bind("↑", "up", "up", "k"),
		Down:     bind("↓", "down", "down", "j"),
		Left:     bind("←", "left", "left"),
		Right:    bind("→", "right", "right"),
		Enter:    bind("enter", "open", "enter"),
		Back:     bind("esc", "back", "esc"),
		Quit:     bind("q", "quit", "q", "ctrl+c"),
		Help:     bind("?", "all keys", "?"),
		PageUp:   bind("pgup", "read back", "pgup", "b"),
		PageDown: bind("space", "read on", "pgdown", " "),

		Helped:     bind("h", "helped", "h"),
		Latency:    bind("l", "added latency", "l"),
		Irrelevant: bind("i", "irrelevant", "i"),
		Abstain:    bind("a", "abstain", "a", "0"),
		TakeBack:   bind("⌫", "take back", "backspace", "delete"),
		Reason:     bind("r", "reason", "r"),
		Delay:      bind("d", "delay", "d"),
		Remark:     bind("c", "comment", "c"),
		AddNorm:    bind("+", "another norm", "+", "="),
		SetAside:   bind("-", "doesn't apply", "-"),
		Missing:    bind("m", "norm is missing", "m"),

		Count:    bind("0-9", "count", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
		Group:    bind("g", "group", "g"),
		NextCell: bind("tab", "next count", "tab"),

		Reveal:  bind("enter", "reveal", "enter"),
		Again:   bind("v", "vote again", "v"),
		Next:    bind("→", "next step", "right"),
		Prev:    bind("←", "step back", "left"),
		Steps:   bind("t", "all steps", "t"),
		Skip:    bind("s", "skip step", "s"),
		Undo:    bind("u", "undo", "u"),
		Changes: bind("U", "all changes", "U"),

		Note:             bind("n", "note", "n"),
		FacilitatorNotes: bind("f", "my notes", "f"),
		Sources:          bind("x", "sources", "x"),
		Present:          bind("p", "big screen", "p"),
		Wash:             bind("w", "hot wash", "w"),
		Finish:           bind("F", "finish", "F"),
		Reopen:           bind("O", "reopen", "O"),
		Export:           bind("e", "save results", "e"),
		Tabs:             bind("1-7", "view", "tab", "shift+tab", "1", "2", "3", "4", "5", "6", "7", "8"),
		Numbers:          bind("#", "numbers", "#"),

		Norms:   bind("N", "norms", "N"),
		Filter:  bind("/", "search", "/"),
		Remove:  bind("⌫", "remove", "backspace", "delete"),
		Edit:    bind("enter", "change", "enter"),
		Begin:   bind("enter", "begin", "enter"),
		Change:  bind("← →", "change", "left", "right"),
		Brief:   bind("B", "briefing", "B"),
		Compare: bind("C", "compare", "C"),
		Mark:    bind("space", "choose", " "),
		Theme:   bind("T", "dark or light", "T"),

		Family:    bind("← →", "family", "left", "right"),
		Asks:      bind("d", "do/refrain", "d"),
		Whom:      bind("w", "whom", "w"),
		Standing:  bind("t", "standing", "t"),
		Response:  bind("i", "response", "i"),
		Clear:     bind("x", "all norms", "x"),
		Relatives: bind("m", "relatives", "m"),
		Practise:  bind("P", "practise", "P"),
		Choice:    bind("1-4", "this one", "1", "2", "3", "4"),
		Onward:    bind("enter", "next", "enter", " "),

		Vote:     bind("o", "close the vote", "o"),
		Timer:    bind("M", "timer", "M"),
		Pause:    bind("z", "pause", "z"),
		Lock:     bind("L", "lock the room", "L"),
		People:   bind("W", "who is in", "W"),
		Join:     bind("J", "join card", "J"),
		Parking:  bind("P", "parking lot", "P"),
		HandOver: bind("S", "second console", "S"),
		Remote:   bind("R", "line for a chat", "R"),
		Pin:      bind("p", "pin", "p"),
		Archive:  bind("a", "archive", "a"),
		LeaveOut: bind("x", "leave out empty seats", "x"),
	}
}

// as gives a binding another name where it does something more particular.
func as(b key.Binding, desc string) key.Binding {
	b.SetHelp(b.Help().Key, desc)
	return b
}
