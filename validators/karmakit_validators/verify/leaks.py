"""Look for the answers of a scored test where a learner could read them."""

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import COURSE, PLAYER, Course, player_data
from karmakit_validators.verify.dom import Node, comments, elements, line_of
from karmakit_validators.verify.faults import few, found
from karmakit_validators.verify.html import Page

PAGE_DATA = "karmakit-page"
_TELLING_FIELDS = {"key", "keys", "answer", "answers", "correct", "right", "wrong", "solution", "texts", "numbers", "feedback"}
_TELLING_CLASS = re.compile(r"(?:^|[\s_-])(?:correct|incorrect|right|wrong|answer-key|solution)(?:$|[\s_-])", re.IGNORECASE)
_TELLING_ATTRIBUTES = {
    "data-key",
    "data-correct",
    "data-answer",
    "data-outcome",
    "data-right",
    "data-solution",
    "checked",
    "selected",
}
_TELLING_NAME = re.compile(r"(?:^|[/_.-])(?:correct|right-answer|answer-key|solution)(?:[/_.-]|$)", re.IGNORECASE)

_SEAL = "Build the bundle again: the compiler seals the keys of a scored test."


def check_leaks(archive: Archive, pages: Mapping[str, Page], course: Course) -> Iterator[Finding]:
    """Yield every place of a scored test that gives an answer away."""
    tests = {module.id: module for module in course.modules if module.test}
    for module in tests.values():
        page = pages.get(module.page)
        if page is not None:
            yield from _page_data(page, sealing=bool(module.questions))
            yield from few(_markup(page))
    for path, data in ((COURSE, course.raw), (PLAYER, player_data(archive))):
        modules = data.get("modules") if isinstance(data, Mapping) else None
        for told in modules if isinstance(modules, list) else ():
            if isinstance(told, dict) and told.get("id") in tests and (field := _telling(told.get("questions"))):
                yield found("ITM033", f"the test `{told['id']}` has `{field}` in clear", Span(path), _SEAL)


def _page_data(page: Page, *, sealing: bool) -> Iterator[Finding]:
    node = next(iter(page.ids.get(PAGE_DATA, ())), None)
    data = page.embedded(PAGE_DATA)
    told = data if isinstance(data, dict) else {}
    sealed = told.get("sealed")
    if field := _telling({name: value for name, value in told.items() if name != "sealed"}):
        yield found("ITM033", f"the page of a scored test holds `{field}` in clear", page.at(node), _SEAL)
    elif sealing and not isinstance(sealed, str):
        yield found(
            "ITM033", "the page of a scored test has no sealed keys, so that they must stand elsewhere", page.at(node), _SEAL
        )
    elif isinstance(sealed, str) and _open(sealed):
        yield found(
            "ITM033", "the keys of a scored test are not sealed: they are only written in another way", page.at(node), _SEAL
        )


def _open(sealed: str) -> bool:
    """Return whether the text is JSON as it stands, or after undoing base64."""
    candidates = [sealed.encode()]
    try:
        candidates.append(base64.b64decode(sealed, validate=True))
    except (binascii.Error, ValueError):
        return True  # what is no base64 is not sealed
    for candidate in candidates:
        try:
            json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        return True
    return False


def _telling(data: Any) -> str:
    """Return the first field of some JSON that tells an answer, or an empty text."""
    stack = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if hit := next((name for name in value if name in _TELLING_FIELDS), None):
                return str(hit)
            stack += value.values()
        elif isinstance(value, list):
            stack += value
    return ""


def _markup(page: Page) -> Iterator[Finding]:
    for form in page.root.iter("form", "template"):
        if form.get("data-question") is None:
            continue
        for node in elements(form):
            if hit := _TELLING_CLASS.search(node.get("class") or ""):
                yield found(
                    "ITM033", f"the class `{hit[0].strip()}` in a scored question gives an answer away", page.at(node), _SEAL
                )
            for name, value in node.items():
                if name in _TELLING_ATTRIBUTES:
                    yield found("ITM033", f"`{name}` in a scored question gives an answer away", page.at(node), _SEAL)
                elif name in ("src", "alt", "href") and _TELLING_NAME.search(value):
                    yield found(
                        "ITM033", f"the {name} `{value[:60]}` in a scored question gives an answer away", page.at(node), _SEAL
                    )
        yield from _comments(page, form)


def _comments(page: Page, form: Node) -> Iterator[Finding]:
    for comment in comments(form):
        yield found(
            "ITM033",
            "a comment in a scored question may give an answer away",
            line_of(page.path, comment),
            "Leave comments out of the bundle.",
        )
