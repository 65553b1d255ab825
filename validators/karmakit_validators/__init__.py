"""What can be said against a course or a bundle."""
