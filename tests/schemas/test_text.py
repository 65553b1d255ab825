"""Text is counted as people see it, in every script."""

import pytest

from karmakit_schemas.text import graphemes


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
