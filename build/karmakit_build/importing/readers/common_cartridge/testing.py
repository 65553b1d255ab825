"""Read a test or a bank of questions of a cartridge: its QTI, and the settings that Canvas writes beside it."""

from collections.abc import Iterator
from dataclasses import replace
from posixpath import dirname

from karmakit_build.importing.draft import Lost
from karmakit_build.importing.packages.elements import attribute, word
from karmakit_build.importing.packages.outline import Leaf
from karmakit_build.importing.quizzes import short_named
from karmakit_build.importing.readers.common_cartridge.reading import Reading, Resource, beside, there
from karmakit_build.importing.readers.qti.counting import counts
from karmakit_build.importing.readers.qti.version_1 import tests
from karmakit_build.importing.xml import local
from karmakit_build.xml import Element

_META = "assessment_meta.xml"
MOST_ATTEMPTS = 35


def test_of(resource: Resource, leaf: Leaf, reading: Reading) -> Leaf:
    """Return the part that a test makes: its questions, and the time that it takes."""
    path = _questions_file(resource, reading) or there(resource, leaf, reading)
    leaf = replace(leaf, kind="test")
    if not path:
        return replace(leaf, title=leaf.title or "Test")
    root = reading.root(path)
    head = next((each for each in root.iter() if local(each) in {"assessment", "objectbank"}), None)
    named = leaf.title or (attribute(head, "title") if head is not None else "") or _field(root, "bank_title")
    made = tests(reading.package, path, root, reading.media)
    reading.losses += made.losses
    questions = tuple(short_named(each) for group in made.groups for each in group.questions)
    reading.losses += list(_sections(made.groups, path, leaf)) if len(made.groups) > 1 else []
    limit = _number(_field(root, "qmd_timelimit"))
    meta = beside(resource, _META, reading)
    if meta:
        settings = reading.root(meta)
        limit = _number(word(settings, "time_limit")) or limit
        leaf = replace(leaf, attempts=_attempts(word(settings, "allowed_attempts"), meta, leaf, reading))
    return replace(
        leaf,
        title=named or "Test",
        questions=questions,
        body="\n\n".join(group.body for group in made.groups if group.body),
        counts=counts(root),
        pass_mark=_number(_field(root, "cc_mastery_score")),
        limit=limit,
    )


def _attempts(said: str, path: str, leaf: Leaf, reading: Reading) -> int | None:
    """Return how often the test may be taken; Canvas writes -1 for "without limit", a course 0."""
    if said == "-1":
        return 0
    if said in map(str, range(1, MOST_ATTEMPTS + 1)):
        return int(said)
    if said:
        reading.lose(path, leaf.place, f"how often the test may be taken ({said[:20]})", "Say `attempts` in its `assessment`")
    return None


def _questions_file(resource: Resource, reading: Reading) -> str:
    """Return the fuller form that Canvas writes beside the standard one, where it is there."""
    own = next((file for file in (resource.address, *resource.files) if file in reading.container.files), "")
    ident = dirname(own).rpartition("/")[2]
    fuller = f"non_cc_assessments/{ident}.xml.qti"
    if ident and fuller in reading.container.files:
        reading.read.update(name for name, each in reading.resources.items() if each.address == fuller)
        reading.used.update({own, fuller})
        return fuller
    return ""


def _sections(groups: tuple[object, ...], path: str, leaf: Leaf) -> Iterator[Lost]:
    yield Lost(path, leaf.place, f"{len(groups)} sections of the test; their questions stand one after the other")


def _field(root: Element, label: str) -> str:
    fields = (each for each in root.iter() if local(each) == "qtimetadatafield" and word(each, "fieldlabel") == label)
    return next((word(each, "fieldentry") for each in fields), "")


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 < value <= 600 else None  # noqa: PLR2004 - as long as a duration may be
