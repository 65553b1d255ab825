"""A course of which a part cannot be read: what can be said of the rest is said, and nothing is said of what is not there."""

import re

import pytest

from karmakit_validators.catalogue import by_code

MODULES = ("look", "weigh", "example", "more", "final")
NEEDED_KEYS = ("id", "title", "summary", "outcomes", "language", "provider", "licence", "version", "contact", "publisher", "units")
COURSE_KEYS = (*NEEDED_KEYS, "audience", "thumbnail", "assessment", "theme")
FRONT_KEYS = ("title", "kind", "duration", "objectives", "competencies", "final")
NO_ALT = "\n![](../media/logo.svg)\n"
LANGUAGES = ("en", "hi")


@pytest.fixture
def rules_of(checked):
    """Return the codes of the rules (not of `parse`) that find a fault in the host course with files put over its own."""

    def run(files, language="en"):
        return [f.code for f in checked(files, language=language) if by_code()[f.code].rule.layer != "parse"]

    return run


def wrong(text: str, key: str) -> str:
    """Give a top-level key a value that no key may have."""
    return re.sub(rf"^{key}:.*\n(?:[ -].*\n)*", f"{key}: {{wrong: [1]}}\n", text, count=1, flags=re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", COURSE_KEYS)
def test_a_wrong_key_of_the_course_is_the_only_fault(rules_of, host_text, key, language):
    text = host_text("course.yml", language)
    assert wrong(text, key) != text
    assert rules_of({"course.yml": wrong(text, key)}, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", NEEDED_KEYS)
def test_a_missing_key_of_the_course_is_the_only_fault(rules_of, host_text, key, language):
    text = wrong(host_text("course.yml", language), key).replace(f"{key}: {{wrong: [1]}}\n", "")
    assert rules_of({"course.yml": text}, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", FRONT_KEYS)
@pytest.mark.parametrize("name", MODULES)
def test_a_wrong_key_of_a_module_is_the_only_fault(rules_of, host_text, name, key, language):
    path = f"modules/{name}.md"
    assert rules_of({path: wrong(host_text(path, language), key)}, language) == []


BREAKS = {
    "not UTF-8": lambda text: b"\xff" + text.encode(),
    "no front-matter": lambda text: text.split("---\n", 2)[2].encode(),
    "front-matter left open": lambda text: text.replace("\n---\n", "\n").encode(),
    "broken YAML": lambda text: text.replace("title:", "title: [", 1).encode(),
    "a key twice": lambda text: text.replace("title:", "duration: 2 min\ntitle:", 1).encode(),
    "questions misspelt": lambda text: text.replace("::: question", "::: qestion").encode(),
    "questions without a right answer's mark": lambda text: text.replace("- [x]", "-").replace("- [ ]", "-").encode(),
    "a question left open": lambda text: text.rstrip().removesuffix(":::").encode(),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MODULES)
@pytest.mark.parametrize("way", BREAKS)
def test_a_broken_module_is_the_only_fault(rules_of, host_text, way, name, language):
    path = f"modules/{name}.md"
    assert rules_of({path: BREAKS[way](host_text(path, language))}, language) == []


@pytest.mark.parametrize("text", [b"\xff", b"id: [", b"- a\n", b""], ids=["not UTF-8", "broken YAML", "a list", "empty"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_course_file_that_cannot_be_read_is_the_only_fault(rules_of, text, language):
    assert rules_of({"course.yml": text}, language) == []


def test_a_wrong_key_hides_no_fault_of_another(rules_of, host_text):
    text = wrong(host_text("course.yml"), "version").replace("licence: CC-BY-4.0", "licence: mine")
    text = text.replace("roles: [Section officer], ", "")
    module = host_text("modules/example.md").replace("kind: do", "kind: doo")
    found = rules_of({"course.yml": text, "modules/example.md": module + NO_ALT})
    assert found == ["MET009", "LIC001", "ACC001"]


def test_an_objective_that_nobody_assesses_is_told_although_the_course_file_has_a_fault(rules_of, host_text):
    module = host_text("modules/example.md").replace("competencies:", "  - {id: extra, text: Write a line}\ncompetencies:")
    assert rules_of({"course.yml": wrong(host_text("course.yml"), "version"), "modules/example.md": module}) == ["OBJ008"]


def test_a_module_without_front_matter_is_read_all_the_same(rules_of):
    assert rules_of({"modules/more.md": NO_ALT}) == ["ACC001"]


@pytest.mark.parametrize(("code", "told"), [("OBJ019", []), ("MET010", []), ("LNG001", ["VET010"])])
def test_an_exception_is_called_unused_only_if_its_rule_could_speak(rules_of, host_text, code, told):
    text = host_text("modules/more.md").replace("duration: 2 min", "duration: much")
    allowing = f'\n<!-- allow: {code} reason="It is right here" -->\nThe desk is open.\n'
    assert rules_of({"modules/more.md": text + allowing}) == told


def test_an_exception_in_a_module_that_cannot_be_read_is_not_called_unused(rules_of, host_text):
    text = host_text("modules/more.md").encode() + b'\n<!-- allow: LNG001 reason="Right" -->\nThe \xff desk.\n'
    assert rules_of({"modules/more.md": text}) == []


def test_a_link_to_a_question_that_could_not_be_read_is_not_called_broken(rules_of, host_text):
    files = {
        "modules/more.md": host_text("modules/more.md") + "\nSee [the question](example.md#register-1).\n",
        "modules/example.md": host_text("modules/example.md").replace("::: question", "::: qestion"),
    }
    assert rules_of(files) == []
