// Package rehearsal plays a live room with simulated participants, so that a
// facilitator knows the evening before whether a laptop holds the room. It is
// also the benchmark of the live room.
//
// The room runs in a process of its own, behind a [Stage]. A [Plan] says how
// many phones and terminals come, for how many steps. They join within two
// seconds, as a room does when the code goes up; at each step they read the
// page, and vote on one norm after another, all within a second; some change
// their vote, some drop off and come back. With Plan.Kill the room's process is
// killed at a random moment of each vote, and started again.
//
// Phones are real HTTP connections with a page, an event stream and posted
// forms; terminals are real SSH connections, whose screen is drawn and read.
// Nothing but this machine can be reached: see loopback.
//
// Everything that was acknowledged is kept in a ledger, and compared at the end
// with the state of the room and with the journal on disk. [Result] holds the
// figures beside the bars, and says in words what they mean.
package rehearsal
