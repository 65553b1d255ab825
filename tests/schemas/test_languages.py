"""The language packs: whole, alike, and in their own script."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from karmakit_schemas import languages
from karmakit_schemas.languages import Language

ROOT = Path(__file__).parents[2]
RUNTIME = ROOT / "build" / "runtime"
ENGLISH = languages.find("en")
PLACE = re.compile(r"\{\w+\}")
# these may stand in any script
FOREIGN = re.compile(r"\{\w+\}|JavaScript|[^A-Za-z]")


@pytest.fixture(params=languages.tags())
def language(request: pytest.FixtureRequest) -> Language:
    found = languages.find(request.param)
    assert found
    return found


def test_english_hindi_and_urdu_are_there() -> None:
    assert {"en", "hi", "ur"} <= set(languages.tags())


def test_every_pack_has_the_strings_of_the_english_one_with_the_same_places(language: Language) -> None:
    assert ENGLISH
    for part in ("compiler", "player", "web"):
        english, own = getattr(ENGLISH, part), getattr(language, part)
        assert set(own) == set(english)
        assert {key: set(PLACE.findall(text)) for key, text in own.items()} == {
            key: set(PLACE.findall(text)) for key, text in english.items()
        }


def test_a_string_that_counts_has_a_form_for_one_and_for_others(language: Language) -> None:
    for strings in (language.compiler, language.player, language.web):
        for key in strings:
            base, _, form = key.rpartition(".")
            if form in {"one", "other"}:
                assert {f"{base}.one", f"{base}.other"} <= set(strings)
                assert base not in strings


def test_no_string_is_empty_or_unnormalised_and_none_holds_hidden_characters(language: Language) -> None:
    for key, text in (*language.compiler.items(), *language.player.items(), *language.web.items()):
        assert text.strip() == text != "", key
        assert unicodedata.is_normalized("NFC", text), key
        assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff|]", text), key


def test_no_latin_letter_stands_in_a_pack_of_another_script(language: Language) -> None:
    if language.script != "Latn":
        for key, text in (*language.compiler.items(), *language.player.items(), *language.web.items()):
            assert FOREIGN.sub("", text) == "", f"{key}: {text}"


def test_hindi_ends_its_sentences_with_a_danda_and_urdu_with_its_own_stop() -> None:
    for tag, stop in (("hi", "।"), ("ur", "۔")):  # noqa: RUF001 - the stop of Urdu
        found = languages.find(tag)
        assert found
        for key, text in (*found.compiler.items(), *found.player.items(), *found.web.items()):
            assert not text.endswith("."), key
            assert ". " not in text, key
        assert sum(text.endswith(stop) for text in found.player.values()) > 30


def test_every_key_the_player_says_is_in_the_pack(language: Language) -> None:
    # the pages for desks bring words of their own
    paths = [path for path in sorted((RUNTIME / "src").rglob("*.ts")) if path.parent.name not in {"pack", "play", "verifier"}]
    sources = [path.read_text(encoding="utf-8") for path in paths]
    source = "\n".join(text for text in sources if 'words";' in text)
    said = set(re.findall(r"""(?:say|fact)\("([a-z-]+)\"""", source))
    families = set(re.findall(r"say\(`([a-z]+-)\$\{", source))
    assert len(said) > 50
    known = {**language.player, **language.web}
    for key in said:
        assert key in known or f"{key}.other" in known, key
    for start in families:
        assert any(key.startswith(start) for key in known), start


def test_every_string_of_the_player_is_said_somewhere(language: Language) -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted((RUNTIME / "src").rglob("*.ts")))
    families = ("kind-", "status-", "trouble-", "exit-", "verdict-", "answered-", "size-", "theme-", "setting-", "record-")
    for key in (*language.player, *language.web):
        base = re.sub(r"\.(one|other)$", "", key)
        assert f'"{base}"' in source or base.startswith(families), key


def test_what_the_player_gets_is_json_and_names_the_digits(language: Language) -> None:
    given = json.loads(json.dumps(language.for_player))
    assert len(given["digits"]) == 10
    assert [unicodedata.digit(figure) for figure in given["digits"]] == list(range(10))


def test_numbers_and_counts_are_said_in_the_digits_of_the_language() -> None:
    english, urdu = languages.find("en"), languages.find("ur")
    assert english
    assert urdu
    assert english.say("modules", n=1) == "1 module"
    assert english.say("modules", n=12) == "12 modules"
    assert english.say("move-up", item="A {n} b") == "Move up: A {n} b"
    assert urdu.say("question", n=10) == "سوال ۱۰"  # noqa: RUF001 - the digits of Urdu


def test_a_tag_with_a_region_finds_its_language_and_one_in_another_script_does_not() -> None:
    for tag in ("hi-IN", "HI", "hi-Deva-IN"):
        found = languages.find(tag)
        assert found
        assert found.tag == "hi"
    assert languages.find("hi-Latn") is None
    assert languages.find("xx") is None
    assert languages.find("") is None


def test_a_font_that_a_pack_names_travels_with_karmakit(language: Language) -> None:
    if language.font:
        package = language.font.package.rpartition("/")[2]
        fonts = ROOT / "build" / "karmakit_build" / "fonts"
        for name in [*language.font.files.values(), f"{package}.OFL.txt", f"{package}.range.txt"]:
            assert (fonts / name).is_file()
