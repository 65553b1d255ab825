"""Write texts as Markdown in which nothing of theirs can be taken for markup."""

import re

# what can open or close an inline, anywhere in a line
_INLINE = re.compile(r"([\\`*_\[\]<$~|]|&(?=#?\w+;)|(?<=\{)[#.])")
# what opens a block at the beginning of a line
_BLOCK = re.compile(r"^(\s*)([#>+=:-]|\d{1,9}(?=[.)]))", re.MULTILINE)
_BANG = re.compile(r"!(?=\\\[)")


def plain(text: str) -> str:
    """Return a text as Markdown that shows it, character by character; runs of spaces and line breaks become one space."""
    return opened(escaped(" ".join(text.split())))


def escaped(text: str) -> str:
    """Return a text as Markdown that stands within a line; its spaces stay as they are."""
    return _BANG.sub(r"\\!", _INLINE.sub(r"\\\1", text))


def opened(markdown: str) -> str:
    """Return inline Markdown that is to begin a line, so that it begins no block: a number or a sign before its text stays one."""
    return _BLOCK.sub(lambda found: f"{found[1]}{_escaped(found[2])}", markdown)


def _escaped(opening: str) -> str:
    return f"{opening}\\" if opening.isdigit() else f"\\{opening}"


def indented(markdown: str, by: str) -> str:
    """Return Markdown below the first line of which every line stands further in."""
    first, *rest = markdown.split("\n")
    return "\n".join([first, *(f"{by}{line}" if line.strip() else "" for line in rest)])


def cell(markdown: str) -> str:
    """Return inline Markdown that stands in a cell of a table: on one line, its pipes escaped."""
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(markdown.split()))


def quoted(markdown: str) -> str:
    """Return Markdown as a quotation, its empty lines too."""
    return "\n".join(f"> {line}" if line.strip() else ">" for line in markdown.strip().split("\n"))
