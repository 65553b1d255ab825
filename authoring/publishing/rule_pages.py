"""Publish the page of every rule with the guide: a hook of mkdocs, which takes the pages from the package."""

# ruff: noqa: INP001 - mkdocs loads this file by its path
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from karmakit_validators.catalogue import Entry, discover
from karmakit_validators.speaking import HEADINGS

_SOURCE = re.compile(r"\((?:\.\./)+validators/karmakit_validators/rules/\w+/([a-z]{3}\d{3})_\w+\.md\)")
_FENCE = re.compile(r"^(?P<mark>`{3,})(?P<language>\w+)(?P<attrs>[^\n]*)$(?P<text>.*?)^(?P=mark)$", re.MULTILINE | re.DOTALL)
_TRANSLATED = re.compile("|".join(rf"\n## {heading}\n" for heading in HEADINGS.values()))
_CODE_OR_MARKUP = re.compile(r"(?P<code>`+.*?`+)|[\[\]!*_<]")
_PLACES = {"markdown": "modules/example.md", "yaml": "course.yml"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add `rules/<CODE>.md` for each rule."""
    for entry in discover():
        files.append(File.generated(config, f"rules/{entry.code}.md", content=published(entry)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 - mkdocs' signature
    """Let links to a rule's page, as it lies in the repository, lead to the published one."""
    return _SOURCE.sub(lambda match: f"(rules/{match[1].upper()}.md)", markdown)


def published(entry: Entry) -> str:
    """Return a rule's page for the site: its facts under the title, and over each example where it stands."""
    title, _, text = entry.page().partition("\n")
    text = _FENCE.sub(_example, text)
    if start := _TRANSLATED.search(text):
        text = text[: start.start()] + _literal(text[start.start() :])
    return f"{title}\n\n*{entry.facts}* · [All rules](../rules.md)\n{text}"


def _literal(section: str) -> str:
    """Return the table of messages so that what they quote of a course's Markdown is read, not set."""
    return "\n".join(
        _CODE_OR_MARKUP.sub(lambda found: found[0] if found["code"] else f"\\{found[0]}", line) if line.startswith("|") else line
        for line in section.split("\n")
    )


def _example(match: re.Match[str]) -> str:
    """Return an example whose fence has no attributes, which the site's Markdown does not know."""
    attrs = dict(word.partition("=")[::2] for word in match["attrs"].split())
    place = attrs.get("file") or _PLACES.get(match["language"], match["language"])
    notes = [f"`{place}`", *(["as it was published"] if "before" in attrs else [])]
    notes += [f"on {attrs['today']}"] if "today" in attrs else []
    head = "What the check says:" if match["language"] == "findings" else f"{', '.join(notes)}:"
    return f"{head}\n\n{match['mark']}text{match['text']}{match['mark']}"
