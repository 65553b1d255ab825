"""Ids and texts that `karmakit new` makes: of any title, always sound."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karmakit_authoring.parse import IDENTIFIER, LONGEST_NAME
from karmakit_authoring.scaffold.course import id_of
from karmakit_authoring.scaffold.filling import fill, yaml_text
from karmakit_authoring.scaffold.names import free, numbered, one_line, slug, sound
from karmakit_authoring.source_text import SourceText
from karmakit_authoring.yaml_reader import read_yaml
from karmakit_schemas.codes import code
from karmakit_schemas.errors import UsageError

TITLES = st.text(max_size=80)
IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)


@given(TITLES)
def test_what_is_made_of_a_title_is_an_id_or_nothing(title):
    made = slug(title)
    assert made is None or (IDENTIFIER.fullmatch(made) and len(made) <= LONGEST_NAME)


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Counting the days", "counting-the-days"),
        ("  What's left?  ", "what-s-left"),
        ("Café in Pondichéry", "cafe-in-pondichery"),
        ("दिन गिनना", None),
        ("RTI का उत्तर", None),
        ("???", None),
        ("a" * 100, "a" * 40),
    ],
)
def test_a_title_in_latin_letters_gives_an_id_and_another_none(title, made):
    assert slug(title) == made


@settings(max_examples=50)
@given(IDS, st.sets(IDS, max_size=5))
def test_a_free_id_is_taken_by_nothing_and_shares_no_code(wanted, taken):
    made = free(wanted, taken)
    assert made not in taken
    assert code(made) not in {code(name) for name in taken}
    assert sound(made, "module", taken) == made


def test_a_taken_id_gets_a_number_and_what_is_counted_the_next_one():
    assert free("days", {"days"}) == "days-2"
    assert numbered("module-", 3, {"module-3"}) == "module-4"


@pytest.mark.parametrize("name", ["", "Days", "two words", "ं", "a--b", "-a", "a" * 65, "../x", "a\nb"])
def test_what_is_no_id_is_refused_in_one_line(name):
    with pytest.raises(UsageError, match="can be no id"):
        sound(name, "module")


@given(TITLES)
def test_a_text_that_is_taken_comes_back_from_the_yaml_unchanged(text):
    try:
        line = one_line(text, "title")
    except UsageError:
        return
    for written in (f"title: {yaml_text(line)}\n", f"{{a: b, title: {yaml_text(line)}, c: d}}\n"):
        yaml = read_yaml(SourceText.of("course.yml", written))
        assert yaml.sound
        assert yaml.data["title"] == line


@pytest.mark.parametrize(
    "word", ["no", "Yes", "null", "true", "12", "1.5", "a: b", "a #b", "- a", "[a", "it's", "desk@example.gov.in"]
)
def test_words_that_yaml_reads_otherwise_stay_texts(word):
    assert read_yaml(SourceText.of("course.yml", f"title: {yaml_text(word)}\n")).data == {"title": word}


@pytest.mark.parametrize("text", ["a\nb", "a\x00", "a\u2028b", "\ud800", "", "   "])
def test_a_text_that_cannot_stand_in_a_line_is_refused(text):
    with pytest.raises(UsageError):
        one_line(text, "title")


def test_a_folder_names_its_course():
    assert id_of("rti-answering") == "rti-answering"
    assert id_of("x") == "course-x"
    assert id_of("My Course") is None
    assert id_of("नया") is None


def test_a_place_that_nothing_is_known_of_is_not_left_standing():
    with pytest.raises(KeyError):
        fill("{{unknown}}", {})
