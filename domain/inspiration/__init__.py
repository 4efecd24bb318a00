"""Examples of activities, to start one's own from."""
