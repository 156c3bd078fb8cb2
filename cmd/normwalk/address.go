package main

import (
	"cmp"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
)

// A nic is a network interface, as far as people who join are concerned.
type nic struct {
	name     string
	up       bool
	loopback bool
	single   bool // leads to one other machine, as a tunnel does
	at       []netip.Addr
}

// A lanAddress is an address at which this machine can be reached on a local
// network.
type lanAddress struct {
	nic string
	at  netip.Addr
}

func (l lanAddress) String() string { return fmt.Sprintf("%s (%s)", l.at, l.nic) }

// nics are the machine's interfaces.
func nics() ([]nic, error) {
	all, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("list the network interfaces: %w", err)
	}
	var out []nic
	for _, i := range all {
		n := nic{
			name: i.Name, up: i.Flags&net.FlagUp != 0 && i.Flags&net.FlagRunning != 0,
			loopback: i.Flags&net.FlagLoopback != 0, single: i.Flags&net.FlagPointToPoint != 0,
		}
		addrs, err := i.Addrs()
		if err != nil {
			continue // it went away meanwhile
		}
		for _, a := range addrs {
			if p, err := netip.ParsePrefix(a.String()); err == nil {
				n.at = append(n.at, p.Addr().Unmap())
			}
		}
		out = append(out, n)
	}
	return out, nil
}

// virtual are beginnings of the names of interfaces that lead to containers and
// virtual machines on this computer, or into tunnels: no phone is there.
func virtual() []string {
	return []string{
		"docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "lxc", "lxd", "cni", "flannel", "cali", "podman", "bridge",
		"vethernet (wsl", "vethernet (default", "utun", "tun", "tap", "wg", "tailscale", "zt", "awdl", "llw", "anpi",
	}
}

// lanAddresses are the addresses that a phone on the same network may reach,
// the likeliest first: those of private networks before others, IPv4 before
// IPv6, wireless before cable.
func lanAddresses(nics []nic) []lanAddress {
	var out []lanAddress
	for _, n := range nics {
		low := strings.ToLower(n.name)
		if !n.up || n.loopback || n.single || slices.ContainsFunc(virtual(), func(v string) bool { return strings.HasPrefix(low, v) }) {
			continue
		}
		for _, a := range n.at {
			if a.IsGlobalUnicast() && !a.IsLinkLocalUnicast() {
				out = append(out, lanAddress{n.name, a})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b lanAddress) int { return cmp.Compare(likelihood(a), likelihood(b)) })
	return out
}

// likelihood ranks an address: the lower, the likelier.
func likelihood(l lanAddress) int {
	rank := 0
	if !l.at.Is4() {
		rank += 4 // seldom typed without a mistake
	}
	if !l.at.IsPrivate() {
		rank += 2
	}
	if !wireless(l.nic) {
		rank++
	}
	return rank
}

// wireless reports whether an interface has the name of a wifi: wlan0, wlp3s0,
// Wi-Fi; on a Mac it is en0.
func wireless(name string) bool {
	low := strings.ToLower(name)
	return strings.HasPrefix(low, "wl") || strings.HasPrefix(low, "wi-fi") || strings.HasPrefix(low, "wifi") || low == "en0"
}

// reach says in plain words who can come to an address that is listened on.
type reach struct {
	host  string   // for the addresses that people are told
	hosts []string // by which a browser may name this machine
	notes []string // for the facilitator, in plain words
	alone bool     // nobody else can come
}

// reachOf works out how people reach what listens on a host: all interfaces if
// it is empty or unspecified, this machine alone, or one address.
func reachOf(host string, nics []nic) reach {
	at, err := netip.ParseAddr(host)
	switch {
	case host == "", err == nil && at.IsUnspecified():
		return everywhere(lanAddresses(nics))
	case host == "localhost", err == nil && at.IsLoopback():
		return reach{host: host, alone: true, notes: []string{"Only this computer can join. Add --lan to let phones on this network in."}}
	case err == nil:
		return reach{host: host, notes: []string{fmt.Sprintf("Whoever can reach %s can join with the room code.", host)}}
	}
	return reach{host: host, hosts: []string{host}, notes: []string{fmt.Sprintf("Whoever can reach %s can join with the room code.", host)}}
}

// everywhere is the reach of a machine that listens on all its addresses.
func everywhere(found []lanAddress) reach {
	if len(found) == 0 {
		return reach{host: "127.0.0.1", notes: []string{
			"This computer is on no network that phones could join: connect it to the wifi of the room, then start again. Until then only this computer can join.",
		}}
	}
	best := found[0]
	r := reach{host: best.at.String(), notes: []string{
		fmt.Sprintf("Phones must be on the same network as this computer. On it, this computer is %s.", best),
	}}
	var others []string
	for _, l := range found[1:] {
		if l.at.Is4() || !best.at.Is4() { // nobody types the longer kind who has the other
			others = append(others, l.String())
		}
	}
	if len(others) > 0 {
		r.notes = append(r.notes, fmt.Sprintf("It can be reached as %s too. If the phones are on that network, start again with --listen and that address in place of --lan: then it is the one that people are shown.",
			strings.Join(others, " and as ")))
	}
	r.notes = append(r.notes, "If phones can't open the page, a firewall on this computer may ask, or have to be told, to let normwalk in; and some guest wifis keep devices apart.")
	return r
}

// astray reports whether people are told an address that this machine no longer
// has. Of a name nobody here can say.
func astray(host string, nics []nic) bool {
	at, err := netip.ParseAddr(host)
	if err != nil || at.IsLoopback() || at.IsUnspecified() {
		return false
	}
	return !slices.ContainsFunc(nics, func(n nic) bool { return n.up && slices.Contains(n.at, at.Unmap()) })
}
