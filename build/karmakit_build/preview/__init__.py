"""Show courses while they are written: the player's own pages, with what the check says of each beside it."""
