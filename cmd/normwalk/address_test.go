package main

import (
	"net/netip"
	"strings"
	"testing"
)

func at(addrs ...string) []netip.Addr {
	var out []netip.Addr
	for _, a := range addrs {
		out = append(out, netip.MustParseAddr(a))
	}
	return out
}

// What a phone can't reach is never offered, and the wifi comes first.
func TestLANAddresses(t *testing.T) {
	for _, c := range []struct {
		about string
		nics  []nic
		want  string
	}{
		{"a Linux laptop", []nic{
			{name: "lo", up: true, loopback: true, at: at("127.0.0.1", "::1")},
			{name: "enp0s31f6", up: true, at: at("10.1.2.3", "fe80::1")},
			{name: "wlp3s0", up: true, at: at("192.168.1.10", "2001:db8::10")},
			{name: "docker0", up: true, at: at("172.17.0.1")},
			{name: "br-12ab", up: true, at: at("172.18.0.1")},
			{name: "veth77", up: true, at: at("169.254.3.4")},
			{name: "tun0", up: true, single: true, at: at("10.8.0.2")},
		}, "192.168.1.10 (wlp3s0), 10.1.2.3 (enp0s31f6), 2001:db8::10 (wlp3s0)"},
		{"a Mac", []nic{
			{name: "lo0", up: true, loopback: true, at: at("127.0.0.1")},
			{name: "en0", up: true, at: at("192.168.8.20", "fd00::20")},
			{name: "en5", up: true, at: at("192.168.8.21")},
			{name: "awdl0", up: true, at: at("fe80::2")},
			{name: "utun3", up: true, at: at("100.64.1.1")},
			{name: "bridge100", up: true, at: at("192.168.64.1")},
		}, "192.168.8.20 (en0), 192.168.8.21 (en5), fd00::20 (en0)"},
		{"Windows", []nic{
			{name: "vEthernet (WSL)", up: true, at: at("172.30.0.1")},
			{name: "Ethernet", at: at("192.168.1.5")},
			{name: "Wi-Fi", up: true, at: at("192.168.1.6")},
		}, "192.168.1.6 (Wi-Fi)"},
		{"a public address", []nic{
			{name: "eth0", up: true, at: at("203.0.113.9")},
			{name: "eth1", up: true, at: at("10.0.0.9")},
		}, "10.0.0.9 (eth1), 203.0.113.9 (eth0)"},
		{"link-local only", []nic{{name: "eth0", up: true, at: at("169.254.9.9", "fe80::9")}}, ""},
		{"nothing", nil, ""},
	} {
		t.Run(c.about, func(t *testing.T) {
			var got []string
			for _, l := range lanAddresses(c.nics) {
				got = append(got, l.String())
			}
			if s := strings.Join(got, ", "); s != c.want {
				t.Errorf("%s, want %s", s, c.want)
			}
		})
	}
}

func TestReach(t *testing.T) {
	wifi := []nic{{name: "wlan0", up: true, at: at("192.168.1.10")}}
	both := append([]nic{{name: "eth0", up: true, at: at("10.0.0.4")}}, wifi...)
	for _, c := range []struct {
		listen string
		nics   []nic
		host   string
		hosts  string
		says   string
	}{
		{"127.0.0.1", both, "127.0.0.1", "", "Only this computer can join. Add --lan to let phones on this network in."},
		{"::1", both, "::1", "", "Only this computer can join."},
		{"localhost", both, "localhost", "", "Only this computer can join."},
		{"", wifi, "192.168.1.10", "", "this computer is 192.168.1.10 (wlan0)."},
		{"", both, "192.168.1.10", "", "It can be reached as 10.0.0.4 (eth0) too. If the phones are on that network, start again with --listen and that address"},
		{"0.0.0.0", wifi, "192.168.1.10", "", "this computer is 192.168.1.10 (wlan0)."},
		{"::", wifi, "192.168.1.10", "", "this computer is 192.168.1.10 (wlan0)."},
		{"", nil, "127.0.0.1", "", "on no network that phones could join"},
		{"10.0.0.4", both, "10.0.0.4", "", "Whoever can reach 10.0.0.4 can join"},
		{"room.local", both, "room.local", "room.local", "Whoever can reach room.local can join"},
	} {
		r := reachOf(c.listen, c.nics)
		if says := strings.Join(r.notes, "\n"); r.host != c.host || strings.Join(r.hosts, " ") != c.hosts || !strings.Contains(says, c.says) {
			t.Errorf("listening on %q: host %s, hosts %s:\n%s", c.listen, r.host, r.hosts, says)
		}
	}
}

// Whatever this machine has, what is offered can be listened on.
func TestOwnAddresses(t *testing.T) {
	own, err := nics()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lanAddresses(own) {
		if !l.at.IsValid() || l.at.IsLoopback() {
			t.Errorf("%s is offered", l)
		}
	}
}

func TestAstray(t *testing.T) {
	now := []nic{
		{name: "lo", up: true, loopback: true, at: at("127.0.0.1")},
		{name: "wlp3s0", up: true, at: at("10.0.0.7", "2001:db8::10")},
		{name: "eth0", at: at("192.168.1.10")}, // the cable is out
	}
	for host, want := range map[string]bool{
		"10.0.0.7": false, "2001:db8::10": false, "192.168.1.10": true, "192.0.2.1": true,
		"127.0.0.1": false, "0.0.0.0": false, "": false, "localhost": false, "room.example": false,
	} {
		if got := astray(host, now); got != want {
			t.Errorf("%q: %t", host, got)
		}
	}
}
