"""Findings as one page for reviewers: complete in itself, read in any browser, without a script, offline and on paper."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib import resources

from karmakit_schemas.version import VERSION
from karmakit_validators.report.manner import Manner
from karmakit_validators.report.page import summary
from karmakit_validators.report.page.filters import filters
from karmakit_validators.report.page.finding import Articles
from karmakit_validators.report.page.sections import contents, sections, write
from karmakit_validators.report.page.verdict import verdict
from karmakit_validators.report.part import Part
from karmakit_validators.report.words import words


def render(parts: Sequence[Part], manner: Manner) -> str:
    """Return the page; findings stand by course and file, gates and what a person must decide apart from the rest."""
    say = words(manner.lang)
    said = verdict(parts, manner, say)
    chapters = sections(parts)
    articles = Articles(manner, say)
    told = "".join(write(chapter, articles, say, many=len(parts) > 1) for chapter in chapters)
    pieces = (
        f'<!doctype html>\n<html lang="{say.tag}">\n<head>{_head(summary.title(parts, said, say))}</head>\n<body>\n',
        f'<a class="skip" href="#findings">{escape(say("page.skip"))}</a>\n' if chapters else "",
        f"<header>{summary.headline(parts, said, say)}</header>\n",
        f'<div class="frame"><nav aria-labelledby="contents">{contents(chapters, say, many=len(parts) > 1)}</nav>\n<main>'
        if chapters
        else "<main>",
        summary.unread(manner, say),
        summary.table(parts, say) if chapters else "",
        summary.courses(parts, manner, say),
        f'<div id="findings" tabindex="-1">{filters(parts, manner, say)}{told}</div>\n' if chapters else "",
        summary.facts(parts, manner, say),
        "</main></div>\n" if chapters else "</main>\n",
        f"<footer><p>{escape(say('page.foot', version=VERSION))}</p></footer>\n</body>\n</html>\n",
    )
    return "".join(pieces).encode("utf-8", "replace").decode()


def _head(title: str) -> str:
    """Return the head: a policy that lets nothing in but this style, and nothing out."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)}</title><style>{style}</style>"
    )


@cache
def _style() -> str:
    return resources.files(f"{__package__}.page").joinpath("style.css").read_text(encoding="utf-8")
