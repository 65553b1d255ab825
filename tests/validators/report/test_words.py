"""The reader's language: every report has all its words in every language, and none that it does not use."""

import re
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from karmakit_schemas.findings import Edit, Finding, Fix, Kind, Severity
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_validators.catalogue import discover
from karmakit_validators.explain import explain
from karmakit_validators.report import FORMATS, Manner, Part, render, sarif
from karmakit_validators.report.text import width
from karmakit_validators.report.words import LANGUAGES, words
from karmakit_validators.rule import Layer
from karmakit_validators.rulebook import rulebook
from karmakit_validators.settings import FAILING
from karmakit_validators.speaking import HEADINGS

DEVANAGARI = re.compile(r"[\u0900-\u097f]")
HOLE = re.compile(r"\{\w+\}")
PLURAL = re.compile(r"\.(one|other)$")
ENGLISH = words("en").texts


def test_every_language_of_the_rules_has_words_for_reports():
    assert set(LANGUAGES) == {"en", *HEADINGS}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_each_language_has_every_text_with_the_same_holes(tag):
    theirs = words(tag).texts
    assert list(theirs) == list(ENGLISH)
    for key, text in theirs.items():
        assert set(HOLE.findall(text)) == set(HOLE.findall(ENGLISH[key])), key


def test_every_hindi_text_is_hindi():
    for key, text in words("hi").texts.items():
        assert DEVANAGARI.search(text), key


def test_no_text_is_kept_that_nothing_says(monkeypatch):
    said = set()
    monkeypatch.setattr(sarif, "MOST", 1)

    class Recorded(dict):
        def __getitem__(self, key):
            said.add(PLURAL.sub("", key))
            return super().__getitem__(key)

    for tag in LANGUAGES:
        monkeypatch.setitem(words(tag).__dict__, "texts", Recorded(words(tag).texts))
    for manner in (Manner(profile, day=date(2026, 11, 22)) for profile in FAILING):
        for number in (1, 2):
            parts = [every_kind(number), every_kind(number)][:number]
            for form in FORMATS:
                render(form, parts, replace(manner, errors=("x: gone",) * number))
                render(form, [Part("x", (), Sources("x", {}))], replace(manner, errors=("x: gone",) * (number - 1)))
                render(form, [], manner)
        hint = Finding("XYZ999", "x-y", "m", Span("modules/a.md"), Severity.info)
        render("html", [Part("x", (hint,), Sources("x", {}))], manner)
        sarif.render(parts, manner)
    everything = tuple(Finding(e.code, e.name, "m", Span("modules/a.md", n + 1)) for n, e in enumerate(discover()))
    render("html", [Part("x", everything, Sources("x", {}))])
    for entry in discover():
        explain(entry.code, "hi")
    elsewhere = {
        "written",
        *("mends.safe", "mends.unsafe"),  # where all that can be mended is of one kind
        *(f"layer.{layer}" for layer in get_args(Layer)),
    }  # said by commands, and by layers that may have no rule
    assert {PLURAL.sub("", key) for key in ENGLISH} - said - elsewhere == set()


def every_kind(number):
    """Return a course with findings of every weight and kind, `number` of each."""
    findings = []
    for line in range(1, number + 1):
        place = Span("modules/a.md", line, 1, line, 2)
        fixes = [Fix("mend", (Edit(place, "x"),), safe=safe) for safe in (True, False)]
        findings += [
            *(Finding("ACC001", "image-alt-missing", severity.name, place, severity) for severity in Severity),
            Finding("ACC001", "image-alt-missing", "gate", place, help="Mend it", gate=True, related=(place,), fix=fixes[0]),
            Finding("ACC001", "image-alt-missing", "fixed", Span("modules/a.md", 1, 1, 2, 2), fix=fixes[1]),
            Finding("ACC001", "image-alt-missing", "person", Span("course.yml"), kind=Kind.needs_human),
        ]
    return Part("courses/one", tuple(findings), Sources("one", {"modules/a.md": b"abc\nabc"}))


def test_every_layer_of_rules_has_a_name_and_a_row_in_the_list_of_rules():
    for layer in get_args(Layer):
        assert f"layer.{layer}" in ENGLISH
        assert any(entry.rule.layer == layer for entry in discover()) == (f"\n| {layer} | " in rulebook("md"))


def test_numbers_are_grouped_as_the_language_does():
    assert words("en").grouped(1234567) == "1,234,567"
    assert words("hi").grouped(1234567) == "12,34,567"
    assert words("hi").grouped(99999) == "99,999"
    assert words("hi").grouped(100000) == "1,00,000"
    assert words("en").number("files", 1) == "1 file"


def test_a_language_without_words_is_told_in_english():
    assert words("ta").tag == "en"


def test_the_report_for_a_terminal_is_hindi_throughout():
    told = Finding(
        "ACC001",
        "image-alt-missing",
        "the picture `x` has no alternative text",
        Span("modules/a.md", 1, 1, 1, 4),
        help='Add alt="what it shows"; if it only decorates, decorative=true',
        gate=True,
    )
    report = render("text", [Part("courses/one", (told,), Sources("one", {"modules/a.md": b"abc"}))], Manner(lang="hi"))
    assert report.splitlines() == [
        "courses/one/modules/a.md:1:1: त्रुटि ACC001 image-alt-missing (अनिवार्य)",
        "  चित्र `x` का वैकल्पिक पाठ नहीं है",
        "  1 | abc",
        "    | ^^^",
        '  सुधार: alt="चित्र में क्या है" जोड़ें; चित्र केवल सजावट के लिए हो, तो decorative=true',
        "",
        "1 फ़ाइल में 1 त्रुटि (प्रोफ़ाइल review)।",
        "किसी टिप्पणी के बारे में और जानने के लिए: `karmakit explain ACC001 --lang hi`",
    ]


def test_columns_are_right_under_words_with_signs_above_and_below():
    line = "क़ानून की धारा ७ में हिन्दी शब्द है"
    start = line.index("शब्द")
    told = Finding("LNG001", "x-y", "wrong", Span("modules/a.md", 1, start + 1, 1, start + 5))
    report = render("text", [Part(".", (told,), Sources("one", {"modules/a.md": line.encode()}))], Manner(lang="hi"))
    row, carets = report.splitlines()[2:4]
    assert width(carets[: carets.index("^")]) == width(row[: row.index("शब्द")])


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_in_hindi_too(form):
    told = Finding("ACC001", "image-alt-missing", "the picture `x` has no alternative text", Span("modules/a.md"))
    parts = [Part("courses/one", (told,), Sources("one", {"modules/a.md": b"abc"}))]
    assert DEVANAGARI.search(render(form, parts, Manner(lang="hi", errors=("x: gone",))))
