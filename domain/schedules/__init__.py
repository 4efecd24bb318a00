"""When an activity takes place: its schedule, the occurrences that follow from it, and how it reads in Dutch."""
