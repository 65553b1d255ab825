"""Formatting in an editor: what `karmakit fmt` would write, as edits that touch nothing else."""

from pathlib import Path

import pytest
from lsprotocol.types import Position, PositionEncodingKind, Range, TextEdit
from pygls.workspace import PositionCodec, TextDocument

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_schemas.sources import Sources
from karmakit_validators.formatting import formatted
from karmakit_validators.lsp.desk import Course
from karmakit_validators.lsp.form import form

FOLDER = Path(__file__).parents[1] / "host"
HOST = load(FOLDER)
PAGE = "modules/example.md"
MESSY = "\n* 🙂 one __strong__ word\n* two\n\n|Day | Paper|\n|:----|---|\n|4 | 🙂 |\n\n\n\nText   \n"


def course_with(**files: str) -> Course:
    """Return the host course with texts in the place of some of its files."""
    named = {"page": PAGE, "course": "course.yml", "glossary": "glossary.md", "other": "modules/other.md", "readme": "README.md"}
    typed = {named[name]: text.encode("utf-8", "surrogatepass") for name, text in files.items()}
    return Course(FOLDER, parse(Sources(HOST.name, {**HOST.files, **typed})), ())


def text_of(path: str = PAGE) -> str:
    return HOST.files[path].decode()


def after(text: str, edits: list[TextEdit], unit: PositionEncodingKind) -> str:
    """Return a text after edits, as an editor makes them: from the last to the first, of one place in their order."""
    document = TextDocument("file:///a.md", text, position_codec=PositionCodec(unit))
    in_order = sorted(edits, key=lambda one: (one.range.start.line, one.range.start.character))
    for edit in in_order[::-1]:
        start, end = document.offset_at_position(edit.range.start), document.offset_at_position(edit.range.end)
        text = text[:start] + edit.new_text + text[end:]
    return text


@pytest.mark.parametrize("unit", [PositionEncodingKind.Utf8, PositionEncodingKind.Utf16, PositionEncodingKind.Utf32])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("tail", ["", "\n\n\n", "   "], ids=["cut", "empty lines", "spaces"])
def test_the_edits_make_of_a_file_what_fmt_makes_of_it(unit: PositionEncodingKind, end: str, tail: str) -> None:
    text = f"{text_of()}{MESSY}{tail}".replace("\n", end)
    course = course_with(page=text)
    done = formatted(course.parsed.sources)
    assert done is not None
    assert after(text, form(course, PAGE, PositionCodec(unit)), unit) == done.sources.files[PAGE].decode()


def test_an_edit_touches_no_more_of_a_line_than_changes() -> None:
    text = text_of() + "\nOne __strong__ word.\n"
    line = text.count("\n") - 1
    edits = form(course_with(page=text), PAGE, PositionCodec())
    assert edits == [TextEdit(Range(Position(line, 4), Position(line, 14)), "**strong**")]
    assert form(course_with(), PAGE, PositionCodec()) == []


def test_only_the_file_in_the_editor_is_written() -> None:
    first, rest = text_of("course.yml").split("\n", 1)
    turned = f"{rest.rstrip()}\n{first}\n"
    course = course_with(page=text_of() + MESSY, course=turned, glossary="Term {#term}\n: What __it__ means.\n")
    codec, unit = PositionCodec(), PositionEncodingKind.Utf16
    assert after(turned, form(course, "course.yml", codec), unit).startswith(first)
    assert [edit.new_text for edit in form(course, "glossary.md", codec)] == ["**it**"]


def test_a_file_is_written_canonically_whatever_the_other_modules_are_like() -> None:
    course = course_with(page=text_of() + MESSY, other="---\ntitle: [\n---\n\n::: callout\n")
    assert form(course, PAGE, PositionCodec())
    assert form(course, "modules/other.md", PositionCodec()) == []


@pytest.mark.parametrize(
    "files",
    [
        {"page": text_of() + MESSY + "\n::: callout\n"},
        {"page": MESSY},
        {"page": text_of() + MESSY + "\ud800"},
        {"page": ""},
        {"course": "id: [", "page": text_of() + MESSY},
        {"course": "", "page": text_of() + MESSY},
    ],
    ids=["open fence", "no front-matter", "no text", "nothing", "broken course", "empty course"],
)
def test_what_cannot_be_read_is_left_as_it_is(files: dict[str, str]) -> None:
    course = course_with(**files)
    assert form(course, PAGE, PositionCodec()) == []
    if "course" in files:
        assert form(course, "course.yml", PositionCodec()) == []


def test_what_is_no_text_of_a_course_is_left_as_it_is() -> None:
    course = course_with(readme="* a\n* __b__\n")
    assert form(course, "README.md", PositionCodec()) == []
    assert form(course, "modules/nowhere.md", PositionCodec()) == []
