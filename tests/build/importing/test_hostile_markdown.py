"""A page made to keep a reader busy is read in steps that grow with its length, and what is no text is told."""

import pytest

from karmakit_build.importing.markdown import reading
from karmakit_build.importing.markdown.counting import counted

SIGNS = {
    "brackets": "[" * 3000,
    "pictures": "![" * 1500,
    "ticks": "`" * 2000 + " " + "``a" * 700,
    "stars": "*" * 1500 + "a" + "*" * 1500,
    "braces": "{" * 3000,
    "underscores": "_a__b" * 1000,
    "private": "\ue000\ufdd00\ufdd1" * 500 + "[" * 3000,
}


@pytest.mark.parametrize("text", SIGNS.values(), ids=SIGNS)
def test_a_paragraph_of_nothing_but_signs_stands_as_it_is_written_and_is_told(course, text):
    done = course("page.md", f"# T\n\n{text}\n\nThe end.\n")
    ((lost),) = done.lost
    assert "more signs than any text has" in lost
    (first, last) = done.parsed.modules[0].body.children
    assert first.plain() == text
    assert last.plain() == "The end."


def test_no_paragraph_of_a_page_is_read_with_more_signs_than_a_bound(monkeypatch):
    seen = []
    monkeypatch.setattr("markdown_it.parser_inline.ParserInline.parse", lambda _, text, *__: seen.append(len(text)))
    reading.read_markdown("\n\n".join("[" * number for number in (10, reading.MOST_SIGNS, reading.MOST_SIGNS + 1, 10**6)), "a.md")
    assert seen == [10, reading.MOST_SIGNS]


def test_emphasis_in_emphasis_is_flat_beyond_a_depth(course):
    done = course("page.md", f"# T\n\n{'*' * 900}a{'*' * 900}\n")
    assert done.parsed.modules[0].body.plain().strip() == "a"


def test_what_is_nested_too_deep_for_any_reader_is_refused_in_one_line(course, monkeypatch):
    from karmakit_build.importing.readers import gift  # noqa: PLC0415 - only to make it fail
    from karmakit_schemas.errors import UnusableInputError  # noqa: PLC0415 - beside its only use

    def endless(path):
        return endless(path)

    monkeypatch.setattr(gift, "read", endless)
    with pytest.raises(UnusableInputError, match=r"bank\.gift: is nested deeper than any course is"):
        course("bank.gift", "?")


@pytest.mark.parametrize(
    ("text", "pictures"),
    [
        ("![a [b] c](d)", 1),
        ("![a](b) ![c][d] [e](f)", 1),
        ("`![a](b)` ``![c](d)`` ` ![e](f)", 1),
        ("![[x]" * 9, 0),
        ("]]]![a](b)", 1),
    ],
)
def test_pictures_are_counted_as_pairs_of_brackets_outside_of_code(text, pictures):
    assert counted(text).pictures == pictures
