"""What is published, in formats that other software reads: iCalendar, Atom and JSON-LD. Nothing here reads or waits."""
