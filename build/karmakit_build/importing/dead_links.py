"""Lead links to places that did not become a place in the course to the page that holds them, and tell each of them."""

import re
from collections.abc import Iterator, Mapping

from karmakit_build.importing.draft import Lost
from karmakit_schemas.course import Module
from karmakit_schemas.parsed import Parsed

_ADDRESS = re.compile(r"\]\(([^()\s]*#[^()\s]+)(?=[)\s])")
_MEND = "Put an anchor after the heading that is meant, and link there"


def led_on(files: Mapping[str, bytes], parsed: Parsed) -> tuple[Mapping[str, bytes], tuple[Lost, ...]]:
    """Return the files of a course in which no link leads to an anchor that is not there, and a line for each that did.

    Such a place was a heading that is a title, or a line of text, in the course.
    """
    anchors = {module.path: _anchors(module) for module in parsed.modules}
    made = dict(files)
    losses: list[Lost] = []
    for module in parsed.modules:
        dead = dict(_dead(module, anchors))
        if dead:
            made[module.path] = _led(made[module.path].decode(), dead).encode()
        for address in dead:
            what = f"a link to the place `{address}`, which is no heading here; it leads to the page"
            losses.append(Lost(module.path, "", what, _MEND))
    return made, tuple(losses)


def _led(text: str, pages: Mapping[str, str]) -> str:
    """Return a text in which each of some addresses is that of its page."""
    return _ADDRESS.sub(lambda found: f"]({pages.get(found[1], found[1])}", text)


def _anchors(module: Module) -> frozenset[str]:
    return frozenset(node.attrs["id"] for node in module.body.walk() if node.attrs.get("id"))


def _dead(module: Module, anchors: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """Yield the address of each link to an anchor that its page does not have, and the address of that page."""
    own = module.path.rpartition("/")[2]
    for node in module.body.walk():
        page, sign, anchor = node.attrs.get("href", "").partition("#") if node.kind == "link" else ("", "", "")
        there = anchors.get(f"modules/{page or own}")
        if sign and there is not None and anchor not in there:
            yield node.attrs["href"], page or own
