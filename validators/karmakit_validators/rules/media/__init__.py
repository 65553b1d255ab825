"""Rules of media files."""
