"""What `karmakit new` lays out, as values: files by path, and edits of the files that are there."""
