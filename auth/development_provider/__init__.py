"""An OpenID provider that speaks like the Flemish access management (ACM/IDM), with made-up people; development only.

The protocol is authlib's: clients, grants, PKCE, errors, introspection and logout are its framework-free core, which
has no integration for Starlette; `requests.py` and `server.py` are that thin step. Everything is kept in memory, within
bounds, and the keys are new at each start.
"""

import os

if os.environ.get("IKDOEMEE_ENVIRONMENT", "").strip().casefold() == "production":
    # Whoever reaches these pages is whom they say they are; in production that must not even be loaded.
    raise ImportError("the sign-in for development does not exist in production")
