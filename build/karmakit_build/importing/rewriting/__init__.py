"""Write nodes as Markdown of our dialect: what other makers wrote goes through here, so nothing of it can be taken for ours."""
