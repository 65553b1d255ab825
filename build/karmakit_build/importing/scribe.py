"""Write the texts of one question, with formulas and gaps kept whole on their way through HTML, and keep what is lost of them."""

import html
import re
from collections.abc import Mapping

from karmakit_build.importing.draft import NOTHING, Counts, Lost
from karmakit_build.importing.inline_html import Media
from karmakit_build.importing.marks import Marks
from karmakit_build.importing.mathml import latex
from karmakit_build.importing.quizzes import Rich, no_media
from karmakit_build.importing.xml import root_of
from karmakit_schemas.errors import UnusableInputError

# none of these looks twice at the same signs: a text of nothing but openings is read in one go
_MATH = re.compile(r"<(?:\w{1,9}:)?math\b[^<>]*>(?:(?!<(?:\w{1,9}:)?math\b).)*?</(?:\w{1,9}:)?math\s*>", re.DOTALL | re.IGNORECASE)
_PICTURED = re.compile(r"<img\b[^<>]*?\bdata-equation-content=(?:\"([^\"<>]*)\"|'([^'<>]*)')[^<>]*>", re.IGNORECASE)
_TEX = re.compile(r"\\\(((?:[^<\n\\]|\\(?![()]))+)\\\)|\\\[((?:[^<\n\\]|\\(?![\[\]]))+)\\\]|\$\$([^<$\n]+)\$\$")
_EDX = re.compile(r"\[mathjax(?:inline)?\]((?:(?!\[mathjax).)+?)\[/mathjax(?:inline)?\]")
_HEADING = re.compile(r"<(/?)h[1-6]\b[^<>]*>", re.IGNORECASE)
_PREFIX = re.compile(r"(</?)\w+:")
_ATTRIBUTES = re.compile(r"(<[\w:]+)\s[^<>]*?(/?>)")


class Scribe:
    """Writes the texts of one question."""

    def __init__(self, path: str, place: str, media: Media = no_media) -> None:
        """Take where the question stands, and how its pictures are found."""
        self.path, self.place = path, place
        self.losses: list[Lost] = []
        self._rich = Rich(path, place, media)
        self._marks = Marks()

    def lose(self, what: str, mend: str = "", counts: Counts = NOTHING) -> None:
        """Note something that was not carried over."""
        self.losses.append(Lost(self.path, self.place, what, mend, counts))

    def held(self, markdown: str) -> str:
        """Return a sign that stands for ready Markdown until the text around it is written."""
        return self._marks.mark(markdown)

    def block(self, text: str, how: str = "html", *, headings: bool = False) -> str:
        """Return a text as Markdown of several blocks; `how` is `html`, `plain`, `markdown` or `auto`."""
        return self._written(*self._rich.block(self._ready(text, how, headings=headings), how))

    def line(self, text: str, how: str = "html") -> str:
        """Return a text as Markdown of one paragraph."""
        return self._written(*self._rich.line(self._ready(text, how), how))

    def formula(self, source: str, tex: str | None) -> str:
        """Return what stands for a formula in a text: the LaTeX between dollar signs, or the words it holds, told as lost."""
        if tex is None or "$" in tex or not tex.strip():
            self.lose(f"a formula, {' '.join(source.split())[:60]}", "Write it in LaTeX between dollar signs")
            return html.escape(source)
        return self.held(f"${tex.strip()}$")

    def _ready(self, text: str, how: str, *, headings: bool = False) -> str:
        """Return a text in which formulas are held, and in which nothing of a question is a heading."""
        if how in {"html", "auto"}:
            text = _MATH.sub(self._mathml, text)
            text = _PICTURED.sub(lambda found: self.formula(found[0], html.unescape(found[1] or found[2] or "")), text)
            text = _EDX.sub(lambda found: self.formula(found[1], html.unescape(found[1])), text)
            text = _TEX.sub(lambda found: self.formula(found[0], html.unescape(next(filter(None, found.groups())))), text)
            if not headings and _HEADING.search(text):
                self.lose("a heading in a question; it stands as a line in bold")
                text = _HEADING.sub(lambda found: "</b></p>" if found[1] else "<p><b>", text)
        return text

    def _mathml(self, found: re.Match[str]) -> str:
        words = html.unescape(re.sub(r"<[^<>]*>", " ", found[0]))
        bare = _ATTRIBUTES.sub(r"\1\2", _PREFIX.sub(r"\1", found[0]))
        try:
            return self.formula(words, latex(root_of(_entities(bare).encode(), "")))
        except UnusableInputError:
            return self.formula(words, None)

    def _written(self, markdown: str, lost: tuple[Lost, ...]) -> str:
        self.losses += lost
        return self._marks.placed(markdown)


_NAMED: Mapping[str, str] = {"&lt;": "&#60;", "&gt;": "&#62;", "&amp;": "&#38;"}


def _entities(text: str) -> str:
    """Return HTML whose named signs are written as XML knows them."""
    return re.sub(r"&\w+;", lambda found: _NAMED.get(found[0]) or html.unescape(found[0]).replace("&", "&#38;"), text)
