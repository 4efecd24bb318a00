"""The application itself: settings, wiring, the HTTP edge and the command line."""
