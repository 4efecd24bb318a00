"""Read plans: a selection of fields becomes one statement and one function from rows to the answer; see README.md."""
