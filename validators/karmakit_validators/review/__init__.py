"""What a reviewer needs to see of a change to a course, and what hangs on it: as values that any format can tell."""
