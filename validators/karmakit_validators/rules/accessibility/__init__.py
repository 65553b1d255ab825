"""Rules of accessibility."""
