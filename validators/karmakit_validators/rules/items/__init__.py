"""Rules of questions and tests."""
