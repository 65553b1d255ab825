"""`karmakit new unit|module|question|glossary`: what is there stays as it is, byte by byte, and all or nothing is added."""

import io
import sys

import pytest

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_authoring.scaffold.questions import TYPES
from karmakit_build.cli.new._asking import listed

BOM = b"\xef\xbb\xbf"


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """Have nobody to ask."""
    monkeypatch.setattr("karmakit_build.cli.new._asking.on_terminal", lambda: False)


@pytest.fixture
def course(folder, monkeypatch):
    """The small sound course of the tests, and here is its folder."""
    monkeypatch.chdir(folder)
    return folder


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(karmakit, *arguments):
    """Return the one line that a call ends with."""
    said = karmakit("new", *arguments)
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1
    return said.err.removeprefix("karmakit: ").strip()


def test_a_module_is_named_in_the_outline_and_its_file_is_there(course, karmakit):
    before = files(course)
    said = karmakit("new", "module", "holidays", "--kind", "do", "--title", "Sundays: do they count?", "--unit", "basics")
    assert (said.status, said.out.splitlines()) == (0, ["modules/holidays.md", "course.yml"])
    after = files(course)
    assert after.pop("course.yml") == before.pop("course.yml").replace(b"final-test]", b"final-test, holidays]")
    assert b'title: "Sundays: do they count?"' in after.pop("modules/holidays.md")
    assert after == before


def test_a_new_module_builds_the_competency_of_those_before_it(course, karmakit):
    karmakit("new", "module", "holidays", "--kind", "think", "--title", "Sundays and holidays")
    (one,) = [module for module in parse(load(course)).course.modules if module.id == "holidays"]
    assert one.meta.competencies[0].subtheme == "RTI Responsiveness"
    assert one.meta.objectives[0].serves == ("RTI Responsiveness",)


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_line_ends_and_byte_order_mark_stay(course, karmakit, end):
    for path in ("course.yml", "modules/counting.md"):
        (course / path).write_bytes(BOM + (course / path).read_bytes().replace(b"\n", end))
    before = files(course)
    assert karmakit("new", "unit", "more", "--title", "More", "--kind", "watch").status == 0
    assert karmakit("new", "question", "counting", "--type", "single").status == 0
    after = files(course)
    for path in ("course.yml", "modules/counting.md"):
        assert after[path].startswith(before[path].rstrip(end))
        assert b"\n" not in after[path].replace(end, b"")
        assert after[path].endswith(end)


def test_a_module_that_the_outline_awaits_gets_its_file_alone(course, karmakit):
    outline = (course / "course.yml").read_bytes().replace(b"final-test]", b"planned, final-test]")
    (course / "course.yml").write_bytes(outline)
    said = karmakit("new", "module", "planned", "--kind", "explore", "--title", "What was planned")
    assert (said.status, said.out) == (0, "modules/planned.md\n")
    assert (course / "course.yml").read_bytes() == outline


def test_of_a_title_in_hindi_no_id_is_made_so_it_is_counted(course, karmakit):
    said = karmakit("new", "module", "--title", "दिन गिनना", "--kind", "think", "--unit", "basics")
    assert said.out.splitlines()[0] == "modules/module-3.md"


def test_of_a_title_in_english_the_id_is_made(course, karmakit):
    assert karmakit("new", "module", "--title", "Counting", "--kind", "think").out.splitlines()[0] == "modules/counting-2.md"


def test_with_yes_all_is_proposed(course, karmakit):
    assert karmakit("new", "module", "--yes").out.splitlines()[0] == "modules/module-3.md"
    assert karmakit("new", "unit", "--yes").status == 0
    assert karmakit("new", "question", "counting", "--yes").status == 0
    assert karmakit("new", "glossary", "Day one", "--yes").status == 0
    assert parse(load(course)).findings == ()


def test_on_a_terminal_it_asks_for_what_is_missing(course, karmakit, monkeypatch):
    monkeypatch.setattr("karmakit_build.cli.new._asking.on_terminal", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("Sundays\nfinal-test\n\ndoo\ndo\n"))
    said = karmakit("new", "module")
    assert said.status == 0, said.err
    assert "the id `final-test` is taken" in said.err
    assert "did you mean `do`?" in said.err
    assert said.out.splitlines()[0] == "modules/sundays.md"


