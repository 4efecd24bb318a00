"""Being signed in with a browser."""
