"""How a course is written down: reading the disk, the Markdown dialect, and the course it makes."""
