package journal

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
)

// ReadArchive reads what [Store.Export] wrote. It accepts nothing else: a
// file that was cut short, edited or joined to another one is refused with
// [ErrArchive], as is a version that this program doesn't know, then with
// [ErrNewer] too. The error says in which line and column, counted from 1 in
// bytes, what is wrong and what to do. If r fails, the error is [ErrIO].
func ReadArchive(r io.Reader) (*Archive, error) {
	in := archiveReader{r: bufio.NewReaderSize(r, 64<<10), sum: sha256.New()}
	if err := in.head(); err != nil {
		return nil, err
	}
	for {
		ended, err := in.line()
		if err != nil {
			return nil, err
		}
		if ended {
			break
		}
	}
	if _, err := in.r.ReadByte(); err != io.EOF {
		in.number++
		return nil, in.problem(1, "something follows the end of the exercise: import each exported file on its own")
	}
	kept, err := newRecord(in.archive.Exercise, in.archive.Documents, in.archive.Entries)
	if err != nil {
		in.number = 1
		return nil, in.problem(1, "%v", err)
	}
	in.archive.Exercise = kept.exercise
	return &in.archive, nil
}

// exportAgain is what to do about nearly everything that can be wrong.
const exportAgain = "export the exercise again, and don't change the file"

// An archiveReader is in the middle of reading an archive.
type archiveReader struct {
	r       *bufio.Reader
	sum     hash.Hash // of all lines before the current one
	number  int       // of the current line, from 1
	archive Archive
}

// head reads the first line.
func (in *archiveReader) head() error {
	text, err := in.next()
	if err != nil {
		return err
	}
	var is struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if err := json.Unmarshal(text, &is); err != nil || is.Format != archiveFormat {
		return in.problem(1, "this is not an exported exercise: choose a file that normwalk exported")
	}
	if is.Version > archiveVersion {
		return in.problem(column(text, `"version"`), "written by a newer normwalk (version %d, this one knows %d): update normwalk", is.Version, archiveVersion).because(ErrNewer)
	}
	var h head
	if err := in.decode(text, &h); err != nil {
		return err
	}
	e := Exercise{ID: h.ID, Scenario: h.Scenario, Title: h.Title, Mode: h.Mode, Track: h.Track, Opened: h.Opened, Progress: Progress(h.Progress)}
	if !validID(e.ID) {
		return in.problem(column(text, `"id"`), "%q can't be an exercise's id: %s", e.ID, exportAgain)
	}
	if err := in.same(text, headLine(e)); err != nil {
		return err
	}
	in.archive.Exercise = e
	in.sum.Write(text)
	return nil
}

// line reads any other line, and tells whether it was the last.
func (in *archiveReader) line() (ended bool, err error) {
	text, err := in.next()
	if err != nil {
		return false, err
	}
	var l line
	if err := in.decode(text, &l); err != nil {
		return false, err
	}
	switch {
	case l.Document != nil && l.Entry == nil && l.End == nil:
		err = in.document(text, l.Document)
	case l.Entry != nil && l.Document == nil && l.End == nil:
		err = in.entry(text, l.Entry)
	case l.End != nil && l.Document == nil && l.Entry == nil:
		return true, in.end(text, l.End)
	default:
		err = in.problem(1, "the line is neither a document, an entry nor the end: %s", exportAgain)
	}
	in.sum.Write(text)
	return false, err
}

func (in *archiveReader) document(text []byte, l *lineDocument) error {
	if len(in.archive.Entries) > 0 {
		return in.problem(1, "a document stands among the entries: %s", exportAgain)
	}
	d := Document{Hash: l.Hash, Kind: l.Kind, ID: l.ID, Name: l.Name, Body: l.Base64}
	if l.Body != nil {
		d.Body = []byte(*l.Body)
	}
	if sum := Hash(d.Body); d.Hash != sum {
		return in.problem(column(text, `"hash"`), "the text of document %q has the hash %s, so it was changed: %s", d.ID, sum, exportAgain)
	}
	if d.Body == nil {
		d.Body = []byte{}
	}
	in.archive.Documents = append(in.archive.Documents, d)
	return in.same(text, documentLine(d))
}

