"""Nothing of what other people made is lost silently: what each file holds is what came of it and what is told, of every kind."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from karmakit_build.importing.bringing import UNKNOWN, bring, told_of
from karmakit_build.importing.kinds import kind_of
from karmakit_schemas.errors import UnusableInputError

FILES = ("aicc", "cmi5", "docx", "gift", "pptx", "qti", "scorm", "xapi")
COURSES = (
    "18f-accessibility",
    "18f-content-guide",
    "carpentries",
    "carpentries/shell-novice",
    "carpentries/spreadsheet-ecology-lesson",
    "cncf-glossary/content",
    "comprehensive-rust",
    "exercism-python/concepts",
    "ifi-diagnostik",
    "ifi-diagnostik/courses",
    "pratham-books",
    "qa-of-code-guidance",
    "security-101",
    "skills",
    "tubaf-softwareentwicklung",
    "vib-training",
    "vib-training/topics/data-management-plans",
    "vib-training/topics/git-introduction",
)


def samples(place: Path) -> Iterator[Path]:
    """Yield what a reader knows below a folder; nothing within a folder that is one sample."""
    for path in sorted(place.iterdir()):
        if kind_of(path) is not None:
            yield path
        elif path.is_dir():
            yield from samples(path)


def silent(path: Path) -> dict[str, tuple[int, int, int]]:
    try:
        done = bring(path, "course-1")
    except UnusableInputError:
        return {}
    assert not [str(lost) for lost in done.draft.losses if UNKNOWN in lost.what]
    there, here, told = map(asdict, (done.draft.counts, done.counts, told_of(done.draft.losses)))
    return {name: (there[name], here[name], told[name]) for name in there if there[name] != here[name] + told[name]}


@pytest.mark.parametrize("name", FILES)
def test_the_sum_of_each_file_holds(shared, name):
    there = list(samples(shared / "corpus" / "import-fixtures" / name))
    assert there
    assert {path.name: found for path in there if (found := silent(path))} == {}


@pytest.mark.parametrize("name", COURSES)
def test_the_sum_of_each_course_holds(shared, name):
    assert silent(shared / "corpus" / name) == {}
