"""The templates themselves: the same in every language, and nothing left to fill."""

import json
import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karmakit_authoring.dialect import read_document
from karmakit_authoring.modules import read_module
from karmakit_authoring.parse import parse
from karmakit_authoring.scaffold.course import MODULES, NewCourse, course_files, usual
from karmakit_authoring.scaffold.filling import LANGUAGES, PLACE, folder
from karmakit_authoring.scaffold.modules import NewModule, module
from karmakit_authoring.scaffold.names import one_line
from karmakit_authoring.scaffold.questions import TYPES
from karmakit_authoring.source_text import SourceText
from karmakit_schemas.directives import DIRECTIVES
from karmakit_schemas.errors import UsageError
from karmakit_schemas.sources import Sources


def names(place, way=""):
    return {
        name for each in place.iterdir() for name in (names(each, f"{way}{each.name}/") if each.is_dir() else {f"{way}{each.name}"})
    }


def made(language):
    return course_files(NewCourse(id="a-course", language=language, **usual(language, "a-course")))


@pytest.fixture(scope="module", params=LANGUAGES)
def course(request):
    """A new course in each language, read."""
    files = {path: data for path, data in made(request.param).items() if not path.startswith(".")}
    return parse(Sources("a-course", files)).course


def test_every_language_has_the_same_templates_with_the_same_places():
    english = names(folder() / "en")
    for language in LANGUAGES:
        assert names(folder() / language) == english
        for name in english:
            texts = [(folder() / each / name).read_text(encoding="utf-8") for each in ("en", language)]
            places = [sorted(match[0] for match in PLACE.finditer(text)) for text in texts]
            assert places[0] == places[1], name


def test_ids_and_right_answers_are_the_same_in_every_language():
    def marks(text):
        return re.findall(r"\{#[^}]*\}|^- \[.\]|^:{3,} \w+", text, flags=re.MULTILINE)

    for name in names(folder() / "en"):
        english, hindi = ((folder() / each / name).read_text(encoding="utf-8") for each in LANGUAGES)
        assert marks(english) == marks(hindi), name


def test_nothing_is_left_to_fill(course):
    assert course
    for path, data in course.sources.files.items():
        if path.endswith((".md", ".yml")):
            assert b"{{" not in data, path


def test_a_new_course_has_every_kind_of_module_and_says_each_thing_once(course):
    assert [module.id for module in course.modules] == list(MODULES)
    assert {module.meta.kind for module in course.modules} == {"watch", "think", "do", "explore", "test"}
    said = [node.plain() for module in course.modules for node in module.body.walk() if node.kind == "paragraph"]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_for_the_editor_are_json_that_names_every_directive_and_type(language):
    files = {path: json.loads(data) for path, data in made(language).items() if path.startswith(".vscode/")}
    (schema,) = files[".vscode/settings.json"]["yaml.schemas"]
    assert schema.removeprefix("./") in files
    snippets = files[".vscode/karmakit.code-snippets"]
    assert set(snippets) == {*DIRECTIVES} - {"question"} | {f"question {kind}" for kind in TYPES}
    assert all(snippet["scope"] == "markdown" and snippet["prefix"].startswith(":") for snippet in snippets.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_snippet_puts_into_a_module_is_read_without_a_finding(language):
    snippets = json.loads(made(language)[".vscode/karmakit.code-snippets"])
    for name, snippet in snippets.items():
        text = re.sub(r"\$\{\d:([^}]*)\}", r"\1", "\n".join(snippet["body"])).replace("$0", "Words.").replace("\\$", "$")
        if name.startswith("question ") or not DIRECTIVES[name].inside:
            assert read_document(SourceText.of("text.md", f"{text}\n")).findings == (), name


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=60), st.sampled_from(["watch", "think", "do", "explore", "test"]))
def test_a_module_carries_any_title_there_is(title, kind):
    try:
        said = one_line(title, "title")
    except UsageError:
        return
    parsed = begun()
    path, text = module(parsed, NewModule(id="next-one", title=said, kind=kind))
    read = read_module(path, "next-one", text.encode(), parsed.course.meta.assessment)
    assert read.findings == ()
    assert (read.module.meta.title, read.module.meta.kind) == (said.strip(), kind)


@cache
def begun():
    return parse(Sources("a-course", {path: data for path, data in made("en").items() if not path.startswith(".")}))
