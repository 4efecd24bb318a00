"""People whose access is managed."""
