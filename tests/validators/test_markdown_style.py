"""The fixes of style: they take away what says nothing, and nothing else."""

import pytest

from karmakit_authoring.parse import parse
from karmakit_schemas.nodes import Node
from karmakit_schemas.sources import Sources
from karmakit_validators.check import check
from karmakit_validators.fixing import mend
from karmakit_validators.settings import Settings

STYLE = Settings("publish", select=("STR023",))
HEAD = "---\ntitle: Writing\nkind: do\nduration: 1 min\n---\n\n"


def mended(text: str) -> str:
    """Return a module's text after the fixes; its tree must be what it was, and a second run must find nothing."""
    before = Sources("style", {"modules/one.md": (HEAD + text).encode()})
    after = mend(before, lambda parsed: check(parsed, STYLE)).sources
    assert [tree(m.body) for m in parse(after).modules] == [tree(m.body) for m in parse(before).modules]
    assert check(parse(after), STYLE) == ()
    return after.files["modules/one.md"].decode().removeprefix(HEAD)


def tree(node: Node) -> tuple[object, ...]:
    """Return what a node says, without its places."""
    return (node.kind, node.text, sorted(node.attrs.items()), [tree(child) for child in node.children])


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("One. \nTwo.\t\n", "One.\nTwo.\n"),
        ("One.\n   \nTwo.\n", "One.\n\nTwo.\n"),
        ("One.\n\n\n\nTwo.\n", "One.\n\nTwo.\n"),
        ("One.", "One.\n"),
        ("One.\n\n\n", "One.\n"),
        ("One.  \n", "One.\n"),
        ("- a\n\t- b\n", "- a\n    - b\n"),
        ("* a\n\nText.\n\n- b\n\nText.\n\n- c\n", "- a\n\nText.\n\n- b\n\nText.\n\n- c\n"),
    ],
)
def test_what_says_nothing_is_taken_away(text, tidy):
    assert mended(text) == tidy


@pytest.mark.parametrize(
    "text",
    [
        "One,  \ntwo.\n",
        "One \\ \ntwo.\n",
        "```text\na \n\n\n\tb\n```\n",
        "    a \n\n\n    b\n\nText.\n",
        "<!-- a \n\n\n\tb -->\n",
        "$$\na \n+ b\n$$\n",
        "- a\n\n* b\n\nText.\n\n- c\n",
        "1. a\n\n2) b\n",
        "Text `a \nb` text.\n",
    ],
)
def test_what_says_something_stays(text):
    assert mended(text) == text


def test_a_page_is_told_of_each_kind_once():
    text = HEAD + "One. \nTwo. \n\n\n\nThree.\n\n\n\nFour.\n"
    found = check(parse(Sources("style", {"modules/one.md": text.encode()})), STYLE)
    assert sorted(finding.message for finding in found) == [
        "empty lines follow each other (places: 2)",
        "lines end in spaces that say nothing (places: 2)",
    ]


def test_two_empty_lines_before_a_colon_stay_for_one_would_make_a_meaning_of_it():
    text = "Term\n\n\n: no meaning\n"
    assert mended(text) == text
