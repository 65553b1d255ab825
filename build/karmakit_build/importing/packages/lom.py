"""Read learning object metadata, in the forms of SCORM 1.2 (IMS 1.2.1) and of IEEE: what of it a course says too."""

import re
from collections.abc import Iterator

from karmakit_build.importing.draft import Lost
from karmakit_build.importing.packages.elements import attribute, down, words
from karmakit_build.importing.packages.html import LANGUAGE
from karmakit_build.importing.packages.outline import About
from karmakit_build.importing.xml import inside, local
from karmakit_build.xml import Element

_CREATIVE = re.compile(r"creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/(\d\.\d)", re.IGNORECASE)
_SPDX = re.compile(r"(CC-[A-Z0-9.-]+|GODL-India|MIT|Apache-2\.0)")
_NAME = re.compile(r"^(?:ORG|FN)[^:]*:\s*(.+?);*\s*$", re.MULTILINE | re.IGNORECASE)


def about(lom: Element, name: str) -> About:
    """Return what a `lom` element says of a course; `name` is that of the file it stands in."""
    title, _ = _text(lom, "general", "title")
    summary, _ = _text(lom, "general", "description")
    language = next((text for each in down(lom, "general", "language") if LANGUAGE.fullmatch(text := words(each))), "")
    keywords = [text for each in down(lom, "general", "keyword") if (text := _said(each)[0])]
    licence, rights = _licence(lom)
    losses = [Lost(name, "rights", f'the rights "{rights[:80]}"', "Say them as `licence`, by a name of SPDX")] if rights else []
    if _parts(lom, "educational", "typicalLearningTime"):
        losses.append(Lost(name, "educational", "the learning time of the whole", "Say the minutes of each module as `duration`"))
    outcomes = [text for text in _aims(lom) if text]
    said: dict[str, object] = {"keywords": list(dict.fromkeys(keywords))} if keywords else {}
    if outcomes:
        said["outcomes"] = outcomes
    return About(
        title=title,
        language=language,
        summary=summary,
        licence=licence,
        provider=_provider(lom),
        said=said,
        losses=tuple(losses),
    )


def _parts(lom: Element, *path: str) -> list[str]:
    return [text for each in down(lom, *path) if (text := words(each))]


def _text(lom: Element, *path: str) -> tuple[str, str]:
    return next((said for each in down(lom, *path) if (said := _said(each))[0]), ("", ""))


def _said(element: Element) -> tuple[str, str]:
    """Return the first text of a lang string that is not empty, and its language."""
    strings = [each for each in element if local(each).lower() in {"langstring", "string"}]
    found = ((words(each), attribute(each, "lang") or attribute(each, "language")) for each in strings)
    return next(((text, tag) for text, tag in found if text), (words(element) if not strings else "", ""))


def _licence(lom: Element) -> tuple[str, str]:
    """Return the licence by its name, and the words of the rights where they name none."""
    rights = " ".join(text for each in down(lom, "rights", "description") if (text := _said(each)[0]))
    if found := _CREATIVE.search(rights):
        return (f"CC-{found[2].upper()}-{found[3]}" if found[1] == "licenses" else "CC0-1.0"), ""
    if found := _SPDX.fullmatch(rights.strip()):
        return found[1], ""
    return "", rights


def _provider(lom: Element) -> str:
    for role in ("publisher", "author"):
        for contribution in down(lom, "lifecycle", "contribute"):
            said = {_said(each)[0].lower() for each in down(contribution, "role", "value")}
            cards = ["".join(map(str, each.itertext())) for each in inside(contribution, "centity", "entity")]
            found = next((name for card in cards if (name := _NAME.search(card))), None)
            if role in said and found:
                return found[1].strip()
    return ""


def _aims(lom: Element) -> Iterator[str]:
    """Yield what the classification by educational objectives says in words."""
    for each in down(lom, "classification"):
        purpose = " ".join(_parts(each, "purpose", "value")).lower()
        if purpose == "educational objective":
            yield from (_said(one)[0] for one in inside(each, "description"))
