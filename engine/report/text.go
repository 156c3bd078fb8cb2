package report

import "github.com/normwalk/normwalk/engine/markup"

// text is one line of a report, free of any format.
type text = markup.Text

func plain(s string) text                     { return markup.Plain(s) }
func textf(format text, args ...any) text     { return markup.Textf(format, args...) }
func join(texts []text, between text) text    { return markup.Join(texts, between) }
func strong(t text) text                      { return markup.Strong(t) }
func link(address string) text                { return markup.Link(address) }
func jump(anchor string, label text) text     { return markup.Jump(anchor, label) }
func anchored(anchor string, label text) text { return markup.Anchored(anchor, label) }
func bracketed(t text) text                   { return markup.Bracketed(t) }
func escapeHTML(s string) string              { return markup.Escape(s) }
