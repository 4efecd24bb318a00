"""From a bearer token to the actor it stands for."""
