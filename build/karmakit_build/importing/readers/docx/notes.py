"""Keep the footnotes and endnotes of a document beside the modules that refer to them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from karmakit_build.importing.from_html import markdown_of
from karmakit_build.importing.marks import Marks
from karmakit_build.importing.office.telling import Losses
from karmakit_build.importing.wording import indented

_REFERENCE = re.compile(r"#(footnote|endnote)-(\d+)")
_NOTE = re.compile(r"(footnote|endnote)-(\d+)")
_BACK = ("#footnote-ref-", "#endnote-ref-")


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a document by the signs that stand for their references."""

    by_sign: Mapping[str, tuple[str, HtmlElement]]

    def below(self, body: str, path: str, losses: Losses) -> str:
        """Return the notes that a text refers to, as they stand below it; `body` still has the signs."""
        written: dict[str, str] = {}
        for sign in Marks.signs(body):
            if sign in self.by_sign and self.by_sign[sign][0] not in written:
                label, note = self.by_sign[sign]
                inner = "".join(html.tostring(each, encoding="unicode") for each in note)
                text, lost = markdown_of(inner, path, "a note", _no_picture)
                for one in lost:
                    losses.lose(one.place, one.what, one.mend, one.counts)
                written[label] = f"[^{label}]: {indented(text, '    ')}" if text else f"[^{label}]: …"
        return "\n\n".join(written.values())


def _no_picture(_source: str, _alt: str) -> None:
    """Say that mammoth has no picture to show: each is a mark by then."""


def notes_of(root: HtmlElement, marks: Marks) -> Notes:
    """Take the notes out of what mammoth wrote, a list at its end, and put signs in the places of their references."""
    last = root[-1] if len(root) else None
    notes: dict[tuple[str, str], HtmlElement] = {}
    if last is not None and last.tag == "ol" and len(last) and _NOTE.fullmatch(last[0].get("id", "")):
        for item in last:
            if found := _NOTE.fullmatch(item.get("id", "")):
                notes[(found[1], found[2])] = item
        root.remove(last)
    for link in list(last.iter("a")) if notes and last is not None else []:
        if link.get("href", "").startswith(_BACK):
            link.drop_tree()
    by_sign: dict[str, tuple[str, HtmlElement]] = {}
    for link in list(root.iter("a")):
        found = _REFERENCE.fullmatch(link.get("href", ""))
        if found is None or (found[1], found[2]) not in notes:
            continue
        label = f"{'e' if found[1] == 'endnote' else ''}{found[2]}"
        sign = marks.mark(f"[^{label}]")
        by_sign[sign] = (label, notes[(found[1], found[2])])
        link.text = sign
        for child in list(link):
            link.remove(child)
        parent = link.getparent()
        link.drop_tag()
        if parent is not None and parent.tag == "sup":
            parent.drop_tag()
    return Notes(by_sign)
