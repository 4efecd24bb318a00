"""What makes the load: processes of their own, so that they do not share an event loop with anybody."""
