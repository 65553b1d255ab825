"""What the page of a rule says, as HTML: why it matters, examples, the mend, the source."""

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from karmakit_validators.catalogue import Entry
from karmakit_validators.report.words import Words

FILES = {"markdown": "modules/example.md", "yaml": "course.yml"}
"""Where an example stands that does not say where."""


def why(entry: Entry, say: Words) -> str:
    """Return why a fault matters, under a small heading."""
    text = _html(entry.section("Why it matters"), say)
    return f'<div class="why"{_english(say)}><h5 lang="{say.tag}">{escape(say("page.why"))}</h5>{text}</div>' if text else ""


def examples(entry: Entry, say: Words) -> str:
    """Return the bad and the good example, the mend and the source."""
    sections = (("page.bad", "Bad"), ("page.good", "Good"), ("page.how", "How to mend it"), ("page.source", "Source"))
    return "".join(
        f'<div class="{key.removeprefix("page.")}"><h5>{escape(say(key))}</h5><div{_english(say)}>{text}</div></div>'
        for key, heading in sections
        if (text := _html(entry.section(heading), say))
    )


def _english(say: Words) -> str:
    """Return the attribute that tells a reader of another language that the rules' pages are English."""
    return "" if say.tag == "en" else ' lang="en"'


def _html(section: str, say: Words) -> str:
    text: str = _reader().render(section, {"say": say})
    return text.strip()


@cache
def _reader() -> MarkdownIt:
    """Return a reader of Markdown that lets no HTML through."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.add_render_rule("fence", _fence)
    return reader


def _fence(_self: object, tokens: Sequence[Token], index: int, _options: object, env: Any) -> str:
    token = tokens[index]
    language, *given = token.info.split()
    attrs = dict(word.partition("=")[::2] for word in given)
    tag = f' lang="{escape(attrs["lang"])}"' if "lang" in attrs else ""
    code = f'<pre tabindex="0"{tag}><code>{escape(token.content)}</code></pre>'
    return f"<figure><figcaption>{escape(_caption(language, attrs, env['say']))}</figcaption>{code}</figure>"


def _caption(language: str, attrs: Mapping[str, str], say: Words) -> str:
    """Return where an example stands, and whether it is of another time."""
    if language == "findings":
        return say("page.says")
    notes = [say("page.published")] if "before" in attrs else []
    notes += [say("page.today", day=attrs["today"])] if "today" in attrs else []
    place = attrs.get("file") or FILES.get(language, language)
    return f"{place} ({', '.join(notes)})" if notes else place
