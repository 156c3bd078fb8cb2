// Package ssh lets people into a live room from a terminal:
//
//	ssh -p 2323 7kq2m@host
//
// What can be reached:
//
//   - With any user name: a participant's terminal, [tui.Guest]. A name equal to
//     the room's code saves typing it. Somebody whose client shows a key comes
//     back to the same ballots; which participant that is follows from the key
//     and the room's secret, and the key itself is kept nowhere. Somebody without
//     a key is let in all the same, and is somebody new each time.
//   - As screen, or screen-CODE: the projector's view. It takes no commands.
//   - As console: the facilitator's console, for the room's passphrase alone. No
//     key opens it. Tries are counted for each connection, each address, and all
//     together.
//
// What can't: a shell, a command, a file, a subsystem such as SFTP, a forwarded
// port, socket, agent or display, in either direction. Of the environment that a
// client sends, only what it says about colours is read, and nothing of it
// reaches a process: none is ever started. A connection has one session.
//
// What one client can do to others: each has a program and a renderer of its
// own, with the size and colours of its terminal, within bounds. A client that
// doesn't read, doesn't log in, doesn't type or stays too long is let go; a fault
// in one session ends that session. The number of connections is bounded in all
// and for each address, with room for 200 people behind one wifi. None of it
// holds up the room, because a session only ever waits for its own client.
//
// No address, user name or key goes to a log.
package ssh
