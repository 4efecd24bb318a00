"""Claims: a moderator tells colleagues that they are looking at an activity."""
