"""YAML 1.2 with the place of every key and value, and nothing of YAML that is dangerous."""

import time

import pytest
import yaml

from karmakit_authoring.source_text import SourceText
from karmakit_authoring.yaml_reader import YamlFile, read_yaml
from karmakit_schemas.spans import Span

SCALARS = {
    "no": "no",
    "yes": "yes",
    "on": "on",
    "0123": "0123",
    "00": "00",
    "0": 0,
    "-7": -7,
    "0x1F": 31,
    "0o17": 15,
    "0b11": "0b11",
    "1_000": "1_000",
    "1.50": 1.5,
    "1e3": 1000.0,
    "1.0.0": "1.0.0",
    ".nan": ".nan",
    ".inf": ".inf",
    "2027-03-31": "2027-03-31",
    "12:30:45": "12:30:45",
    "true": True,
    "False": False,
    "TrUe": "TrUe",
    "null": None,
    "~": None,
    '"7"': "7",
    "'true'": "true",
    "9" * 5000: "9" * 5000,
    "=": "=",
    "४": "४",
}


def read(text: str) -> YamlFile:
    return read_yaml(SourceText.of("course.yml", text))


def places(found: YamlFile) -> dict[tuple[str | int, ...], tuple[int, int, int, int]]:
    return {path: (s.line, s.column, s.end_line, s.end_column) for path, s in found.places.items()}


def faults(text: str) -> list[tuple[str, str, str]]:
    return [(finding.code, f"{finding.span.line}:{finding.span.column}", finding.message) for finding in read(text).findings]


@pytest.mark.parametrize(("written", "meant"), SCALARS.items(), ids=[key[:12] for key in SCALARS])
def test_plain_scalars_have_the_types_of_yaml_1_2(written: str, meant: object) -> None:
    found = read(f"key: {written}\n")
    assert found.findings == ()
    assert found.data == {"key": meant}
    assert type(found.data["key"]) is type(meant)


def test_every_value_and_key_has_its_place() -> None:
    text = 'a: "हिन्दी 😀"\nb: [1, {c: 2.5}]\nd:\n  - |\n    x\n    y\n\n  - z # note\n\n# end\n'
    found = read(text)
    assert found.data == {"a": "हिन्दी 😀", "b": [1, {"c": 2.5}], "d": ["x\ny\n", "z"]}
    assert places(found) == {
        ("a",): (1, 4, 1, 14),
        ("b", 0): (2, 5, 2, 6),
        ("b", 1, "c"): (2, 12, 2, 15),
        ("b", 1): (2, 8, 2, 16),
        ("b",): (2, 4, 2, 17),
        ("d", 0): (4, 5, 6, 6),
        ("d", 1): (8, 5, 8, 6),
        ("d",): (4, 3, 8, 6),
        (): (1, 1, 8, 6),
    }
    assert found.keys["b", 1, "c"] == Span("course.yml", 2, 9, 2, 10)


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_change_neither_values_nor_places(ends: str) -> None:
    text = "a: |\n  x\n  y\nb: z\n"
    assert read(text.replace("\n", ends)) == read(text)


def test_what_yaml_1_1_took_for_line_ends_is_text() -> None:
    found = read('a: "x\u2028y\x85z"\nb: 1\n')
    assert found.data == {"a": "x\u2028y\x85z", "b": 1}
    assert places(found)["b",] == (2, 4, 2, 5)


SYNTAX = {
    "a: b: c\n": ("1:5", "a `: ` stands where it may not"),
    "a:\n\tb: c\n": ("2:1", "a tab stands where spaces must"),
    "a: [1, 2\n": ("1:4", "a list in square brackets is not closed"),
    "a: {b: c\n": ("1:4", "braces are not closed"),
    'a: "open\n\n': ("1:4", "a quotation mark is never closed"),
    "a: 'it's'\n": ("1:8", "this line is indented otherwise than its neighbours"),
    "a: 1\nb\nc: 2\n": ("2:1", "a key without a colon"),
    "a: `x`\n": ("1:4", "a value begins with a character that may not begin one"),
    'a: "\\q"\n': ("1:5", "a backslash in double quotes begins nothing"),
    "a: 1\n b: 2\n": ("2:3", "a `: ` stands where it may not"),
    "- a\nb: c\n": ("2:1", "this line is indented otherwise than its neighbours"),
    "a: \x07\n": ("1:4", "the control character U+0007 may not stand in YAML"),
    "a: 1\na: 2\n": ("2:1", "the key `a` stands here a second time"),
    "1: a\n": ("1:1", "the key `1` is no word"),
    "true: a\n": ("1:1", "the key `true` is no word"),
    "? [a]\n: b\n": ("1:3", "a key is a list or a mapping"),
    "a: 1\n---\nb: 2\n": ("2:1", "a second YAML document begins here"),
}


@pytest.mark.parametrize(("text", "wanted"), SYNTAX.items(), ids=[wanted[1][:40] for wanted in SYNTAX.values()])
def test_a_syntax_fault_is_told_in_plain_words_where_it_is(text: str, wanted: tuple[str, str]) -> None:
    assert faults(text) == [("STR002", *wanted)]
    assert read(text).findings[0].help
    assert not read(text).sound


def test_all_doubled_keys_are_found_and_the_first_value_is_kept() -> None:
    found = read("a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert [str(finding.span) for finding in found.findings] == ["course.yml:2:11", "course.yml:3:1"]
    assert found.findings[1].related == (Span("course.yml", 1, 1, 1, 2),)
    assert found.data == {"a": 1, "b": {"c": 1}}


BOMBS = {
    "a: &x 1\n": [("1:4", "the anchor `&x` is refused")],
    "a: *x\n": [("1:4", "the alias `*x` is refused")],
    "a: !!python/object:os.system x\n": [("1:4", "the tag `tag:yaml.org,2002:python/object:os.system` is refused")],
    "a: !x [1]\n": [("1:4", "the tag `!x` is refused")],
    "[" * 100_000: [("1:51", "lists and mappings lie more than 50 deep")],
    "{a: " * 60: [("1:201", "lists and mappings lie more than 50 deep")],
    "- " * 100_000: [("1:101", "lists and mappings lie more than 50 deep")],
    "".join(f"{' ' * depth}a:\n" for depth in range(60)): [("51:51", "lists and mappings lie more than 50 deep")],
    "a: " + "x" * 2**20: [("1:1", "1,048,579 characters of YAML")],
}


@pytest.mark.parametrize(("text", "wanted"), BOMBS.items(), ids=[text[:16] for text in BOMBS])
def test_what_can_blow_up_is_refused_at_once(text: str, wanted: list[tuple[str, str]]) -> None:
    start = time.process_time()
    assert faults(text) == [("SEC012", *fault) for fault in wanted]
    assert time.process_time() - start < 1


def test_a_billion_laughs_do_not_unfold() -> None:
    laughs = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert {code for code, *_ in faults(laughs)} == {"SEC012"}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_text_is_sound_and_says_nothing(text: str) -> None:
    assert read(text) == YamlFile(None, read(text).places, {}, (), sound=True)


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [1, {b: no}]\nc: |\n  x\nd: 'y'\n"
    fast = read(text)
    monkeypatch.setattr(yaml, "__with_libyaml__", None)
    assert read(text) == fast
    assert faults("a: b: c\n")[0][0] == "STR002"
    assert faults("[" * 100_000)[0][0] == "SEC012"
