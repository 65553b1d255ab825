"""The rules, one family a folder; a rule is a `.py` file and its page, a `.md` file of the same name."""
