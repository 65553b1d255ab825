"""The walks of the guide can be walked: each command runs as it stands there, and shows what the page says it shows."""

from pathlib import Path

import pytest
from tests.authoring.guide.walking import is_shown, steps, walk

WALKS = Path(__file__).parents[3] / "authoring" / "guide" / "walks"


def test_an_institute_a_reviewer_and_the_marketplace_walk_to_a_vetted_bundle(institute):
    for name in ("institute", "reviewer", "publication", "marketplace"):
        walk((WALKS / f"{name}.md").read_text(encoding="utf-8"), institute.folder, institute.homes, institute.environment)


def test_every_walk_is_walked():
    assert {path.stem for path in WALKS.glob("*.md")} == {"institute", "reviewer", "publication", "marketplace"}


@pytest.mark.parametrize(
    ("wanted", "printed", "shown"),
    [
        (["a…c"], ["abc"], True),
        (["a", "…", "d"], ["a", "b", "", "c", "d"], True),
        (["a", "…"], ["a"], True),
        (["a"], ["a", "b"], False),
        (["a", "b"], ["b", "a"], False),
        (["1.5"], ["125"], False),
    ],
)
def test_what_is_shown_is_compared_line_by_line(wanted, printed, shown):
    assert is_shown(wanted, printed) is shown


def test_a_page_is_read_as_its_reader_reads_it():
    page = "<!-- as: asha -->\n```sh\none\n```\n\n```text\nsaid\n```\n\nThen she edits.\n\n<!-- run: two -->\n```text\nalone\n```\n"
    first, second = steps(page)
    assert (first.person, first.command, first.shows, first.line) == ("asha", "one\n", "said\n", 2)
    assert (second.command, second.shows) == ("two", "alone\n")
