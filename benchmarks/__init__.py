"""Measures this server side by side with others in one run; `python -m benchmarks --help`."""
