"""By which application an organisation reaches the government."""