func (in *archiveReader) entry(text []byte, l *lineEntry) error {
	e := Entry{Seq: l.Seq, At: l.At.UTC(), Kind: l.Kind, Data: l.Data}
	if due := int64(len(in.archive.Entries)) + 1; e.Seq != due {
		return in.problem(column(text, `"seq"`), "entry %d stands where entry %d is due, so a part is missing or was moved: %s", e.Seq, due, exportAgain)
	}
	if len(e.Data) == 0 {
		return in.problem(1, "the entry has no data: %s", exportAgain)
	}
	in.archive.Entries = append(in.archive.Entries, e)
	return in.same(text, entryLine(e))
}

func (in *archiveReader) end(text []byte, l *lineEnd) error {
	is := lineEnd{
		Documents: len(in.archive.Documents),
		Entries:   len(in.archive.Entries),
		SHA256:    hex.EncodeToString(in.sum.Sum(nil)),
	}
	switch {
	case l.Documents != is.Documents:
		return in.problem(column(text, `"documents"`), "there are %d documents where there should be %d: %s", is.Documents, l.Documents, exportAgain)
	case l.Entries != is.Entries:
		return in.problem(column(text, `"entries"`), "there are %d entries where there should be %d: %s", is.Entries, l.Entries, exportAgain)
	case l.SHA256 != is.SHA256:
		return in.problem(column(text, `"sha256"`), "the file has the hash %s, so something in it was changed: %s", is.SHA256, exportAgain)
	}
	return in.same(text, line{End: &is})
}

// next reads a line, its end included.
func (in *archiveReader) next() ([]byte, error) {
	in.number++
	var text []byte
	for {
		part, err := in.r.ReadSlice('\n')
		if len(text)+len(part) > maxLine {
			return nil, in.problem(maxLine, "the line is longer than %d MiB: choose a file that normwalk exported", maxLine>>20)
		}
		text = append(text, part...)
		switch {
		case err == nil:
			return text, nil
		case errors.Is(err, bufio.ErrBufferFull):
		case !errors.Is(err, io.EOF):
			return nil, problemf(ErrIO, "archive:%d:%d: the file can't be read on (%v): check the disk and try again", in.number, len(text)+1, err).because(err)
		case in.number == 1 && len(text) == 0:
			return nil, in.problem(1, "the file is empty: choose a file that normwalk exported")
		default:
			return nil, in.problem(len(text)+1, "the file ends before the exercise does, so it was cut short: copy or export it again")
		}
	}
}

// decode reads a line's JSON.
func (in *archiveReader) decode(text []byte, v any) error {
	err := json.Unmarshal(text, v)
	if err == nil {
		return nil
	}
	at := int64(1)
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		at = syntax.Offset
	case errors.As(err, &kind):
		at = kind.Offset
	}
	return in.problem(int(max(at, 1)), "the line can't be understood (%v): %s", err, exportAgain)
}

// same makes sure that the line reads exactly as this program would write
// what it understood, so that nothing in it was overlooked, and importing
// and exporting again gives the same bytes.
func (in *archiveReader) same(text []byte, meaning any) error {
	written, err := encodeLine(meaning)
	if err != nil {
		return in.problem(1, "the line can't be kept (%v): %s", err, exportAgain)
	}
	if bytes.Equal(text, written) {
		return nil
	}
	at := 0
	for at < len(text) && at < len(written) && text[at] == written[at] {
		at++
	}
	if bytes.HasSuffix(text, []byte("\r\n")) {
		return in.problem(len(text)-1, "the line ends as Windows text does, so the file was changed on its way: send it as an attachment or in a zip file, and don't open it in an editor")
	}
	return in.problem(at+1, "the line is not as normwalk writes it, so it was edited: %s", exportAgain)
}

// problem makes an error that points into the archive.
func (in *archiveReader) problem(column int, format string, args ...any) *problem {
	return problemf(ErrArchive, "archive:%d:%d: %s", in.number, column, fmt.Sprintf(format, args...))
}

// column returns where key first stands in the line, from 1.
func column(text []byte, key string) int {
	return max(bytes.Index(text, []byte(key)), 0) + 1
}
