"""Rules of structure: files, front-matter, outline, Markdown."""
