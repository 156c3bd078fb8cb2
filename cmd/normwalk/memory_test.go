package main

import "testing"

func TestARoomThatDoesNotFitIsNotHeldToTheLimit(t *testing.T) {
	const mb = 1 << 20
	for _, x := range []struct{ heap, stacks, want int64 }{
		{10 * mb, 2 * mb, servingMemory},
		{38 * mb, 28 * mb, servingMemory}, // five hundred terminals
		{80 * mb, 40 * mb, 140 * mb * 6 / 5},
	} {
		if got := limitFor(uint64(x.heap), uint64(x.stacks)); got/mb != x.want/mb {
			t.Errorf("with %d and %d MB in use the limit is %d MB, want %d", x.heap/mb, x.stacks/mb, got/mb, x.want/mb)
		}
	}
}
