package journal

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"unicode/utf8"
)

// maxCard is the most bytes that a card of [Store.KeepPractice] may have. One
// has about a hundred.
const maxCard = 4 << 10

// KeepPractice keeps what is remembered of one item that somebody practises,
// in place of what was there. card is one JSON value of at most 4 KiB. It is
// on the disk when KeepPractice returns.
//
// It fails with [ErrInvalid] if item or card can't be kept, and as
// [Writer.Append] does. It needs no [Writer].
func (s *Store) KeepPractice(ctx context.Context, item string, card json.RawMessage) error {
	switch {
	case item == "" || !utf8.ValidString(item) || len(item) > maxCard:
		return problemf(ErrInvalid, "practice can't be kept under the name %.60q: use a short text in valid UTF-8", item)
	case len(card) > maxCard || !utf8.Valid(card) || !json.Valid(card):
		return problemf(ErrInvalid, "the practice of %q can't be kept, because it is no JSON of at most %d KiB", item, maxCard>>10)
	}
	return s.change(ctx, "keep what was practised", func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO practice (item, card) VALUES (?, ?) ON CONFLICT DO UPDATE SET card = excluded.card", item, string(card))
		return err
	})
}

// Practice returns what is remembered, by item.
func (s *Store) Practice(ctx context.Context) (map[string]json.RawMessage, error) {
	cards := make(map[string]json.RawMessage)
	err := s.view(ctx, "look up what was practised", func(tx *sql.Tx) (err error) {
		rows, err := tx.QueryContext(ctx, "SELECT item, card FROM practice")
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, rows.Close()) }()
		for rows.Next() {
			var item, card string
			if err := rows.Scan(&item, &card); err != nil {
				return err
			}
			cards[item] = json.RawMessage(card)
		}
		return rows.Err()
	})
	return cards, err
}
