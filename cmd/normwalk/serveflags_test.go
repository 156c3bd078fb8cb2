package main

import (
	"path/filepath"
	"testing"

	"github.com/spf13/pflag"
)

func TestSettle(t *testing.T) {
	cert, err := filepath.Abs("room.pem")
	if err != nil {
		t.Fatal(err)
	}
	key, err := filepath.Abs("room.key")
	if err != nil {
		t.Fatal(err)
	}
	kept := serving{Web: ":8081", SSH: ":2324", Cert: cert, Key: key, webFixed: true, sshFixed: true}
	for _, c := range []struct {
		about  string
		args   []string
		before serving
		want   serving
	}{
		{"nothing", nil, usualServing(), serving{Web: "127.0.0.1:8080", SSH: "127.0.0.1:2323"}},
		{"the network", []string{"--lan"}, usualServing(), serving{Web: ":8080", SSH: ":2323"}},
		{"the network, at a port", []string{"--lan", "--port", "80"}, usualServing(), serving{Web: ":80", SSH: ":2323", webFixed: true}},
		{"one address", []string{"--listen", "192.168.1.10:80"}, usualServing(), serving{Web: "192.168.1.10:80", SSH: "192.168.1.10:2323", webFixed: true}},
		{"IPv6", []string{"--listen", "[fd00::2]:80", "--ssh", "OFF"}, usualServing(), serving{Web: "[fd00::2]:80", webFixed: true}},
		{"terminals elsewhere", []string{"--lan", "--ssh", "127.0.0.1:22"}, usualServing(), serving{Web: ":8080", SSH: "127.0.0.1:22", sshFixed: true}},
		{"ports of the system's choice", []string{"--port", "0", "--ssh-port", "0"}, usualServing(), serving{Web: "127.0.0.1:0", SSH: "127.0.0.1:0", webFixed: true, sshFixed: true}},
		{"TLS", []string{"--tls-cert", "room.pem", "--tls-key", "room.key"}, usualServing(), serving{Web: "127.0.0.1:8080", SSH: "127.0.0.1:2323", Cert: cert, Key: key}},

		{"again", nil, kept, kept},
		{"again, on one address", []string{"--listen", "10.0.0.4:8080"}, kept, serving{Web: "10.0.0.4:8080", SSH: "10.0.0.4:2324", Cert: cert, Key: key, webFixed: true}},
		{"again, at another port", []string{"--port", "8090"}, kept, serving{Web: ":8090", SSH: ":2324", Cert: cert, Key: key, webFixed: true, sshFixed: true}},
		{"again, for the network", []string{"--lan"}, serving{Web: "127.0.0.1:8080", webFixed: true}, serving{Web: ":8080"}},
		{"again, with terminals", []string{"--ssh-port", "2323"}, serving{Web: "127.0.0.1:8080", webFixed: true}, serving{Web: "127.0.0.1:8080", SSH: "127.0.0.1:2323", webFixed: true, sshFixed: true}},
		{"again, without", []string{"--ssh", "off"}, kept, serving{Web: ":8081", Cert: cert, Key: key, webFixed: true, sshFixed: true}},
	} {
		t.Run(c.about, func(t *testing.T) {
			var w servingChoice
			f := pflag.NewFlagSet("serve", pflag.ContinueOnError)
			w.flags(f)
			if err := f.Parse(c.args); err != nil {
				t.Fatal(err)
			}
			got, err := w.settle(f, c.before)
			if err != nil || got != c.want {
				t.Errorf("%+v, %v; want %+v", got, err, c.want)
			}
		})
	}
}
