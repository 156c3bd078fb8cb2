package source

// Text is the moment as a screen says it: "2017", "May 2017", "12 May 2017",
// "12 May 2017, 13:30 UTC". Empty if it is unknown.
func (m Moment) Text() string {
	layouts := [...]string{
		Year: "2006", Month: "January 2006", Day: "2 January 2006",
		Hour: "2 January 2006, about 15:00 UTC", Minute: "2 January 2006, 15:04 UTC", Second: "2 January 2006, 15:04:05 UTC",
	}
	if m.Precision < Year || m.Precision > Second {
		return ""
	}
	return m.Time.UTC().Format(layouts[m.Precision])
}