@pytest.mark.parametrize(
    ("call", "line"),
    [
        (("module", "a-b"), "--title is missing; with --yes it is `A b`"),
        (("module", "a-b", "--title", "T"), "--kind is missing: watch, think, do, explore or test; with --yes it is `think`"),
        (("module", "a-b", "--title", "T", "--kind", "tets"), "--kind: there is no kind `tets`: did you mean `test`?"),
        (("module", "a-b", "--title", "T", "--kind", "do", "--unit", "b"), "--unit: there is no unit `b`: choose basics"),
        (
            ("module", "final-test", "--title", "T", "--kind", "do"),
            "the id `final-test` is taken in this course: choose another for the module",
        ),
        (
            ("module", "count", "--title", "T", "--kind", "do"),
            "the id `count` is taken in this course: choose another for the module",
        ),
        (
            ("module", "../out", "--title", "T", "--kind", "do"),
            "`../out` can be no id of a module: use lower-case letters a to z, digits and hyphens, such as `out`",
        ),
        (("unit", "basics"), "the id `basics` is taken in this course: choose another for the unit"),
        (("unit", "more"), "--title is missing; with --yes it is `Unit 2`"),
        (("question",), "MODULE is missing: counting or final-test"),
        (("question", "countin", "--type", "single"), "MODULE: there is no module `countin`: did you mean `counting`?"),
        (
            ("question", "counting", "--type", "essay"),
            f"--type: there is no type of question `essay`: choose {listed(TYPES)}",
        ),
        (("question", "counting", "--type", "single", "--objective", "c"), "--objective: there is no objective `c`: choose count"),
        (
            ("question", "counting", "--type", "single", "--id", "due"),
            "--id: the id `due` is taken in this course: choose another for the question",
        ),
        (
            ("question", "final-test", "--type", "scale"),
            "--type: a scale is not scored, and `final-test` is a test: put it into another module",
        ),
        (("glossary",), "TERM is missing"),
        (("module", "--course", "media"), "no course.yml in media: the course is the folder above, ."),
        (("module", "--course", "nowhere"), "nowhere: there is no such folder; give the folder that holds course.yml"),
    ],
)
def test_what_cannot_be_done_is_one_line_that_names_the_option(course, karmakit, call, line):
    before = files(course)
    assert refused(karmakit, *call) == line
    assert files(course) == before


def test_outside_of_a_course_it_is_asked_where(folder, karmakit, monkeypatch, tmp_path):
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert refused(karmakit, "module", "--yes") == "there is no course here; go into its folder, or name it with --course FOLDER"
    monkeypatch.chdir(tmp_path)
    assert karmakit("new", "module", "--yes").out.startswith("sample-course/modules/")
    monkeypatch.chdir(folder / "media")
    assert karmakit("new", "module", "--yes").out.startswith("../modules/")
    monkeypatch.chdir(tmp_path)
    karmakit("new", "course", "second")
    assert refused(karmakit, "module", "--yes").startswith("there are several courses here (sample-course, second): name one")


def test_a_file_that_no_outline_names_is_not_written_over(course, karmakit):
    (course / "modules" / "draft.md").write_text("mine")
    assert "the id `draft` is taken" in refused(karmakit, "module", "draft", "--kind", "do", "--title", "Draft")
    assert (course / "modules" / "draft.md").read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="links want rights there")
def test_a_link_that_leads_nowhere_is_not_followed(course, karmakit):
    (course / "modules" / "next.md").symlink_to(course.parent / "elsewhere.md")
    assert "is a link to nothing" in refused(karmakit, "module", "next", "--kind", "do", "--title", "Next one")
    assert not (course.parent / "elsewhere.md").exists()


def test_an_outline_that_cannot_be_read_is_left_alone(course, karmakit):
    (course / "course.yml").write_text("id: [\n")
    assert refused(karmakit, "module", "--yes").startswith("course.yml cannot be read: ")


def test_where_the_outline_cannot_be_written_no_module_is_left(course, karmakit, monkeypatch):
    before = files(course)
    (course / "course.yml").chmod(0o444)
    try:
        line = refused(karmakit, "module", "--yes")
    finally:
        (course / "course.yml").chmod(0o644)
    assert line == "course.yml: is read-only; make it writable, nothing was written"
    assert files(course) == before


