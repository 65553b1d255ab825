"""Every pack of words parses, says where its lists come from, and is written in the script of its language."""

import re
import unicodedata
from importlib import resources
from typing import Any

import pytest
import yaml

from karmakit_validators import languages
from karmakit_validators.scripts import LETTERS, RANGES

SCRIPTS = {
    "as": "Bengali",
    "bn": "Bengali",
    "en": "Latin",
    "gu": "Gujarati",
    "hi": "Devanagari",
    "kn": "Kannada",
    "ml": "Malayalam",
    "mr": "Devanagari",
    "ne": "Devanagari",
    "or": "Oriya",
    "pa": "Gurmukhi",
    "ta": "Tamil",
    "te": "Telugu",
    "ur": "Arabic",
}
# Hindi puts the verb last: what leads in to an objective does not stand before it
ENGLISH_ONLY = {"lead_ins"}
FORMS = {"words", "instead", "limit"}
FOLDER = resources.files("karmakit_validators") / "languages"
PACKS = sorted(file.name.removesuffix(".yml") for file in FOLDER.iterdir() if file.name.endswith(".yml"))


def text(tag: str) -> str:
    return (FOLDER / f"{tag}.yml").read_text(encoding="utf-8")


def entries(tag: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.load(text(tag), Loader=yaml.BaseLoader)
    return read


def phrases(tag: str) -> list[str]:
    words = languages.find(tag)
    said = [phrase for phrases in words.lists.values() for phrase in phrases]
    return said + [half for pairs in words.instead.values() for pair in pairs.items() for half in pair if half]


def test_a_pack_is_there_for_each_language_that_is_named_here():
    assert set(PACKS) == set(SCRIPTS)


@pytest.mark.parametrize("tag", PACKS)
def test_every_list_says_its_source_and_has_one_form(tag):
    for name, entry in entries(tag).items():
        assert re.fullmatch(r"[a-z_]+", name)
        assert entry["source"].strip(), name
        assert len(FORMS & set(entry)) == 1, name


@pytest.mark.parametrize("tag", PACKS)
def test_a_pack_is_composed_and_no_list_says_a_phrase_twice(tag):
    assert unicodedata.is_normalized("NFC", text(tag))
    for name, words in languages.find(tag).lists.items():
        assert len(set(words)) == len(words), name
    for name, entry in entries(tag).items():
        if isinstance(entry.get("instead"), str):
            terms = [line.partition(":")[0] for line in entry["instead"].splitlines()]
            assert len(set(terms)) == len(terms), name


@pytest.mark.parametrize("tag", PACKS)
def test_a_pack_is_written_in_the_script_of_its_language(tag):
    own = RANGES[SCRIPTS[tag]] + RANGES["Latin"] + "\\u200c\\u200d\\u0300-\\u036f"
    strange = re.compile(f"(?![{own}])[{LETTERS}]")
    assert [phrase for phrase in phrases(tag) if strange.search(phrase)] == []
    letters = re.compile(f"[{RANGES[SCRIPTS[tag]]}]")
    lists = languages.find(tag).lists.items()
    assert [name for name, words in lists if not any(map(letters.search, words))] in ([], ["placeholder"])


@pytest.mark.parametrize("tag", PACKS)
def test_a_better_term_is_none_of_the_terms_it_replaces(tag):
    for name, pairs in languages.find(tag).instead.items():
        terms = {term.casefold() for term in pairs}
        assert [term for term, better in pairs.items() if better.casefold() in terms] == [], name


def test_english_and_hindi_have_the_same_lists():
    assert set(entries("en")) - set(entries("hi")) == ENGLISH_ONLY
    assert set(entries("hi")) <= set(entries("en"))


def test_a_language_without_a_pack_has_no_words():
    assert languages.find("sat-Olck").lists == {}
    assert languages.find("../hi").lists == {}
