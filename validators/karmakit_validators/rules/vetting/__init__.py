"""Rules of vetting: exceptions in the text."""
