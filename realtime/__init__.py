"""Live Meldingen: a bell between processes, and the stream that each subscriber follows."""
