"""How wide a course shows each of its pictures: what is wider than that, twice over for a sharp screen, only travels."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from karmakit_build.compiler.text import scaled
from karmakit_schemas.nodes import Node
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.unread import UnreadError
from karmakit_validators.context import Context
from karmakit_validators.page import is_remote

COLUMN = 816
"""The player's text column at its widest, in CSS pixels: 34rem (`--measure`) at the largest size of text, 150 % of 16."""
SHARP = 2
THUMBNAIL = 1280  # what platforms ask for, 16:9
LOGO = 512  # the largest icon that anybody makes of it


@dataclass(frozen=True, slots=True)
class Shown:
    """How a course shows a picture: `width` in CSS pixels, and the `pixels` across that this takes, at most.

    No `pixels`: it is also offered by itself, as it is. `in_text`: where browsers may choose a WebP in its place.
    """

    width: int
    pixels: int | None
    in_text: bool


def shown(parsed: Parsed) -> Mapping[str, Shown]:
    """Return how each file is shown that some page or `course.yml` shows or links to; what is only linked has no width."""
    found: dict[str, list[Shown]] = defaultdict(list)
    for path, use in (*_on_pages(Context(parsed)), *_on_the_cover(parsed)):
        found[path].append(use)
    return {path: _widest(uses) for path, uses in found.items()}


def _on_pages(context: Context) -> Iterator[tuple[str, Shown]]:
    for page in context.pages:
        for node, name, address in page.addressed:
            if is_remote(address) or address.startswith("#"):
                continue
            path = context.resolve(page.path, address)
            if name == "src":
                width = min(_wanted(node), COLUMN)
                yield path, Shown(width, SHARP * width, node.kind in {"image", "figure"})
            elif name == "poster":
                yield path, Shown(COLUMN, SHARP * COLUMN, in_text=False)
            elif name == "href":
                yield path, Shown(0, None, in_text=False)


def _wanted(node: Node) -> int:
    """Return the width that the author asks for; that of the column, if none."""
    return scaled(None, node.attrs.get("width"))[0] or COLUMN


def _on_the_cover(parsed: Parsed) -> Iterator[tuple[str, Shown]]:
    with suppress(UnreadError):
        if parsed.part.meta.thumbnail:
            yield parsed.part.meta.thumbnail, Shown(THUMBNAIL // SHARP, THUMBNAIL, in_text=False)
    with suppress(UnreadError):
        if parsed.part.meta.theme.logo:
            yield parsed.part.meta.theme.logo, Shown(LOGO // SHARP, LOGO, in_text=False)


def _widest(uses: list[Shown]) -> Shown:
    pixels = [use.pixels for use in uses if use.pixels is not None]
    return Shown(
        max(use.width for use in uses),
        max(pixels) if len(pixels) == len(uses) else None,
        any(use.in_text for use in uses),
    )
