"""No rule and no reader splits words where Python's own patterns do: within every Indian word."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from karmakit_schemas.text import graphemes
from karmakit_validators import languages
from karmakit_validators.scripts import APART, WORD

# what is read there is syntax, never the text of a course: XML names, scripts, style sheets of a bundle
SYNTAX = ("verify",)
# the word boundaries of Unicode (UAX 29), which `regex` has and `re` has not
UNICODE = re.compile(r"\(\?\w*w\)")
TRAPS = re.compile(r"(?<!\\)(?:\\\\)*\\[wWbB]")


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts that a file hands to the pattern engine, or may: all that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes) and id(node) not in documents:
            yield node.lineno, node.value.decode("latin-1") if isinstance(node.value, bytes) else node.value


def is_trap(text: str) -> bool:
    return bool(TRAPS.search(text)) and not UNICODE.match(text)


@pytest.mark.parametrize("package", ["validators/karmakit_validators", "authoring/karmakit_authoring"])
def test_no_pattern_asks_python_what_a_word_is(root, package):
    found = []
    for path in sorted((root / package).rglob("*.py")):
        if path.relative_to(root / package).parts[0] not in SYNTAX:
            found += [f"{path.relative_to(root)}:{line}: {text}" for line, text in literals(path) if is_trap(text)]
    assert found == []


@pytest.mark.parametrize("word", ["पाठ्यक्रम", "বিশ্ববিদ্যালয়", "அறிவிப்பு", "ಕನ್ನಡ", "ਪੰਜਾਬੀ", "क्षत्रिय‌", "naïve", "Behörde", "اطلاع"])
def test_a_word_of_any_script_is_one_word(word):
    assert re.fullmatch(f"{WORD}+", word)
    assert re.findall(APART, f"({word}), {word}।") == [word, word]


def test_a_phrase_is_found_as_a_whole_word_only():
    pattern = languages.pattern(("मंद बुद्धि", "अपंग"))
    assert [match[0] for match in pattern.finditer("अपंगता, अपंग और मंद  बुद्धि")] == ["अपंग", "मंद  बुद्धि"]


def test_a_syllable_counts_as_one_character():
    assert graphemes("क्षि") == 1
