"""Write the text of a shape as HTML: its paragraphs and lists, with the emphasis, the links and the equations of its runs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from karmakit_build.importing.marks import Marks
from karmakit_build.importing.office.equations import tex_of
from karmakit_build.importing.office.fonts import is_of_code
from karmakit_build.importing.office.names import A, M, R, tag, text_in
from karmakit_build.importing.office.package import Package
from karmakit_build.importing.office.telling import Losses, short
from karmakit_build.importing.wording import plain
from karmakit_build.importing.xml import local
from karmakit_build.xml import Element

Bullets = Callable[[Element, int], str]
"""Says for a paragraph and its level how it is listed: `ul`, `ol`, or not at all."""

CODE = "pre"
_OFF = frozenset({"0", "false", "none", "noStrike", ""})


@dataclass(frozen=True, slots=True)
class Texts:
    """Where the texts of one slide come from, and where is told what of them was lost."""

    package: Package
    part: str
    place: str
    marks: Marks
    losses: Losses

    def html(self, body: Element, bullets: Bullets) -> str:
        """Return the paragraphs of a text body (`a:p`), lists nested by their levels, what is set as code as a block of it."""
        found = groupby(self._paragraphs(body, bullets), key=lambda paragraph: paragraph[1] == CODE)
        return "".join(_code(group) if is_code else "".join(_nested(group)) for is_code, group in found)

    def lines(self, body: Element) -> list[str]:
        """Return the paragraphs of a text body, each as HTML of one line."""
        return [inner for paragraph in body.iter(tag(A, "p")) if (inner := self._inline(paragraph))]

    def _paragraphs(self, body: Element, bullets: Bullets) -> Iterator[tuple[int, str, str]]:
        coded = False
        for paragraph in body.iter(tag(A, "p")):
            properties = paragraph.find(tag(A, "pPr"))
            told = "0" if properties is None else properties.get("lvl", "0")
            level = int(told) if told in set("012345678") else 0
            kind = bullets(paragraph, level)
            text = _text_of(paragraph)
            coded = not kind and (_is_code(paragraph) if text.strip() else coded)
            if coded:
                yield level, CODE, escape(text)
            elif inner := self._inline(paragraph):
                yield level, kind, inner

    def _inline(self, paragraph: Element) -> str:
        pieces = [self._piece(each) for each in paragraph]
        return "".join(
            _wrapped("".join(text for _, text in group), how) for how, group in groupby(pieces, key=lambda piece: piece[0])
        ).strip()

    def _piece(self, element: Element) -> tuple[tuple[str, ...], str]:
        """Return the tags around a run, and its text."""
        name = local(element)
        if name == "r" or (name == "fld" and element.get("type", "") != "slidenum"):
            text = "".join(each.text or "" for each in element.iter(tag(A, "t")))
            return self._tags(element.find(tag(A, "rPr")), text), escape(text).replace("\v", "<br>").replace("_x000B_", "<br>")
        if name == "br":
            return (), "<br>"
        if formulas := list(element.iter(tag(M, "oMath"))):
            return (), "".join(self._equation(each) for each in formulas)
        return (), ""

    def _equation(self, formula: Element) -> str:
        tex, unknown = tex_of(formula)
        if unknown:
            self.losses.lose(
                self.place, f"an equation ({unknown}) stands as its characters: {short(tex)}", "Write it between dollar signs"
            )
            return self.marks.mark(plain(tex))
        alone = next(formula.iterancestors(tag(M, "oMathPara")), None) is not None
        return self.marks.mark(f"${tex}$", f"$$\n{tex}\n$$" if alone else "") if tex else ""

    def _tags(self, properties: Element | None, text: str) -> tuple[str, ...]:
        if properties is None:
            return ()
        raised = properties.get("baseline", "0")
        found = [name for name, key in (("strong", "b"), ("em", "i"), ("s", "strike")) if properties.get(key, "") not in _OFF]
        if properties.get("u", "") not in _OFF and "em" not in found and properties.find(tag(A, "hlinkClick")) is None:
            found.append("em")
        if raised.strip("0%"):
            found.append("sub" if raised.startswith("-") else "sup")
        link = properties.find(tag(A, "hlinkClick"))
        if link is not None and (address := self.address(link, text)):
            found.insert(0, f'a href="{escape(address)}"')
        return tuple(found)

    def address(self, link: Element, text: str) -> str:
        """Return the address that a link leads to; one to another slide or file, or one that starts something, is told as lost."""
        found = self.package.relations(self.part).get(link.get(tag(R, "id"), ""))
        if found is not None and found.external and found.kind == "hyperlink":
            return found.target
        if found is not None or link.get("action"):
            where = "another slide" if found is not None and found.kind == "slide" else "something in PowerPoint"
            self.losses.lose(self.place, f"the link of “{short(text)}” to {where}", "Link it to the module where that is")
        return ""


def _text_of(paragraph: Element) -> str:
    """Return the characters of a paragraph, with its breaks."""
    return "".join("\n" if local(each) == "br" else each.text or "" for each in paragraph.iter(tag(A, "t"), tag(A, "br")))


def _is_code(paragraph: Element) -> bool:
    """Say whether all words of a paragraph are set in a font of code, and nothing else is in it."""
    fonts = [
        next((font.get("typeface", "") for font in run.iter(tag(A, "latin"))), "")
        for run in paragraph.iter(tag(A, "r"))
        if text_in(run, tag(A, "t")).strip()
    ]
    linked = next(paragraph.iter(tag(A, "hlinkClick"), tag(M, "oMath")), None)
    return bool(fonts) and linked is None and all(map(is_of_code, fonts))


def _code(paragraphs: Iterable[tuple[int, str, str]]) -> str:
    lines = "\n".join(inner.replace("\v", "\n").rstrip() for _, _, inner in paragraphs).strip("\n")
    return f"<pre>\n{lines}</pre>" if lines else ""


def _wrapped(text: str, tags: Iterable[str]) -> str:
    for each in reversed(list(tags)):
        text = f"<{each}>{text}</{each.partition(' ')[0]}>"
    return text


def _nested(paragraphs: Iterable[tuple[int, str, str]]) -> Iterator[str]:
    """Yield the HTML of paragraphs and nested lists."""
    lists: list[str] = []
    for level, kind, inner in paragraphs:
        depth = min(level, len(lists)) + 1 if kind else 0
        while len(lists) > depth or (depth and len(lists) == depth and lists[-1] != kind):
            yield f"</li></{lists.pop()}>"
        if not kind:
            yield f"<p>{inner}</p>"
        elif len(lists) == depth:
            yield f"</li><li>{inner}"
        else:
            lists.append(kind)
            yield f"<{kind}><li>{inner}"
    for kind in reversed(lists):
        yield f"</li></{kind}>"
