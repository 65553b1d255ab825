"""Make the pictures and films of a course fit to travel, in its sources, and lighter files that may stand in for them."""
