package advice

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/normwalk/normwalk/engine/scenario"
)

// fewest is the number of words below which a readability says nothing.
const fewest = 30

// lix is the readability of a text by C.-H. Björnsson's formula (Läsbarhet,
// Stockholm: Liber 1968; in English "Readability of Newspapers in 11
// Languages", Reading Research Quarterly 18(4), 1983): words per sentence, plus
// the share in percent of words with more than six letters. It counts no
// syllables, so that it works in other languages too. About 30 is easy, 40 a
// newspaper, 50 an official text, 60 a hard one. ok is false for a text that
// is too short to tell.
func lix(text string) (value int, ok bool) {
	words, long, sentences := 0, 0, 0
	for _, w := range strings.Fields(text) {
		bare := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if bare == "" {
			continue
		}
		words++
		if utf8.RuneCountInString(bare) > 6 {
			long++
		}
		if strings.ContainsAny(w[len(w)-1:], ".!?") || strings.HasSuffix(w, "…") {
			sentences++
		}
	}
	if words < fewest {
		return 0, false
	}
	return words/max(sentences, 1) + 100*long/words, true
}

// told is what a room hears at a step.
func told(s *scenario.Step) string {
	var texts []string
	for _, f := range s.Facts {
		texts = append(texts, f.Text)
	}
	return strings.Join(texts, "\n")
}

// middle is the median readability of the steps; 0 where there are too few to
// compare.
func (a *adviser) middle() int {
	var values []int
	for i := range a.Steps {
		if v, ok := lix(told(&a.Steps[i])); ok {
			values = append(values, v)
		}
	}
	if len(values) < 3 {
		return 0
	}
	slices.Sort(values)
	return values[len(values)/2]
}
