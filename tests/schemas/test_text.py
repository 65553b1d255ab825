"""Text is counted and compared as people see it, in every script."""

import pytest

from karmakit_schemas.text import compared, cut, graphemes, is_nfc, nfc, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("abc", 3),
        ("e\u0301", 1),
        ("हिन्दी", 2),
        ("नमस्ते", 3),
        ("👩🏽‍🚒", 1),
        ("🇮🇳", 1),
        ("a\r\nb", 3),
        ("தமிழ்", 3),
        ("क" * 1000, 1000),
    ],
)
def test_graphemes_are_what_a_reader_counts(text: str, count: int) -> None:
    assert graphemes(text) == count


def test_a_cut_never_parts_a_syllable() -> None:
    assert cut("नमस्ते", 3) == "नमस्ते"
    assert cut("नमस्ते", 2) == "न…"
    assert cut("one two", 5) == "one…"
    assert cut("one", 0) == "…"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Section 7(1) of the Act.", ["Section", "7", "1", "of", "the", "Act"]),
        ("हिन्दी में, सूचना का अधिकार।", ["हिन्दी", "में", "सूचना", "का", "अधिकार"]),
        ("don't, can-do, e\u0301tat, 3.5, 1,20,000", ["don't", "can-do", "e\u0301tat", "3.5", "1,20,000"]),
        ("क्\u200dष और राम\u200cराज्य", ["क्\u200dष", "और", "राम\u200cराज्य"]),
        ("سوال نامہ", ["سوال", "نامہ"]),
    ],
)
def test_words_keep_their_marks_and_joiners(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_normal_form_c_keeps_what_unicode_excludes_from_composition() -> None:
    assert nfc("e\u0301") == "\xe9"
    assert not is_nfc("e\u0301")
    assert nfc("\u0958") == "\u0915\u093c"  # qa is never composed
    assert is_nfc(nfc("\u0958"))


def test_answers_are_compared_without_regard_to_case_form_and_spaces() -> None:
    assert compared("  Public   INFORMATION officer ") == "public information officer"
    assert compared("\u0958") == compared("\u0915\u093c")
    assert compared("STRASSE") == compared("straße")
