"""IMS Common Cartridge, and what Canvas puts into one: pages, topics, assignments, links, tests and banks, in their order."""

from dataclasses import replace
from pathlib import Path

from karmakit_build.importing.draft import Draft, Lost
from karmakit_build.importing.packages import lom
from karmakit_build.importing.packages.containers import Container, container_of
from karmakit_build.importing.packages.elements import down, word
from karmakit_build.importing.packages.kinds import SCORM
from karmakit_build.importing.packages.making import draft_of
from karmakit_build.importing.packages.outline import About, Outline
from karmakit_build.importing.readers.common_cartridge.addresses import settled
from karmakit_build.importing.readers.common_cartridge.items import walked
from karmakit_build.importing.readers.common_cartridge.reading import Reading, resources_of
from karmakit_build.importing.xml import root_of
from karmakit_build.xml import Element
from karmakit_schemas.errors import UnusableInputError

SETTINGS = "course_settings/course_settings.xml"
_LICENCES = {
    "cc_by": "CC-BY-4.0",
    "cc_by_sa": "CC-BY-SA-4.0",
    "cc_by_nc": "CC-BY-NC-4.0",
    "cc_by_nc_sa": "CC-BY-NC-SA-4.0",
    "cc_by_nd": "CC-BY-ND-4.0",
    "cc_by_nc_nd": "CC-BY-NC-ND-4.0",
    "public_domain": "CC0-1.0",
}


def read(path: Path) -> Draft:
    """Return the course that a cartridge holds."""
    container = settled(container_of(path, (SCORM,)))
    root = root_of(container.files[SCORM], f"{container.name}: {SCORM}")
    reading = Reading(container, resources_of(root))
    leaves = walked(root, reading)
    if not leaves:
        raise UnusableInputError(f"{path}: {SCORM} names nothing that learners open")
    about = _about(root, container)
    outline = Outline(SCORM, about, leaves, tuple(reading.losses), frozenset(reading.used | {SETTINGS}), dict(reading.shelf.files))
    return draft_of(replace(container, files={**container.files, **reading.pages}), outline, path.stem)


def _about(root: Element, container: Container) -> About:
    """Return what the metadata say, and the settings that Canvas writes beside them."""
    found = next((lom.about(each, SCORM) for each in down(root, "metadata", "lom")), About())
    if SETTINGS not in container.files:
        return found
    settings = root_of(container.files[SETTINGS], f"{container.name}: {SETTINGS}")
    licence = word(settings, "license")
    told = [
        Lost(SETTINGS, "", f"`{key}`, {value[:40]}", "Say it where learners enrol")
        for key in ("start_at", "conclude_at", "grading_standard_enabled", "group_weighting_scheme")
        if (value := word(settings, key)) and value not in {"false", "equal"}
    ]
    if licence and licence not in _LICENCES:
        told.append(Lost(SETTINGS, "", f"the licence `{licence}`", "Say it as `licence`, by a name of SPDX"))
    return replace(
        found,
        title=word(settings, "title") or found.title,
        language=found.language or word(settings, "locale"),
        licence=_LICENCES.get(licence, found.licence),
        losses=(*found.losses, *told),
    )
