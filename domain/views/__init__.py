"""Views: how often visitors opened an activity, counted without keeping who they are."""
