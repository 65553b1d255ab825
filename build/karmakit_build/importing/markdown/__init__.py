"""Read the Markdown of other makers as a tree of nodes, with what is theirs alone still named in it."""
