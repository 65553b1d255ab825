"""Each case of the folder beside this: a change in English or Hindi, what must be told of it, and nothing else."""

from pathlib import Path

import pytest

from karmakit_validators.review.changes import changes

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_what_a_case_shows_is_told_and_nothing_else(path, small):
    case = small.read(path)
    language = "hi" if path.stem.endswith("-hi") else "en"
    before, after = small.course(case.before, language), small.course(case.after, language)
    assert not [finding for parsed in (before, after) for finding in parsed.findings], case.title
    assert small.lines(changes(before, after)) == list(case.told), case.title


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_nothing_changes_between_a_course_and_itself(path, small):
    case = small.read(path)
    for files in (case.before, case.after):
        found = changes(small.course(files), small.course(files))
        assert found.is_empty
        assert found.forms == 0
