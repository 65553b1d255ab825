"""Rules of links and references."""
