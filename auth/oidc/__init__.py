"""Signing in with an OpenID Connect provider, such as the Flemish access management (ACM/IDM)."""
