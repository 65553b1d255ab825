"""Rules of licences and attribution."""
