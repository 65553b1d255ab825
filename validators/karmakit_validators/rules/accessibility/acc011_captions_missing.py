"""A video has captions in the language of the course."""

import re
from posixpath import basename

from karmakit_schemas import languages
from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.vtt import cues

TAGGED = re.compile(r"\.([a-z]{2,3})(?:-[A-Za-z0-9-]+)?\.vtt$")


def missing(node: Node, page: Page) -> Faults:
    """Yield a video without captions, with an empty caption file, or with one named for another language."""
    captions = node.attrs.get("captions", "")
    if not captions:
        yield Fault(page.head(node), "the video has no captions", "Add captions=media/….vtt; a learner may not hear it")
        return
    path = page.context.resolve(page.path, captions)
    if path not in page.context.parsed.sources.files:
        return  # MED001 says so
    span = page.find(node.span, captions)
    if not any(True for _ in cues(page.context.lines(path))):
        yield Fault(span, f"the captions `{basename(path)}` hold no words", "Write what is said, cue by cue")
    tagged = TAGGED.search(path)
    primary = page.context.language.lower().partition("-")[0]
    if tagged and tagged[1] != primary and _is_language(tagged[1]):
        message = f"the captions are in `{tagged[1]}`, the course in `{primary}`"
        yield Fault(span, message, f"Give captions in {primary}; others can come in its translation")


def _is_language(word: str) -> bool:
    """Say whether a part of a name is a tag: every two letters are, of three those of a language there is a pack for."""
    return len(word) == 2 or languages.find(word) is not None  # noqa: PLR2004 - ISO 639-1


RULE = Rule(Severity.error, gate=True, visits={"video": missing})
