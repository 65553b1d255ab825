"""Plain Markdown is the last resort: pages in the order of their names, and nothing from outside of their folder."""

import os

import pytest

from karmakit_schemas.errors import UnusableInputError

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def test_pages_stand_in_the_order_of_their_numbers_and_folders_are_units(book):
    done = book(
        {"10-end.md": "# End\n", "2-middle.md": "# Middle\n\nText.\n", "README.md": "# Start\n\nText.\n", "more/a.md": "Text.\n"}
    )
    assert [module.meta.title for module in done.parsed.modules] == ["Start", "Middle", "End", "a"]
    assert done.brought.reader == "markdown"
    assert any("no order of its pages is said" in line for line in done.lost)


def test_html_becomes_ours_or_is_told(course):
    text = (
        "# T\n\n<div align=center>\n<img src='x.png' alt='X'> **bold** <b>fat</b>\n</div>\n\n<table><tr><td>a</td></tr></table>\n\n"
        "<iframe src='https://example.org/film'></iframe>\n\nA <span>b</span> H<sub>2</sub>O <script>alert(1)</script>\n"
    )
    done = course("page.md", text)
    body = done.text("modules/page.md")
    assert "**bold** **fat**" in body
    assert "| a |" in body
    assert "[https://example.org/film](https://example.org/film)" in body
    assert "H<sub>2</sub>O" in body
    assert "<script>" not in body
    for told in ("a picture, x.png", "a `iframe`, https://example.org/film", "`<script>`", "`<span>`"):
        assert any(told in line for line in done.lost), (told, done.lost)


def test_remote_pictures_are_links_and_counts_agree_with_what_is_told(course):
    done = course("page.md", "# T\n\n![far](https://example.org/a.png) ![gone](a.png)\n")
    assert "[far](https://example.org/a.png)" in done.text("modules/page.md")
    assert done.brought.draft.counts.pictures == 2 == sum("a picture" in line for line in done.lost)


def test_links_and_pictures_out_of_the_folder_are_told_and_never_followed(book, tmp_path):
    (tmp_path / "secret.png").write_bytes(PNG)
    done = book({"page.md": "# T\n\n![s](../secret.png) [p](../../etc/passwd) [j](javascript:alert(1))\n"})
    assert not [path for path in done.brought.files if path.startswith("media/")]
    assert len([line for line in done.lost if "picture" in line or "link of" in line]) == 3


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no links of files here")
def test_a_symlink_out_of_the_folder_is_not_followed(book, tmp_path):
    (tmp_path / "secret.png").write_bytes(PNG)
    (tmp_path / "book").mkdir()
    try:
        (tmp_path / "book" / "in.png").symlink_to(tmp_path / "secret.png")
    except OSError:
        pytest.skip("links of files are not allowed here")
    assert not [path for path in book({"page.md": "# T\n\n![s](in.png)\n"}).brought.files if path.startswith("media/")]


@pytest.mark.parametrize(
    "text",
    [
        "> " * 500 + "deep\n",
        "".join("  " * depth + "- x\n" for depth in range(80)),
        "*a " * 3000,
        "[" * 3000,
        "::: a\n" * 300 + "x\n",
        "<div>" * 2000,
        "$" * 3000,
        "`" * 3001,
        "<details>\n\n" * 1200,
    ],
    ids=["quotes", "lists", "stars", "brackets", "fences", "divs", "dollars", "ticks", "details"],
)
def test_hostile_texts_come_in_flat_or_not_at_all(course, text):
    done = course("page.md", "# T\n\nStart.\n\n" + text)
    assert "Start." in done.text("modules/page.md")


def test_a_text_that_is_too_deep_is_told(course):
    done = course("page.md", "# T\n\n" + "> " * 30 + "deep\n")
    assert "deep" in done.text("modules/page.md")
    assert any("lie deeper in each other" in line for line in done.lost)


def test_front_matter_that_is_a_bomb_is_told_and_the_text_stays(course):
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    done = course("page.md", f"---\n{bomb}---\n# T\n\nText.\n")
    assert "Text." in done.text("modules/page.md")
    assert any("its front-matter" in line for line in done.lost)


def test_a_page_that_is_larger_than_any_is_refused(course):
    with pytest.raises(UnusableInputError, match="divide it"):
        course("page.md", "a " * (1024 * 1024 + 10))


def test_hindi_a_byte_order_mark_and_windows_line_ends(course):
    done = course("page.md", "\ufeff# शुल्क\r\n\r\n## दस रुपये\r\n\r\nपाठ\r\n", language="hi")
    assert [module.meta.title for module in done.parsed.modules] == ["शुल्क"]
    assert "## दस रुपये\n\nपाठ" in done.text("modules/page.md")
