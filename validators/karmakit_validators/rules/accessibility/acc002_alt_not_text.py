"""An alternative text says what is to be seen."""

import re
from posixpath import basename

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_validators.page import Page, spoken
from karmakit_validators.rule import Fault, Faults, Rule

FILE = re.compile(r"[^\n<>|*?:\"]+\.(png|jpe?g|svg|gif|webp|avif|bmp)", re.IGNORECASE)
CAMERA = re.compile(r"(img|dsc|image|photo|screenshot|untitled|picture|scan)[\s_-]*\d*", re.IGNORECASE)


def not_text(node: Node, page: Page) -> Faults:
    """Yield an alternative text that is a file name, a bare `picture`, begins with `image of`, or repeats the caption."""
    alt = node.attrs.get("alt", "").strip()
    if not alt:
        return
    said = spoken(alt)
    span = page.find(node.span, alt)
    openings = tuple(f"{phrase} " for phrase in page.context.words.list("titles_of_files") if phrase.endswith(" of"))
    stem = basename(node.attrs.get("src", "")).rpartition(".")[0].casefold()
    if (
        FILE.fullmatch(alt)
        or CAMERA.fullmatch(alt)
        or (said == stem and not stem.isalpha())
        or said in page.context.words.list("titles_of_files")
    ):
        yield Fault(
            span, f"the alternative text `{alt}` does not say what is to be seen", "Say what a reader would miss without it"
        )
    elif opening := next((phrase for phrase in openings if said.startswith(phrase)), ""):
        message = f"the alternative text begins with `{opening.strip()}`"
        yield Fault(span, message, "Leave it out: a screen reader says so itself", fix=_without(alt, opening, span))
    elif node.kind == "figure" and said == spoken(_caption(node)):
        yield Fault(
            span, "the alternative text repeats the caption", "Say in it what the picture shows; the caption is read as well"
        )


def _without(alt: str, opening: str, span: Span) -> Fix | None:
    """Return the text without its opening, where it stands in one line as it is."""
    if span.line != span.end_line or span.end_column - span.column != len(alt) or not alt.casefold().startswith(opening):
        return None
    rest = alt[len(opening) :].lstrip()
    return Fix(f"Leave out `{opening.strip()}`", (Edit(span, rest[:1].upper() + rest[1:]),))


def _caption(node: Node) -> str:
    return " ".join(child.plain() for child in node.children if child.kind != "description")


RULE = Rule(Severity.warning, visits={"image": not_text, "figure": not_text}, mends="unsafe")
