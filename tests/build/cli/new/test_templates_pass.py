"""Every template, in every language, passes every rule beside all the others, twice over, and is built."""

import pytest

from karmakit_authoring.parse import parse
from karmakit_authoring.scaffold.course import NewCourse, course_files, usual
from karmakit_authoring.scaffold.filling import LANGUAGES
from karmakit_authoring.scaffold.modules import NewModule, module
from karmakit_authoring.scaffold.outline import with_module
from karmakit_authoring.scaffold.questions import NOT_SCORED, TYPES, question, with_question
from karmakit_schemas.sources import Sources
from karmakit_validators.check import Settings, check
from karmakit_validators.edits import edited

KINDS = ("watch", "think", "do", "explore", "test")
TITLES = {"en": "Another module to write", "hi": "लिखने के लिए एक और मॉड्यूल"}


def begun(language):
    """Return a new course."""
    files = course_files(NewCourse(id="a-course", language=language, **usual(language, "a-course")))
    return Sources("a-course", {path: data for path, data in files.items() if not path.startswith(".")})


def with_page(sources, kind, name):
    """Return a course with one more module."""
    parsed = parse(sources)
    path, text = module(parsed, NewModule(id=name, title=TITLES[parsed.course.meta.language], kind=kind))
    return edited(
        Sources(sources.name, {**sources.files, path: text.encode()}), [with_module(sources.files["course.yml"], 0, name)]
    )


def with_item(sources, page, kind):
    """Return a course with one more question at the end of a module."""
    parsed = parse(sources)
    (at,) = [one for one in parsed.course.modules if one.id == page]
    objective = at.meta.objectives[0].id if at.meta.objectives else parsed.course.modules[0].meta.objectives[0].id
    text = question(parsed, kind, f"{page}-x-{kind}", objective)
    return edited(sources, with_question(at, sources.files[at.path], text, f"{page}-x-{kind}").edits)


def faults(sources, profile):
    return [f"{one.span}: {one.code} {one.message}" for one in check(parse(sources), Settings(profile=profile))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_module_of_each_kind_passes_also_where_there_are_two(language, kind):
    sources = with_page(with_page(begun(language), kind, "first-one"), kind, "second-one")
    assert faults(sources, "review") == []
    assert faults(sources, "publish") == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TYPES)
def test_a_question_of_each_type_passes_in_a_module_and_in_a_test(language, kind):
    sources = with_item(begun(language), "wrong-answers", kind)
    if kind not in NOT_SCORED:
        sources = with_item(sources, "final-test", kind)
    assert faults(sources, "publish") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_them_together_pass_and_are_built(language, set_up, tmp_path, karmakit):
    sources = begun(language)
    for kind in KINDS:
        sources = with_page(sources, kind, f"new-{kind}")
    for each in TYPES:
        sources = with_item(sources, "new-do" if each in NOT_SCORED else "new-test", each)
    assert faults(sources, "publish") == []
    for path, data in sources.files.items():
        (tmp_path / "a-course" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "a-course" / path).write_bytes(data)
    assert karmakit("fmt", "--check", tmp_path / "a-course").status == 0
    built = karmakit("build", tmp_path / "a-course", "--target", "scorm12,web", "--out", tmp_path / "out")
    assert built.status == 0, built.err
    assert karmakit("verify", *(line.split()[0] for line in built.out.splitlines())).status == 0
