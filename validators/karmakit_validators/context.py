"""What rules may ask beside the page before them: the files, the language, the settings."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import TEXT_SUFFIXES
from karmakit_schemas.spans import Span
from karmakit_validators import languages
from karmakit_validators.page import Page
from karmakit_validators.scripts import APART
from karmakit_validators.settings import Settings

GLOSSARY = "glossary.md"
_WORD = re.compile(APART)


@dataclass(frozen=True)
class Context:
    """One run over one course; `before` is the course as it was published, if the run knows it."""

    parsed: Parsed
    before: Parsed | None = None
    settings: Settings = field(default_factory=Settings)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Return every Markdown file that could be read: the modules, then the glossary."""
        pages = [Page(module.path, self, module) for module in self.parsed.modules]
        if self.parsed.part.glossary:
            pages.append(Page(GLOSSARY, self, terms=self.parsed.part.glossary))
        return tuple(pages)

    @cached_property
    def _by_path(self) -> dict[str, Page]:
        return {page.path: page for page in self.pages}

    def page(self, path: str) -> Page | None:
        """Return the page that stands in a file, if it could be read."""
        return self._by_path.get(path)

    def is_lost(self, path: str) -> bool:
        """Say whether a file is a module or the glossary and could not be read at all."""
        return path.endswith(".md") and (path == GLOSSARY or dirname(path) == "modules") and path not in self._by_path

    @cached_property
    def language(self) -> str:
        """Return the course's language tag."""
        return self.parsed.part.meta.language

    @cached_property
    def words(self) -> languages.Words:
        """Return the word lists of the course's language; empty ones for a language without a pack."""
        return languages.find(self.language)

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """Return every word of the running text of all pages, in lower case."""
        written = {word for page in self.pages for word in page.lowered_words}
        return frozenset(_WORD.findall(" ".join(written)))

    @cached_property
    def _said(self) -> dict[str, tuple[str, ...]]:
        return {}

    def said(self, name: str) -> tuple[str, ...]:
        """Return the phrases of a word list, in lower case, whose words all stand somewhere in the running text: mostly none."""
        if name not in self._said:
            vocabulary = self._vocabulary
            self._said[name] = tuple([phrase for phrase, words in self.words.phrases(name) if words <= vocabulary])
        return self._said[name]

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {}

    def text(self, path: str) -> str:
        """Return a text file; what is no UTF-8 is replaced, for `parse` reports it."""
        if path not in self._texts:
            data = self.parsed.sources.canonical(path) if path in self.parsed.sources.files else b""
            self._texts[path] = data.decode("utf-8", "replace")
        return self._texts[path]

    @cached_property
    def _lines(self) -> dict[str, tuple[str, ...]]:
        return {}

    def lines(self, path: str) -> tuple[str, ...]:
        """Return the lines of a text file."""
        if path not in self._lines:
            self._lines[path] = tuple(self.text(path).split("\n"))
        return self._lines[path]

    @cached_property
    def text_files(self) -> tuple[str, ...]:
        """Return the paths of all text files, sorted."""
        return tuple(sorted(p for p in self.parsed.sources.files if p.lower().endswith(TEXT_SUFFIXES)))

    @cached_property
    def media(self) -> tuple[str, ...]:
        """Return the paths of all files in `media/`, sorted."""
        return tuple(sorted(p for p in self.parsed.sources.files if p.startswith("media/")))

    def resolve(self, page: str, address: str) -> str:
        """Return the course path that an address means in `page`: relative to the page or, failing that, to the course folder."""
        path = unquote(address.partition("#")[0].partition("?")[0])
        if not path:
            return page
        candidates = [normpath(join(start, path)) for start in (dirname(page), "")]
        there = (full for full in candidates if full in self.parsed.sources.files)
        return next(there, next((full for full in candidates if full.startswith("media/")), candidates[0]))

    def whole(self, path: str) -> Span:
        """Return the place that stands for a whole file."""
        return Span(path)
