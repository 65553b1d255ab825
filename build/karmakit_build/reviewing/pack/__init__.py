"""The review pack: one HTML file in which an expert reads a course, decides on it and saves that, without Git or network."""
