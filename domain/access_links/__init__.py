"""Links to the self-registration of the Flemish access management, explained before anything is filled in."""
