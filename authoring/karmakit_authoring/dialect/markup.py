"""The one markdown-it instance of the dialect."""

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from karmakit_authoring.dialect.blocks import MAX_NESTING, PlacedBlocks
from karmakit_authoring.dialect.inlines import PlacedInlines


class Markup(MarkdownIt):
    """CommonMark with our block and inline parsers; addresses stay as they are written, for the rules to judge."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": True, "maxNesting": MAX_NESTING})
        self.block = PlacedBlocks()
        self.inline = PlacedInlines()
        self.use(deflist_plugin)

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 (the name and argument of the overridden method)
        """Take every address: an unsafe one is a rule's finding, not text that nobody sees."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 (the name of the overridden method)
        """Leave an address as it is written."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 (the name of the overridden method)
        """Leave an address as it is written."""
        return link


@cache
def markup() -> Markup:
    """Return the instance; it holds no state between texts."""
    return Markup()
