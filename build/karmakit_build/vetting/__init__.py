"""Vetting on the disk: read what was decided on a course, and write decisions down."""
