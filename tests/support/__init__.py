"""What the tests share: databases, clocks, servers and made-up things."""
