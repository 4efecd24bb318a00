"""Activities: what they are, when they may go online, and what moderators and organisers do with them."""
