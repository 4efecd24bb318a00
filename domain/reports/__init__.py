"""Reports by visitors: what is wrong with an activity, for the moderators of its territory."""
