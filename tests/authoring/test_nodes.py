"""The tree says what the text means: kinds, attributes, and the few things Markdown leaves to us."""

from collections.abc import Callable

import pytest

from karmakit_authoring.dialect import Document
from karmakit_schemas.nodes import Node

Read = Callable[[str], Document]


def kinds(node: Node) -> list[str]:
    return [inner.kind for inner in node.walk()][1:]


def only(document: Document, kind: str) -> Node:
    (found,) = [node for node in document.node.walk() if node.kind == kind]
    return found


def test_an_empty_text_is_an_empty_document(document: Read) -> None:
    for text in ("", "\n", "  \n\n"):
        assert document(text).node.children == ()


def test_block_html_is_one_node_and_a_line_of_inline_tags_a_paragraph(document: Read) -> None:
    assert kinds(document("<div>\n*a*\n</div>\n").node) == ["html"]
    assert kinds(document("<script>\nalert(1)\n\n</script>\n").node) == ["html"]
    assert kinds(document('<span lang="hi">\nनमस्ते\n</span>\n').node) == [
        "paragraph",
        "html_inline",
        "soft_break",
        "text",
        "soft_break",
        "html_inline",
    ]


def test_a_comment_alone_is_a_block_and_one_in_a_line_is_not(document: Read) -> None:
    assert only(document("<!-- allow: LNG001 -->\n"), "comment").text == "allow: LNG001"
    assert kinds(document("<!-- a\n\nb -->\n\ntext\n").node) == ["comment", "paragraph", "text"]
    assert kinds(document("<!-- a --> text\n").node) == ["paragraph", "comment", "text"]
    assert kinds(document("text <!-- a -->\n").node) == ["paragraph", "text", "comment"]
    assert kinds(document("<!-- never closed\n").node) == ["paragraph", "text"]
    assert kinds(document("> <!-- a\n\n-->\n").node) == ["quote", "paragraph", "text", "paragraph", "text"]
    assert kinds(document("<!-- a\n\n> <!-- b\n\n-->\n").node) == ["comment"]


def test_a_footnote_that_the_file_lacks_stays_text(document: Read) -> None:
    assert document("A[^1]\n").node.plain() == "A[^1]"
    assert only(document("A[^1]\n\n[^1]: B\n"), "footnote_ref").attrs == {"label": "1"}


def test_addresses_stay_as_they_are_written(document: Read) -> None:
    assert only(document("[a](<चित्र एक.md>)\n"), "link").attrs["href"] == "चित्र एक.md"
    assert only(document("[a](javascript:alert(1))\n"), "link").attrs["href"] == "javascript:alert(1)"
    assert only(document("<mailto:a@b.in>\n"), "link").attrs["href"] == "mailto:a@b.in"
    assert kinds(document("www.example.org and a@b.in\n").node) == ["paragraph", "text"]


def test_the_alternative_text_is_what_the_markup_says(document: Read) -> None:
    image = only(document("![a *b* ![c](d)\n`e` <b>&amp;](f.svg 'T')\n"), "image")
    assert image.attrs == {"src": "f.svg", "alt": "a b c e &", "title": "T"}
    assert only(document("![](f.svg){decorative=true #i width=40%}\n"), "image").attrs == {
        "src": "f.svg",
        "alt": "",
        "decorative": "true",
        "id": "i",
        "width": "40%",
    }


def test_braces_after_a_picture_that_are_none_of_attributes_are_text(document: Read) -> None:
    read = document("![a](b.svg){\n")
    assert read.findings == ()
    assert kinds(read.node) == ["paragraph", "image", "text"]


def test_the_box_of_a_task_may_stand_alone_on_its_line(document: Read) -> None:
    read = document("- [x]\n  done\n- [ ]\n")
    assert [item.attrs.get("task") for item in read.node.walk() if item.kind == "item"] == ["x", " "]
    assert read.node.plain() == "done"


def test_lists_say_how_they_count_and_whether_they_are_tight(document: Read) -> None:
    assert [dict(node.attrs) for node in document("3. a\n4. b\n\n- c\n\n- d\n").node.children] == [
        {"ordered": "1", "start": "3", "tight": "1"},
        {},
    ]


def test_prices_are_no_formulas(document: Read) -> None:
    for text in ("From $5 to $10.", "US$5 and US$6", "$ 5 $", "5$ and 6$", "a \\$b$"):
        assert kinds(document(text + "\n").node).count("math") == 0, text
    assert [node.text for node in document("$a$, $$b$$ and $c_1 + c\\$$.\n").node.walk() if node.kind == "math"] == [
        "a",
        "b",
        "c_1 + c\\$",
    ]


def test_an_anchor_belongs_to_its_heading_alone(document: Read) -> None:
    assert only(document("## A b {#c-d}\n"), "heading").attrs == {"level": "2", "id": "c-d"}
    assert only(document("A\nb {#c}\n===\n"), "heading").attrs == {"level": "1", "id": "c"}
    assert document("## Set {1, 2}\n").node.plain() == "Set {1, 2}"
    assert document("## Set {}\n").node.plain() == "Set {}"
    assert document("Text {#c}\n").node.plain() == "Text {#c}"


def test_pins_are_read_in_questions_alone(document: Read) -> None:
    assert document("- a {#b}\n").node.plain() == "a {#b}"
    assert only(document("::: question {#q}\n- a {#b}\n:::\n"), "item").attrs["id"] == "b"
    assert document("::: question {#q}\n- a {#b c}\n- {#}\n- d }\n:::\n").node.plain() == "a {#b c} {#} d }"


def test_a_question_in_a_question_is_told(document: Read) -> None:
    read = document(":::: question {#a}\n::: question {#b}\nQ\n:::\n::::\n")
    assert [finding.message for finding in read.findings] == ["a question stands in a question"]


def test_a_directive_without_attributes_says_that_it_has_none(document: Read) -> None:
    read = document(":::: figure {src=a.svg}\n::: description {title=x}\nT\n:::\n::::\n")
    assert [(finding.message, finding.help) for finding in read.findings] == [
        ("`description` has no attribute `title`", "Remove it: this directive has none")
    ]


def test_emphasis_beyond_all_sense_is_flattened(document: Read) -> None:
    read = document("*a **b " * 500 + "c** d* " * 500 + "\n")
    depth = 0
    layer = [read.node]
    while layer:
        depth += 1
        layer = [child for node in layer for child in node.children]
    assert depth < 60
    assert "c" in read.node.plain()


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("a | b", ["a", "b"]),
        ("| \\| | b\\||", ["|", "b|"]),
        ("| | b |", ["", "b"]),
        ("| a \\\\| b |", ["a | b", ""]),
    ],
)
def test_cells_are_parted_at_pipes_that_no_backslash_escapes(row: str, cells: list[str], document: Read) -> None:
    read = document(f"| x | y |\n|---|---|\n{row}\n")
    rows = [node for node in read.node.walk() if node.kind == "row"]
    assert [cell.plain() for cell in rows[1].children] == cells


def test_a_row_says_when_it_has_other_cells_than_its_head(document: Read) -> None:
    read = document("| x | y |\n|---|---|\n| a |\n| a | b | c |\n| a | b |\n")
    assert [node.attrs.get("cells") for node in read.node.walk() if node.kind == "row"] == [None, "1", "3", None]