def test_a_question_stands_before_sources_and_footnotes(course, karmakit):
    page = course / "modules" / "counting.md"
    reading = "::: further-reading\n- [India Code](https://www.indiacode.nic.in)\n\n:::"
    end = f"\n## Sources {{#sources}}\n\nThe Act.[^1]\n\n{reading}\n\n[^1]: Section 7."
    page.write_text(page.read_text(encoding="utf-8") + end, encoding="utf-8", newline="\n")
    before = page.read_text(encoding="utf-8")
    said = karmakit("new", "question", "counting", "--type", "fill-in", "--id", "gap")
    assert said.out.splitlines() == ["modules/counting.md", "`gap` stands at the end of modules/counting.md"]
    after = page.read_text(encoding="utf-8")
    assert after.endswith(end)
    assert after.startswith(before.removesuffix(end).rstrip("\n"))
    (module,) = [one for one in parse(load(course)).course.modules if one.id == "counting"]
    assert [(question.id, question.type, question.objective) for question in module.questions] == [
        ("due", "single", "count"),
        ("gap", "fill-in", "count"),
    ]


def test_other_names_of_the_types_are_understood(course, karmakit):
    for name, kind in (("truefalse", "true-false"), ("blank", "fill-in"), ("number", "numeric")):
        assert karmakit("new", "question", "counting", "--type", name, "--id", name).status == 0
        module = parse(load(course)).course.modules[0]
        assert module.questions[-1].type == kind


def test_a_test_takes_any_objective_of_the_course(course, karmakit):
    assert karmakit("new", "question", "final-test", "--type", "single", "--objective", "count").status == 0
    assert parse(load(course)).course.modules[1].questions[-1].objective == "count"


def test_a_term_makes_the_glossary_and_the_next_one_joins_it(course, karmakit):
    said = karmakit("new", "glossary", "Day [one]", "--meaning", "The day after receipt.")
    assert said.out.splitlines() == ["glossary.md", "In a module, link to it: [Day [one]](../glossary.md#day-one)"]
    (course / "glossary.md").write_bytes((course / "glossary.md").read_bytes() + b"\nA remark.\n")
    assert karmakit("new", "glossary", "पावती", "--meaning", "Proof of receipt.", "--id", "receipt").status == 0
    terms = parse(load(course)).course.glossary
    assert [(term.id, term.name.plain(), term.meaning.plain().strip()) for term in terms] == [
        ("day-one", "Day [one]", "The day after receipt."),
        ("receipt", "पावती", "Proof of receipt."),
    ]
    assert (course / "glossary.md").read_bytes().endswith(b"\nA remark.\n")


def test_a_course_in_another_language_is_told_that_the_text_is_english(course, karmakit):
    outline = (course / "course.yml").read_text(encoding="utf-8")
    (course / "course.yml").write_text(outline.replace("language: en", "language: ta"), encoding="utf-8")
    assert "The text is in English: write your own over it in `ta`." in karmakit("new", "module", "--yes").out


def test_a_question_that_is_asked_already_gets_a_number(course, karmakit):
    for _ in range(3):
        karmakit("new", "question", "counting", "--type", "single")
    stems = [question.stem.plain().strip() for question in parse(load(course)).course.modules[0].questions[1:]]
    assert stems == ["What should a wrong option be like?", *(f"What should a wrong option be like? ({n})" for n in (2, 3))]


def test_an_id_of_the_greatest_length_leaves_room_for_those_that_are_made_of_it(course, karmakit):
    long = "-".join(["a" * 15] * 4)[:62]
    for kind in ("think", "do"):
        assert karmakit("new", "module", f"{long}{kind[0]}", "--kind", kind, "--title", "A long name").status == 0
    assert karmakit("new", "question", f"{long}d", "--type", "single").status == 0
    assert karmakit("new", "unit", f"{long}u", "--kind", "watch", "--title", "A long name").status == 0
    assert parse(load(course)).findings == ()


def test_only_the_first_test_of_a_course_decides_it(course, karmakit):
    karmakit("new", "module", "more", "--kind", "test", "--title", "Another test")
    assert [module.meta.final for module in parse(load(course)).course.modules if module.test] == [True, False]


def test_a_module_may_be_named_by_its_file_too(course, karmakit, monkeypatch):
    assert karmakit("new", "question", "modules/counting.md", "--type", "scale").status == 0
    monkeypatch.chdir(course.parent)
    assert karmakit("new", "question", "sample-course/modules/counting.md", "--type", "scale").status == 0
