"""The language server: findings as an author types, quick fixes, what a rule says, and what can be written here."""
