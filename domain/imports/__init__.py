"""Taking activities over from elsewhere: drafts for the moderator, updated as their source changes."""
