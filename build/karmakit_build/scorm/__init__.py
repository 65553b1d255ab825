"""What SCORM packages have in common: the manifest and the metadata."""
