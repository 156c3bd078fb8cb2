package web

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strings"
)

// Longest values of form fields, in bytes. The rules are stricter; these bounds
// only keep what is read small.
const (
	maxField = 128
	maxText  = 4096
)

// form reads a posted form. Only the fields that are named are taken, each at
// most once; the URL is not looked at. When it can't be read, the request is
// answered and ok is false.
func form(w http.ResponseWriter, r *http.Request, fields ...string) (values map[string]string, ok bool) {
	values, err := readForm(r, fields)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		refuse(w, http.StatusRequestEntityTooLarge, "The form is too large.")
	case errors.Is(err, errMediaType):
		refuse(w, http.StatusUnsupportedMediaType, "Send it as a form.")
	case err != nil:
		refuse(w, http.StatusBadRequest, "The form can't be read.")
	}
	return values, err == nil
}

var errMediaType = errors.New("not a form")

func readForm(r *http.Request, fields []string) (map[string]string, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		return nil, errMediaType
	}
	if err := r.ParseForm(); err != nil {
		return nil, err
	}
	values := map[string]string{}
	for name, given := range r.PostForm {
		limit := maxField
		if name == "note" || name == "text" {
			limit = maxText
		}
		if !slices.Contains(fields, name) || len(given) != 1 || len(given[0]) > limit {
			return nil, fmt.Errorf("a field that is unknown, given twice or too long")
		}
		// Browsers send line breaks as two characters and count them as one.
		values[name] = strings.ReplaceAll(given[0], "\r\n", "\n")
	}
	return values, nil
}
