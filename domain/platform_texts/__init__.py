"""The texts and lists of the platform, which an administrator changes without a release."""
