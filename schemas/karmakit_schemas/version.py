"""Which karmakit this is: said once, here; to ask the installed package takes as long as to read forty modules."""

VERSION = "0.1.0"
