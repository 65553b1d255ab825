"""Make an edition one whole document that carries all it needs, under a policy that lets it load nothing and run nothing."""

import base64
import hashlib
import re
from importlib import resources

from karmakit_build.compiler.markup import attributes, escape, tag
from karmakit_build.editions.edition import Edition
from karmakit_build.fonts import embedded_faces

_NOT_PLAIN = re.compile(r"[^\w ]")


def document(text: str, edition: Edition) -> bytes:
    """Return an edition as HTML in UTF-8."""
    meta = edition.course.meta
    style = _style(edition)
    root = {"lang": meta.language, "dir": edition.pages.language.dir, "data-edition": edition.name}
    title = f"{meta.title} · {_running(edition)}"
    skip = tag("a", escape(edition.say("skip")), class_="skip", href="#main")
    return (
        f'<!doctype html>\n<html{attributes(root)}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(style))}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escape(title)}</title>\n<link rel="icon" href="data:,">\n<style>{style}</style>\n</head>\n'
        f'<body>\n{skip}\n<main id="main" tabindex="-1">\n{text}</main>\n</body>\n</html>\n'
    ).encode()


def policy(style: str) -> str:
    """Return the Content-Security-Policy of a document with this style: the style is known by its digest, so no other can act."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    allowed = f"style-src 'sha256-{digest}'; img-src data:; font-src data:"
    return f"default-src 'none'; {allowed}; form-action 'none'; base-uri 'none'"


def _running(edition: Edition) -> str:
    """Return what stands at the head of every page of the edition."""
    return edition.say("print.holds-answers" if edition.answers else "print.learner")


def _style(edition: Edition) -> str:
    sheet = resources.files(__package__).joinpath("print.css").read_text(encoding="utf-8")
    return f"{embedded_faces(edition.pages.language, lite=edition.pages.lite)}{sheet}{_page_rules(edition)}"


def _page_rules(edition: Edition) -> str:
    """Return the rules whose words are the course's: the running head, and page numbers in the digits of the language."""
    language = edition.pages.language
    start, end = ("right", "left") if language.dir == "rtl" else ("left", "right")
    digits = " ".join(css_string(digit) for digit in language.digits)
    return (
        f"@counter-style figures{{system:numeric;symbols:{digits}}}\n"
        f"@page{{@top-{start}{{content:{css_string(edition.course.meta.title)}}}"
        f"@top-{end}{{content:{css_string(_running(edition))};font-weight:{'bold' if edition.answers else 'normal'}}}"
        f"{_foot(edition, start)}"
        '@bottom-center{content:counter(page,figures) " / " counter(pages,figures)}}\n'
    )


def _foot(edition: Edition, start: str) -> str:
    """Return what stands at the foot of every page of an edition that is not vetted."""
    return "" if edition.pages.vetted else f"@bottom-{start}{{content:{css_string(edition.say('not-vetted'))}}}"


def css_string(text: str) -> str:
    r"""Return a text as a string of CSS: whatever is not a letter, a digit or a space is escaped.

    >>> print(css_string('a"</style>'))
    "a\22 \3c \2f style\3e "
    """
    return '"' + _NOT_PLAIN.sub(lambda found: "\\" + f"{ord(found[0]):x} ", text) + '"'
