"""Say of which level the headings of a document are: by Word's own styles, and by those that are made from them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from karmakit_build.importing.office.names import W, tag, text_in
from karmakit_build.xml import Element

DEEPEST = 6
_NAMED = re.compile(r"heading ?([1-9])$", re.IGNORECASE)
_BODY = 9
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Styles:
    """The levels of the paragraph styles that make headings, and the ids of those that make the title of the document."""

    levels: Mapping[str, int] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()
    contents: frozenset[str] = frozenset()
    captions: frozenset[str] = frozenset()

    def level(self, paragraph: Element) -> int | None:
        """Return the level of a paragraph from 1 to 6; None for a text, and for a paragraph without words."""
        if not text_in(paragraph, tag(W, "t")).strip():
            return None
        style = style_of(paragraph)
        if style in self.titles:
            return None
        own = paragraph.find(f"{tag(W, 'pPr')}/{tag(W, 'outlineLvl')}")
        outline = _number(own)
        if outline is not None:
            return min(outline + 1, DEEPEST) if outline < _BODY else None
        named = _NAMED.fullmatch(style)
        return min(self.levels.get(style, int(named[1]) if named and style not in self.levels else 0), DEEPEST) or None


def style_of(paragraph: Element) -> str:
    """Return the id of the style of a paragraph."""
    found = paragraph.find(f"{tag(W, 'pPr')}/{tag(W, 'pStyle')}")
    return "" if found is None else found.get(tag(W, "val"), "")


def styles_of(trees: Iterable[Element]) -> Styles:
    """Return the styles of a document: those that Word calls `heading 1`, and all with an outline level, their own or inherited."""
    styles = {each.get(tag(W, "styleId"), ""): each for tree in trees for each in tree.iter(tag(W, "style"))}
    # the one style of Apple Pages without a number; what is made from it, as in LibreOffice, is no heading by that
    levels = {name: 1 if _name(style) == "heading" else _level(style, styles) for name, style in styles.items()}
    names = {name: _name(style) for name, style in styles.items()}
    return Styles(
        {name: level for name, level in levels.items() if level},
        frozenset(name for name, called in names.items() if called == "title"),
        frozenset(name for name, called in names.items() if re.fullmatch(r"toc ([1-9]|heading)", called)),
        frozenset(name for name, called in names.items() if called == "caption"),
    )


def _level(style: Element | None, styles: Mapping[str, Element]) -> int:
    for _ in range(_LONGEST_CHAIN):
        if style is None:
            break
        if named := _NAMED.fullmatch(_name(style)):
            return int(named[1])
        outline = _number(style.find(f"{tag(W, 'pPr')}/{tag(W, 'outlineLvl')}"))
        if outline is not None:
            return outline + 1 if outline < _BODY else 0
        base = style.find(tag(W, "basedOn"))
        style = None if base is None else styles.get(base.get(tag(W, "val"), ""))
    return 0


def _name(style: Element) -> str:
    found = style.find(tag(W, "name"))
    return "" if found is None else found.get(tag(W, "val"), "").lower()


def _number(element: Element | None) -> int | None:
    value = "" if element is None else element.get(tag(W, "val"), "")
    return int(value) if value.isdecimal() and len(value) == 1 else None
