"""That people work for organisations."""
