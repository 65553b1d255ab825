"""Every example of the author's guide is read without a finding."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from karmakit_authoring.dialect import read_document
from karmakit_authoring.source_text import SourceText
from karmakit_schemas.parsed import Parsed

GUIDE = Path(__file__).resolve().parents[2] / "authoring" / "guide"
BLOCK = re.compile(r"^(`{3,})(\w+)[^\n]*\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


def examples(language: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for page in sorted(GUIDE.rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        found += [
            (f"{page.name}:{text.count(chr(10), 0, block.start()) + 1}", block[3])
            for block in BLOCK.finditer(text)
            if block[2] == language
        ]
    return found


MARKDOWN, YAML = examples("markdown"), examples("yaml")


def test_there_are_examples() -> None:
    assert len(MARKDOWN) > 5
    assert YAML


@pytest.mark.parametrize("text", [text for _, text in MARKDOWN], ids=[name for name, _ in MARKDOWN])
def test_a_markdown_example_is_read_without_a_finding(text: str, head: str, parsed: Callable[..., Parsed]) -> None:
    if re.search(r"^: ", text, re.MULTILINE):
        result = parsed({"glossary.md": text})
        assert result.course
        assert result.course.glossary
    else:
        result = parsed({"modules/one.md": text if text.startswith("---\n") else f"{head}\n{text}"})
    assert result.findings == ()
    assert result.course


@pytest.mark.parametrize("text", [text for _, text in YAML], ids=[name for name, _ in YAML])
def test_a_yaml_example_is_read_without_a_finding(text: str, head: str, parsed: Callable[..., Parsed]) -> None:
    if not re.search(r"^id:", text, re.MULTILINE):
        result = parsed({"modules/one.md": f"---\n{text}---\n"})
    else:
        named = re.findall(r"modules: \[([^\]]+)\]", text)
        modules = {f"modules/{name.strip()}.md": head for names in named for name in names.split(",")}
        result = parsed({"course.yml": text, "modules/one.md": None, **modules})
    assert result.findings == ()
    assert result.course


def test_every_question_type_of_the_guide_is_what_the_guide_says(head: str, parsed: Callable[..., Parsed]) -> None:
    types = {
        question.type
        for _, text in MARKDOWN
        for module in parsed({"modules/one.md": text if text.startswith("---\n") else f"{head}\n{text}"}).modules
        for question in module.questions
    }
    assert types == {"single", "multiple", "true-false", "matching", "ordering", "fill-in", "numeric", "scale"}


def test_the_guide_itself_is_sound_markdown() -> None:
    for page in GUIDE.rglob("*.md"):
        document = read_document(SourceText.decode(page.name, page.read_bytes()))
        assert document.findings == ()
