"""Rules of objectives and the shape of a course."""
