"""Count numbered paragraphs as Word does (ECMA-376 Part 1, 17.9): on over what stands between, each level anew below its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from karmakit_build.importing.marks import Marks
from karmakit_build.importing.office.names import W, tag
from karmakit_build.importing.readers.docx.headings import style_of
from karmakit_build.xml import Element

_COUNTED = frozenset({"decimal", "decimalZero"})
_UNCOUNTED = frozenset({"bullet", "none"})


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it begins, how its numbers are written, and whether a number holds those above it (`1.1`)."""

    start: int = 1
    form: str = "decimal"
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lists of a document: the definition behind each, its levels, the levels that begin anew, and the lists of styles."""

    behind: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[tuple[str, int], Level] = field(default_factory=dict)
    anew: Mapping[tuple[str, int], int] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def place(self, paragraph: Element) -> tuple[str, int] | None:
        """Return the list that a paragraph is in, and its level there; None for a text in no list."""
        own = _place(paragraph.find(tag(W, "pPr")))
        found = own or self.styles.get(style_of(paragraph))
        return found if found and found[0] in self.behind else None


@dataclass(slots=True)
class Count:
    """Where the lists of a part stand while it is read from its beginning."""

    numbering: Numbering
    reached: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, paragraph: Element) -> tuple[int, Level] | None:
        """Return the number of a paragraph and how it is written; None where it has none."""
        place = self.numbering.place(paragraph)
        if place is None:
            return None
        list_, depth = place
        behind = self.numbering.behind[list_]
        level = self.numbering.levels.get((behind, depth), Level())
        for key in [key for key in self.reached if key[0] == behind and key[1] > depth]:
            del self.reached[key]
        if level.form in _UNCOUNTED:
            return None
        start = level.start
        if (list_, depth) in self.numbering.anew and (list_, depth) not in self.begun:
            self.begun.add((list_, depth))
            start = self.numbering.anew[(list_, depth)]
            self.reached.pop((behind, depth), None)
        number = self.reached.get((behind, depth), start - 1) + 1
        self.reached[(behind, depth)] = number
        return number, level


def numbering_of(numberings: Iterable[Element], styles: Iterable[Element]) -> Numbering:
    """Return the lists that the parts of numbering and of styles define."""
    behind: dict[str, str] = {}
    levels: dict[tuple[str, int], Level] = {}
    anew: dict[tuple[str, int], int] = {}
    for tree in numberings:
        for each in tree.iter(tag(W, "abstractNum")):
            for level in each.iter(tag(W, "lvl")):
                levels[(_value(each, "abstractNumId"), _number(level.get(tag(W, "ilvl"))))] = _level(level)
        for each in tree.iter(tag(W, "num")):
            name = _value(each, "numId")
            behind[name] = next((_value(one, "val") for one in each.iter(tag(W, "abstractNumId"))), "")
            for override in each.iter(tag(W, "lvlOverride")):
                for start in override.iter(tag(W, "startOverride")):
                    anew[(name, _number(override.get(tag(W, "ilvl"))))] = _number(start.get(tag(W, "val")), 1)
    listed = {_value(each, "styleId"): _place(each.find(tag(W, "pPr"))) for tree in styles for each in tree.iter(tag(W, "style"))}
    return Numbering(behind, levels, anew, {name: place for name, place in listed.items() if place})


def looks_otherwise(level: Level) -> str:
    """Return how the numbers of a level look in the document, where a list in Markdown cannot look so; else an empty text."""
    if level.joined:
        return "1.1"
    return (
        ""
        if level.form in _COUNTED
        else {"lowerLetter": "a, b", "upperLetter": "A, B", "lowerRoman": "i, ii"}.get(level.form, level.form)
    )


def renumber(root: HtmlElement, numbers: Mapping[str, int]) -> int:
    """Let each list of a page begin where its first item says by its sign, and take the signs away; return how many jump within."""
    jumps = 0
    for held in root.iter("ol", "ul"):
        before: int | None = None
        for item in held:
            sign = next(iter(Marks.signs(item.text or "")), "")
            if sign not in numbers or not (item.text or "").startswith(sign):
                continue
            item.text = (item.text or "").removeprefix(sign)
            number = numbers[sign]
            if before is not None:
                jumps += number != before + 1
            elif held.tag == "ol" and number != 1:
                held.set("start", str(number))
            before = number
    return jumps


def _place(properties: Element | None) -> tuple[str, int] | None:
    found = properties.find(tag(W, "numPr")) if properties is not None else None
    if found is None:
        return None
    name = next((_value(each, "val") for each in found.iter(tag(W, "numId"))), "")
    depth = next((_number(each.get(tag(W, "val"))) for each in found.iter(tag(W, "ilvl"))), 0)
    return (name, depth) if name else None


def _level(level: Element) -> Level:
    def said(name: str, default: str) -> str:
        found = level.find(tag(W, name))
        return default if found is None else found.get(tag(W, "val"), default)

    return Level(_number(said("start", "1"), 1), said("numFmt", "decimal"), said("lvlText", "").count("%") > 1)


def _value(element: Element, name: str) -> str:
    return element.get(tag(W, name), "")


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 7 else default  # noqa: PLR2004 - no list is as long
