"""What the language server answers, asked without a protocol between."""

from pathlib import Path

import pytest
from lsprotocol.types import Position, Range
from pygls.workspace import PositionCodec

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_schemas.findings import Edit
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_validators.check import check
from karmakit_validators.edits import Together
from karmakit_validators.lsp import actions, hovers
from karmakit_validators.lsp.completion import Place, complete
from karmakit_validators.lsp.desk import Course
from karmakit_validators.lsp.places import to_range

HOST = Path(__file__).parents[1] / "host"
PAGE = "modules/example.md"
GLOSSARY = "Public authority {#public-authority}\n: A body of the State.\n"


def course_with(text: str = "", **files: str) -> Course:
    """Return the host course with a text after its example page, and a glossary."""
    host = load(HOST)
    page = files.pop("page", host.files[PAGE].decode() + text)
    more = {"glossary.md": GLOSSARY.encode(), PAGE: page.encode(), **{name: data.encode() for name, data in files.items()}}
    parsed = parse(Sources(host.name, {**host.files, **more}))
    return Course(HOST, parsed, check(parsed))


def end_of(course: Course, path: str = PAGE) -> tuple[int, int]:
    lines = course.lines(path)
    return len(lines), len(lines[-1]) + 1


def labels(course: Course, path: str = PAGE) -> list[str]:
    return [one.label for one in complete(Place(course, path, *end_of(course, path)))]


def untouched(finding):
    return finding


def test_a_directive_says_what_it_is_written_with() -> None:
    course = course_with("\n::: figure {src=../media/x.svg}\n")
    said = hovers.hover(course, PAGE, len(course.lines(PAGE)) - 1, 8, "en")
    assert said.startswith("**ACC001") or "**`::: figure`**" in said
    assert "`width`" in hovers.directive(hovers.DIRECTIVES["figure"])


def test_a_link_to_the_glossary_shows_the_meaning() -> None:
    course = course_with("\nA [public authority](../glossary.md#public-authority) answers.")
    line, _ = end_of(course)
    assert hovers.hover(course, PAGE, line, 10, "en") == "A body of the State."
    assert hovers.hover(course, PAGE, line, 1, "en") == ""


def test_a_key_of_yaml_is_described_and_a_word_that_looks_like_one_is_not() -> None:
    course = course_with("\nkind: of a register")
    assert hovers.hover(course, PAGE, 3, 2, "en").startswith("**kind**: ")
    assert hovers.hover(course, PAGE, end_of(course)[0], 2, "en") == ""
    assert hovers.hover(course, PAGE, 999, 1, "en") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n::: callout {kind=", "warning"),
        ("\n::: video {title=a captions=", None),
        ("\nAsk the [publ", "Public authority"),
        ("\n[term](", "../glossary.md#public-authority"),
        ("\n::: unheard {", None),
        ("\nplain text", None),
    ],
)
def test_what_is_offered_fits_the_place(text: str, expected: str | None) -> None:
    offered = labels(course_with(text))
    assert offered == [] if expected is None else expected in offered


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kind: ", "explore"),
        ("requires: [", "practice"),
        ("objectives:\n  - id: a\n    text: Name it\n    bloom: ", "analyse"),
        ("competencies:\n  - {area: Behavioural, theme: ", "Self-Awareness"),
        ("competencies:\n  - area: ", "Functional"),
        ("competencies:\n  - area: Functional\n    level: ", "2"),
        ("", "objectives"),
    ],
)
def test_front_matter_offers_what_the_framework_and_the_course_know(typed: str, expected: str) -> None:
    course = course_with(
        page=f"---\ntitle: A\n{typed}", **{"modules/practice.md": "---\ntitle: P\nkind: do\nduration: 3 min\n---\n"}
    )
    assert expected in labels(course)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("units:\n  - id: a\n    modules:\n      - ", "example"), ("mode: ", "blended"), ("thumbnail: ", None), ("", "licence")],
)
def test_the_course_file_offers_its_keys_modules_and_values(typed: str, expected: str | None) -> None:
    course = course_with(**{"course.yml": f"id: host\n{typed}"})
    offered = labels(course, "course.yml")
    assert all(label.startswith("media/") for label in offered) if expected is None else expected in offered


def test_a_suggestion_outside_of_the_file_is_none() -> None:
    assert complete(Place(course_with(), PAGE, 999, 1)) == ()


def test_a_gate_cannot_be_allowed_and_a_fence_gets_its_exception_on_a_line_before() -> None:
    course = course_with("\n![](../media/nowhere.svg)\n")
    line = len(course.lines(PAGE)) - 1
    offered = actions.actions(course, PAGE, Range(Position(line - 1, 0), Position(line - 1, 9)), PositionCodec(), untouched)
    assert not [action for action in offered if action.title.startswith("ACC001: allow")]
    fenced = course_with("\n::: question {#alone}\nWhich?\n\n- [x] This\n- [ ] That\n\n:::\n")
    everywhere = Range(Position(0, 0), Position(len(fenced.lines(PAGE)), 0))
    for action in actions.actions(fenced, PAGE, everywhere, PositionCodec(), untouched):
        if "allow it here" in action.title and action.edit and action.edit.changes:
            ((edit,),) = action.edit.changes.values()
            stands_on_a_fence = fenced.lines(PAGE)[edit.range.start.line].startswith(":::")
            assert edit.new_text.endswith(" -->\n") if stands_on_a_fence else edit.new_text.startswith(("  # ", " <!-- "))


def test_all_safe_fixes_of_a_file_are_offered_together() -> None:
    course = course_with("\nCafe\u0301 and a cafe\u0301 there.\n")
    offered = actions.actions(course, PAGE, Range(Position(0, 0), Position(0, 0)), PositionCodec(), untouched)
    (together,) = [action for action in offered if action.kind == actions.FIX_ALL]
    assert together.edit
    assert together.edit.changes
    assert {edit.new_text for edits in together.edit.changes.values() for edit in edits} == {"Café", "café"}


def test_edits_that_touch_the_same_text_overlap() -> None:
    sources = Sources("x", {"a.md": b"123456789\n", "b.md": b"123456789\n"})

    def edit(path: str, start: int, end: int) -> Edit:
        return Edit(Span(path, 1, start, 1, end), "")

    assert not Together(sources).take([edit("a.md", 1, 5), edit("a.md", 4, 6)])
    assert Together(sources).take([edit("a.md", 1, 4), edit("a.md", 4, 6), edit("b.md", 1, 9)])


def test_a_place_behind_the_end_of_a_file_is_its_end() -> None:
    assert to_range(Span("x", 9, 9, 9, 12), ("ab", "c"), PositionCodec()) == Range(Position(1, 1), Position(1, 1))
    assert to_range(Span("x", 1, 1, 1, 1), (), PositionCodec()) == Range(Position(0, 0), Position(0, 0))
