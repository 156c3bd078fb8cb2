// Package web is the live room over HTTP: a page for each participant's phone,
// and one for the projector. It is a player of package room: the rules are in
// package exercise, and no command of the facilitator can be given here.
//
// Pages are made on the server and work without a script: every vote is a form.
// A small script sends a choice at once, says "recorded" only when the server
// has said so, and follows the room. An event stream tells it that there is
// something new to see; what that is the page fetches itself. Votes of others
// cause no message. Projector pages get all they show through their stream, at
// most about ten times a second, made once for all of them.
//
// # Threat model
//
// The room is served on a local network to people in the same room, and to
// some who are elsewhere. Everybody on the network can send what they like:
// participants, people who are not in the exercise, and web pages that a
// participant has open beside. The facilitator's laptop, its disk and whoever
// holds its keyboard are trusted.
//
// Somebody on the network without the room's code can load the page to join,
// which shows the stakeholder groups and whether the room is locked, and can
// guess codes: there are 28 million, and an address has a few wrong tries, then
// one every two seconds; an address that has used them up isn't told whether a
// code is right. They can't join, see the exercise or the projector's page.
//
// A participant has a token, signed with the room's key, in a cookie that no
// script can read. It alone says whose ballot a request is about; no form or
// address can name a participant. With it they can read the step, cast, change
// and withdraw their own ballots while the vote is open, propose missing norms,
// and learn after the reveal what everybody learns. They can't see or change
// another's ballot, see counts before the reveal, vote on a step or in a round
// that isn't open, or learn who others are: the pages are made from the state
// as participants may see it, and the full state is asked for their own ballot
// and seat alone. Ids of others, notes, the room's key and the facilitator's
// passphrase are in no answer; this package never reads the passphrase.
//
// A page from elsewhere can't use a participant's browser: forms are taken from
// the room's own pages only ([net/http.CrossOriginProtection]; the cookie is
// SameSite), no page may frame ours, and requests under a foreign host name are
// refused, against DNS rebinding. Text from people is escaped by html/template,
// and the policy of the pages (CSP) allows no script, style or connection but
// the server's own, should an escape ever be forgotten. Nothing is fetched from
// anywhere else, and no address of the room is told to others.
//
// Somebody who floods the room is held to the [Limits] of their address. Forms,
// headers, times, connections and streams are bounded, in all and for each. A
// reader who stops reading is dropped at the next write that has to wait, and
// holds up nobody. A fault in one request ends that request. Who has enough
// machines can still overload one laptop; the ballots on disk stay.
//
// # What is not protected
//
// Plain HTTP can be read, and changed, by others on an open wireless network:
// they can take a token and vote with it until the facilitator removes that
// participant. Serve over TLS with a certificate of your own, or use a network
// with a password. Over TLS the cookie is sent nowhere else.
//
// Nobody proves who they are. Somebody with two devices, or who throws the
// cookie away, can join twice. This is bounded, not prevented: by the limit on
// participants, by locking the room once all are in, and by the list of seats,
// where the facilitator sees more people than are in the room and can remove
// some. The stakeholder group is what people say it is.
//
// Whoever sees the projector, or a forwarded line for remote people, knows the
// code. The facilitator can lock the room.
//
// What is logged are faults, with neither addresses nor content.
package web
