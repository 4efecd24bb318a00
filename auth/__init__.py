"""From a token or a session to the actor it stands for."""
