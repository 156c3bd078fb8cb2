package markup

import "testing"

func TestEscape(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain text, 13(h): 3.5 h, U.S. and “quotes” – don't.", "plain text, 13(h): 3.5 h, U.S. and “quotes” – don't."},
		{"a|b\\|c", `a\|b\\\|c`},
		{"<script>alert(1)</script> &lt;", "&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;"},
		{"[x](http://e.example) ![y](z)", `\[x\](http\:/` + `/e\.example) \!\[y\](z)`},
		{"see https://evil.example and www.evil.example", `see https\://evil\.example and www\.evil\.example`},
		{"write to a@b.example, @everyone", `write to a(at)b\.example, (at)everyone`},
		{"www.x-y.example, 12.55 and 10.0.0.1, e.g. p.m.", `www\.x-y\.example, 12.55 and 10.0.0.1, e.g. p.m.`},
		{"# heading", `\# heading`},
		{"- item", `\- item`},
		{"---", `\---`},
		{"=== ", `\===`},
		{"+ item", `\+ item`},
		{"12. item", `12\. item`},
		{"1) item", `1\) item`},
		{"2017 was 3 - 2 = 1", "2017 was 3 - 2 = 1"},
		{"> quote", "&gt; quote"},
		{"```code``` *a* __b__ ~~c~~ $x$ a^b", "\\`\\`\\`code\\`\\`\\` \\*a\\* \\_\\_b\\_\\_ \\~\\~c\\~\\~ \\$x\\$ a\\^b"},
		{"{{ template }} {% raw %}", `\{\{ template \}\} \{\% raw %\}`},
		{"one\ntwo\r\n\r\nthree\u2028four", "one / two / three / four"},
		{" a \t b\u00a0c ", "a b c"},
		{"\x1b[31mred\x00\a", `U+001B\[31mredU+0000U+0007`},
		{"abc\u202edef\u2066\ufeff\u200b\u00ad", "abcU+202EdefU+2066U+FEFFU+200BU+00AD"},
		{"\u0646\u0645\u06cc\u200c\u062e 👩\u200d💻", "\u0646\u0645\u06cc\u200c\u062e 👩\u200d💻"},
		{"\xff\xfe", "\ufffd"},
		{"", ""},
		{"\n", ""},
	} {
		if got := Plain(c.in).Markdown(true); got != c.want {
			t.Errorf("Markdown of %q\n got %q\nwant %q", c.in, got, c.want)
		}
	}
}

func TestLink(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"https://a.example/b_(c).pdf?x=1&y=a|b#d", "[a\\.example](https://a.example/b_%28c%29.pdf?x=1&amp;y=a%7Cb#d)"},
		{"http://a.example", "[a\\.example](http://a.example)"},
		{"javascript:alert(1)", "javascript:alert(1)"},
		{"JAVASCRIPT://a.example/%0aalert(1)", `JAVASCRIPT\://a\.example/%0aalert(1)`},
		{"https://bank.example@evil.example/", `https\://bank\.example(at)evil\.example/`},
		{"https:///nowhere", `https\:///nowhere`},
		{"doi:10.1000/182", "doi:10.1000/182"},
		{"data:text/html,<b>", "data:text/html,&lt;b&gt;"},
		{"", ""},
	} {
		if got := Link(c.in).Markdown(true); got != c.want {
			t.Errorf("link(%q)\n got %q\nwant %q", c.in, got, c.want)
		}
	}
}
