"""Rules of language: sentences, scripts, words."""
