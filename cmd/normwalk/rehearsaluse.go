package main

import (
	"bytes"
	"os"
	"runtime/metrics"
	"strconv"

	"github.com/normwalk/normwalk/engine/rehearsal"
)

// use is what this process takes of the machine.
func use() rehearsal.Use {
	samples := []metrics.Sample{
		{Name: "/gc/heap/live:bytes"}, {Name: "/sched/goroutines:goroutines"},
		{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"},
	}
	metrics.Read(samples)
	number := func(i int) int64 {
		if samples[i].Value.Kind() != metrics.KindUint64 {
			return 0
		}
		return int64(samples[i].Value.Uint64())
	}
	u := rehearsal.Use{Heap: number(0), Goroutines: int(number(1)), CPU: cpuTime()}
	if u.Resident = resident(); u.Resident == 0 {
		u.Resident = number(2) - number(3) // what the system counts, but for the program itself
	}
	return u
}

// resident is the memory that the system counts for this process; 0 where it
// doesn't tell.
func resident() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range bytes.Lines(status) {
		if rest, ok := bytes.CutPrefix(line, []byte("VmRSS:")); ok {
			kb, _ := strconv.ParseInt(string(bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimSpace(rest), []byte("kB")))), 10, 64) // 0 if it is no number
			return kb * 1024
		}
	}
	return 0
}
