"""Texts made to exhaust time or memory are read in time that grows with their length."""

import time
from collections.abc import Callable

import pytest

from karmakit_authoring.parse import parse
from karmakit_schemas.sources import Sources

HEAD = "---\ntitle: A\nkind: do\nduration: 4 min\n---\n"
COURSE = b"id: abc\nunits: [{id: u, title: U, modules: [a]}]\n"

TEXTS: dict[str, Callable[[int], str]] = {
    "opening brackets": lambda n: "[" * n,
    "opening pictures": lambda n: "![" * (n // 2),
    "links left open": lambda n: "[a](" * (n // 4),
    "nested brackets": lambda n: "[" * (n // 2) + "a" + "]" * (n // 2),
    "footnote marks": lambda n: "[^" * (n // 2),
    "gaps left open": lambda n: "::: question {#q}\n" + "[[a " * (n // 4) + "\n:::\n",
    "stars": lambda n: "*" * n,
    "stars and words": lambda n: "*a **b " * (n // 7),
    "underscores across words": lambda n: "*a_ " * (n // 4),
    "backticks of growing length": lambda n: " ".join("`" * k for k in range(1, int((2 * n) ** 0.5))),
    "prices": lambda n: "$5 " * (n // 3),
    "formulas left open": lambda n: "$a " * (n // 3),
    "comments left open": lambda n: "<!-- a\n\n" * (n // 8),
    "comments with text behind them": lambda n: "::: callout\n" + "<!--\n" * (n // 5) + "--> x\n:::\n",
    "tags left open": lambda n: "<a " * (n // 3),
    "entities left open": lambda n: "&a" * (n // 2),
    "quotes in quotes": lambda n: "> " * (n // 2),
    "a deep quote with lazy lines": lambda n: "> " * 50 + "\n" + ">a\n" * (n // 3),
    "lists in lists": lambda n: "".join("  " * k + "- a\n" for k in range(int(n**0.5))),
    "a flat list": lambda n: "- a\n" * (n // 4),
    "directives left open": lambda n: "::: callout\n" * (n // 12),
    "questions left open": lambda n: "::: question {#q}\n" * (n // 18),
    "ever longer fences": lambda n: "".join(":" * k + " callout\n" for k in range(3, int(n**0.5))),
    "ever shorter fences": lambda n: "".join(":" * k + " callout\n" for k in range(int(n**0.5), 3, -1)),
    "closing fences": lambda n: ":::\n" * (n // 4),
    "attributes left open": lambda n: "::: callout {" + "#x " * (n // 3),
    "picture attributes left open": lambda n: "![a](b){" * (n // 8),
    "braces at the end of a heading": lambda n: "# a " + "{#a" * (n // 3) + " " * n + "}",
    "a wide table": lambda n: "|a" * (n // 20) + "|\n" + "|-" * (n // 20) + "|\n" + "|a\n" * (n // 4),
    "definitions": lambda n: "a\n" + ": b\n" * (n // 4),
    "code fences left open": lambda n: "```a\n\n" * (n // 6),
    "reference labels left open": lambda n: "[a\n" * (n // 3),
    "spaces": lambda n: "a" + " " * n + "b",
    "line ends": lambda n: "\n" * n,
    "options": lambda n: "::: question {#q}\nQ\n\n" + "- [ ] a\n" * (n // 8) + "\n:::\n",
    "pairs": lambda n: "::: question {#q}\nQ\n\n|a|b|\n|-|-|\n" + "|c|d|\n" * (n // 6) + "\n:::\n",
}


def seconds(text: str) -> float:
    start = time.process_time()
    parse(Sources("c", {"course.yml": COURSE, "modules/a.md": (HEAD + text).encode()}))
    return time.process_time() - start


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_time_grows_with_the_length_and_not_with_its_square(make: Callable[[int], str]) -> None:
    # four times the text: a quadratic reader takes sixteen times as long; a busy machine gets a second look
    assert any(seconds(make(16_000)) < 11 * max(seconds(make(4_000)), 0.02) for _ in range(3))


def test_a_file_of_more_than_a_megabyte_is_not_read() -> None:
    result = parse(Sources("c", {"course.yml": COURSE, "modules/a.md": b"[" * (2**20 + 1)}))
    assert "STR029" in {finding.code for finding in result.findings}


def test_a_thousand_errors_in_yaml_stay_readable() -> None:
    course = "".join("a: &x 1\n" for _ in range(10_000)).encode()
    assert len(parse(Sources("c", {"course.yml": course, "modules/a.md": HEAD.encode()})).findings) < 120
