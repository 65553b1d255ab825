"""The chapters of findings: gates, what a person must decide, and the rest, each by course and file."""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from karmakit_schemas.findings import Finding
from karmakit_validators.report.page.finding import Articles
from karmakit_validators.report.page.inline import inline, path_of
from karmakit_validators.report.page.verdict import waits
from karmakit_validators.report.part import Part
from karmakit_validators.report.words import Words

FEW = 40
"""How many files of a chapter the contents list; of more they list the chapter alone."""


class File(NamedTuple):
    """What is found in one file of a course."""

    part: Part
    path: str
    findings: tuple[Finding, ...]


class Section(NamedTuple):
    """A chapter: `key` is its id on the page and its words."""

    key: str
    files: tuple[File, ...]

    @property
    def number(self) -> int:
        """Return how many findings it holds."""
        return sum(len(file.findings) for file in self.files)


def sections(parts: Sequence[Part]) -> tuple[Section, ...]:
    """Return the chapters that hold anything; each finding stands in one of them."""
    chosen: dict[str, Callable[[Finding], bool]] = {
        "gates": lambda finding: finding.gate and not waits(finding),
        "humans": waits,
        "files": lambda finding: not waits(finding) and not finding.gate,
    }
    found = (Section(key, tuple(file for part in parts for file in _files(part, wanted))) for key, wanted in chosen.items())
    return tuple(section for section in found if section.files)


def _files(part: Part, wanted: Callable[[Finding], bool]) -> Iterator[File]:
    by_path: dict[str, list[Finding]] = {}
    for finding in part.findings:
        if wanted(finding):
            by_path.setdefault(finding.span.path, []).append(finding)
    for path, findings in by_path.items():
        yield File(part, path, tuple(findings))


def write(section: Section, articles: Articles, say: Words, *, many: bool) -> str:
    """Return a chapter as HTML; with `many` courses each file is named with its course."""
    lead = f'<p class="lead">{escape(say(f"page.{section.key}.lead"))}</p>' if section.key != "files" else ""
    files = "".join(_file(section.key, index, file, articles, many=many) for index, file in enumerate(section.files, 1))
    head = f'<h2 id="{section.key}">{_titled(section, say)}</h2>'
    return f'<section class="chapter" aria-labelledby="{section.key}">{head}{lead}{files}</section>\n'


def _file(key: str, index: int, file: File, articles: Articles, *, many: bool) -> str:
    name = f"{key}-{index}"
    tag = f' lang="{escape(file.part.language)}"' if file.part.language else ""
    course = f"<span{tag}>{inline(file.part.title)}</span> " if many else ""
    path = file.part.named(file.path) if many else file.path
    told = "".join(articles.write(file.part, finding) for finding in file.findings)
    return f'<div class="file"><h3 id="{name}">{course}<code>{path_of(path)}</code></h3>\n{told}</div>'


def contents(chapters: Sequence[Section], say: Words, *, many: bool) -> str:
    """Return the contents of the page as nested lists of links; with `many` courses each file is named with its course."""
    links = (f'<a href="#{chapter.key}">{escape(say(f"page.{chapter.key}"))}</a> {_number(chapter, say)}' for chapter in chapters)
    lists = (_files_of(chapter, many=many) for chapter in chapters)
    rows = "".join(f"<li>{link}{files}</li>" for link, files in zip(links, lists, strict=True))
    head = f'<h2 id="contents">{escape(say("page.contents"))}</h2>'
    return f'{head}<ul><li><a href="#counts">{escape(say("page.counts"))}</a></li>{rows}</ul>'


def _files_of(chapter: Section, *, many: bool) -> str:
    if len(chapter.files) > FEW:
        return ""
    names = (path_of(file.part.named(file.path) if many else file.path) for file in chapter.files)
    links = (f'<a href="#{chapter.key}-{index}"><code>{name}</code></a>' for index, name in enumerate(names, 1))
    numbers = (f'<span class="many">{len(file.findings)}</span>' for file in chapter.files)
    rows = "".join(f"<li>{link} {number}</li>" for link, number in zip(links, numbers, strict=True))
    return f"<ul>{rows}</ul>"


def _titled(section: Section, say: Words) -> str:
    return f"{escape(say(f'page.{section.key}'))} {_number(section, say)}"


def _number(section: Section, say: Words) -> str:
    return f'<span class="many">{say.grouped(section.number)}</span>'
