"""The servers that this one is compared with."""
