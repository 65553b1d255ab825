"""The Markdown dialect: text in, a tree of nodes with exact places out; markdown-it-py is known here and nowhere else."""

from karmakit_authoring.dialect.document import Document, read_document

__all__ = ["Document", "read_document"]
