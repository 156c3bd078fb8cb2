// Package schema describes the two content formats as JSON Schema, so that an
// editor can complete and check a file while it is being written.
//
// Nothing is said twice: the fields are those of the Go types, and lengths,
// words and spellings are what the loader's own checks ask (see
// [document.Rules]). Only the help texts are written here.
//
// The schemas keep to words that mean the same in draft 7 and 2020-12, since
// editors for TOML know the older one.
//
// What a schema can't say is left to "normwalk check": that an id exists, is
// unique and is used, that times are in order, how long facts are together,
// that no character is invisible. It also counts a text's blanks and line
// breaks as they are written, where the loader counts them as they are shown.
package schema
