"""A bundle that karmakit built, of any target: its pages and its data together give back the course, but for its sealed tests."""

from dataclasses import replace
from pathlib import Path
from typing import get_args

from karmakit_build.importing.draft import Counts, Draft, DraftModule, DraftUnit, Lost
from karmakit_build.importing.packages.containers import Container, container_of
from karmakit_build.importing.packages.html import LANGUAGE, page_of
from karmakit_build.importing.packages.kinds import OURS
from karmakit_build.importing.packages.taking import Taking
from karmakit_build.importing.packages.telling import gathered_losses
from karmakit_build.importing.readers.karmakit.counting import counts_of_page
from karmakit_build.importing.readers.karmakit.data import Data, data_of, module_said, part, parts, text, texts
from karmakit_build.importing.readers.karmakit.page import glossary_of, module_text
from karmakit_build.importing.shelf import PICTURES
from karmakit_schemas.course import ModuleKind

COVER = "index.html"
_KINDS: dict[str, ModuleKind] = {kind: kind for kind in get_args(ModuleKind)}


def read(path: Path) -> Draft:
    """Return the course that a bundle was built from, as far as the bundle says it."""
    container = container_of(path, (COVER,))
    data = data_of(container)
    taking = Taking(container)
    names = frozenset(text(module, "id") for module in parts(data, "modules"))
    modules, losses, counts = {}, [], Counts()
    for module in parts(data, "modules"):
        made, lost, counted = _module(module, container, taking, names)
        modules[text(module, "id")] = made
        losses += lost
        counts += counted
    cover = page_of(container.files[COVER])
    glossary, lost = glossary_of(cover, COVER, taking, names)
    said, untold = _said(data, taking)
    units = tuple(
        DraftUnit(text(unit, "title"), tuple(modules[name] for name in texts(unit, "modules") if name in modules), text(unit, "id"))
        for unit in parts(data, "units")
    )
    return Draft(
        title=text(data, "title"),
        units=tuple(unit for unit in units if unit.modules),
        language=tag if LANGUAGE.fullmatch(tag := text(data, "language")) else "",
        summary=text(data, "summary"),
        licence=text(data, "licence"),
        provider=text(data, "provider"),
        media=dict(taking.shelf.files),
        losses=gathered_losses((*untold, *losses, *lost, *_unread(container, taking))),
        counts=counts,
        said=said,
        glossary=glossary,
    )


def _module(module: Data, container: Container, taking: Taking, names: frozenset[str]) -> tuple[DraftModule, list[Lost], Counts]:
    path, ident = text(module, "page"), text(module, "id")
    losses: list[Lost] = []
    asked = parts(module, "questions")
    body = ""
    counts = Counts()
    if path in container.files:
        page = page_of(container.files[path])
        body, losses = module_text(page, module, path, taking, names)
        counts = counts_of_page(page.source, asked)
    else:
        losses.append(Lost(OURS, ident, f"the page {path[:80]} of the module is not in the bundle", "Take the whole bundle"))
    if part(module, "test"):
        sealed = [each for each in asked if text(each, "type")]
        what = f"{len(sealed)} questions of the test: their keys are sealed in a bundle"
        counts_ = Counts(questions=len(sealed))
        losses.append(Lost(path, "", what, "Take them from the sources of the course", counts_))
        counts = replace(counts, questions=counts.questions + len(sealed))
    made = DraftModule(
        title=text(module, "title"),
        name=ident,
        kind=_KINDS.get(text(module, "kind")),
        body=body,
        requires=tuple(texts(module, "requires")),
        said=module_said(module),
    )
    return made, losses, counts


def _said(data: Data, taking: Taking) -> tuple[dict[str, object], list[Lost]]:
    """Return what the bundle says of the course in the words of `course.yml`."""
    keys = ("subtitle", "outcomes", "translations", "version", "mode", "audience", "contact", "publisher", "framework", "keywords")
    said: dict[str, object] = {key: data[key] for key in (*keys, "review_by", "order") if data.get(key)}
    losses = [
        Lost(
            OURS, "", f"the id `{text(data, 'id')}`, on which learner records hang", "Name the folder so, if it is the same course"
        )
    ]
    thumbnail = taking.take(text(data, "thumbnail") if text(data, "thumbnail") in taking.container.files else None, PICTURES)
    if thumbnail:
        said["thumbnail"] = thumbnail
    credits_ = []
    for each in parts(data, "credits"):
        place = taking.places.get(text(each, "file"))
        if place:
            credits_.append({**each, "file": place})
        else:
            losses.append(
                Lost(OURS, "credits", f'the credit of "{text(each, "title")[:60]}"', "Credit the work, if the course uses it")
            )
    if credits_:
        said["credits"] = credits_
    return said, losses


def _unread(container: Container, taking: Taking) -> list[Lost]:
    """Return what a bundle holds of the course that was not read: media that no page shows, and the vetting."""
    left = [path for path in sorted(container.files) if path.startswith("media/") and path not in taking.places]
    losses = [Lost(path, "", "no page shows it; it may be the logo", "Put it into media/ and name it in `theme`") for path in left]
    if any(path.startswith("karmakit/vetting/") for path in container.files):
        losses.append(Lost("karmakit/vetting", "", "the decisions of the vetting", "They hold for the course they were made on"))
    return losses
