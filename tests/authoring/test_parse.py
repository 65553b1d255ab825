"""`parse` gives as much of a course as can be read, and every fault once, with its place and its mend."""

from collections.abc import Callable

import pytest

from karmakit_authoring.parse import parse
from karmakit_schemas.course import Theme
from karmakit_schemas.findings import Severity
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_schemas.unread import UnreadError

Parse = Callable[..., Parsed]


def told(result: Parsed) -> list[tuple[str, str, str]]:
    return [(finding.code, str(finding.span), finding.message) for finding in result.findings]


def test_a_sound_course_is_read_whole(parsed: Parse) -> None:
    result = parsed({"glossary.md": "Act {#act}\n: The *Right* to Information Act.\n", "media/a.svg": "<svg/>"})
    assert result.findings == ()
    assert result.course
    assert result.course.meta.title == "A course"
    assert [module.id for module in result.course.modules] == ["one"]
    assert result.course.modules[0].meta.duration == 4
    assert result.course.place("units", 0, "modules", 0).line == 14
    (term,) = result.course.glossary
    assert (term.id, term.name.plain(), term.meaning.plain(), term.span.line) == ("act", "Act", "The Right to Information Act.", 1)
    assert result.course.sources is result.sources


FAULTS: dict[str, tuple[dict[str, str | bytes | None], tuple[str, str, str]]] = {
    "broken YAML": (
        {"modules/one.md": "---\ntitle: a: b\n---\n"},
        ("STR002", "modules/one.md:2:9", "a `: ` stands where it may not"),
    ),
    "front-matter that is never closed": (
        {"modules/one.md": "---\ntitle: One\n\nText.\n"},
        ("STR002", "modules/one.md:1:1", "the front-matter is not closed"),
    ),
    "no front-matter": ({"modules/one.md": "\n# One\n"}, ("STR001", "modules/one.md:2:1", "the front-matter is missing")),
    "an empty module": ({"modules/one.md": ""}, ("STR001", "modules/one.md:1:1", "the file is empty")),
    "front-matter that begins late": (
        {"modules/one.md": "\n---\ntitle: One\n---\n"},
        ("STR001", "modules/one.md:1:1", "something stands before the front-matter"),
    ),
    "empty front-matter": ({"modules/one.md": "---\n---\nText.\n"}, ("STR003", "modules/one.md:1:1", "the front-matter is empty")),
    "a module that is not UTF-8": (
        {"modules/one.md": b"---\ntitle: Caf" + b"\xe9\n---\n"},
        ("STR028", "modules/one.md:2:11", "the file is not UTF-8: byte 0xE9 here is no part of a character"),
    ),
    "a module in UTF-16": (
        {"modules/one.md": "---\n".encode("utf-16")},
        ("STR028", "modules/one.md:1:1", "the file is not UTF-8: byte 0xFF here is no part of a character"),
    ),
    "a module of more than a megabyte": (
        {"modules/one.md": b"a" * (2**20 + 1)},
        ("STR029", "modules/one.md:1:1", "1.0 MB of text in one file"),
    ),
    "a merge that is not decided": (
        {"modules/one.md": "---\ntitle: One\n<<<<<<< HEAD\nkind: do\n=======\nkind: think\n>>>>>>> other\nduration: 4 min\n---\n"},
        ("STR025", "modules/one.md:3:1", "Git left a merge here that is not decided"),
    ),
    "an empty course.yml": ({"course.yml": "# nothing yet\n"}, ("STR031", "course.yml:1:1", "course.yml is empty")),
    "no course.yml": ({"course.yml": None}, ("STR031", "course.yml:1:1", "there is no course.yml")),
    "a course.yml that is a list": (
        {"course.yml": "- a\n"},
        ("STR003", "course.yml:1:1", "the file must hold keys, not a list"),
    ),
    "a course.yml that is not UTF-8": (
        {"course.yml": b"\xff"},
        ("STR028", "course.yml:1:1", "the file is not UTF-8: byte 0xFF here is no part of a character"),
    ),
    "a directive that is never closed": (
        {"modules/one.md": "---\ntitle: One\nkind: do\nduration: 4 min\n---\n\n::: callout\nText.\n"},
        ("STR011", "modules/one.md:7:1", "`callout` is opened here and never closed"),
    ),
    "a term without an id": (
        {"glossary.md": "Act\n: The Act.\n"},
        ("STR033", "glossary.md:1:1", "the term `Act` has no id"),
    ),
    "a glossary without terms": ({"glossary.md": "# Glossary\n"}, ("STR033", "glossary.md:1:1", "the glossary has no terms")),
}


@pytest.mark.parametrize(("files", "wanted"), FAULTS.values(), ids=FAULTS)
def test_one_fault_is_one_finding(files: dict[str, str | bytes | None], wanted: tuple[str, str, str], parsed: Parse) -> None:
    result = parsed(files)
    assert told(result) == [wanted]
    assert result.findings[0].help
    assert result.findings[0].gate


def test_a_module_that_nobody_wrote_is_told_where_it_is_named(parsed: Parse, course_yml: str, head: str) -> None:
    files = {"course.yml": course_yml.replace("[one]", "[one, thirty-dais]"), "modules/thirty-days.md": head}
    result = parsed(files)
    assert told(result) == [("STR021", "course.yml:14:20", "there is no module modules/thirty-dais.md")]
    assert result.findings[0].help == "Did you mean `thirty-days`?"
    assert result.course is None
    assert [module.id for module in result.modules] == ["one", "thirty-days"]


def test_a_module_named_with_its_ending_is_one_finding(parsed: Parse, course_yml: str) -> None:
    result = parsed({"course.yml": course_yml.replace("[one]", "[one.md]")})
    assert told(result) == [("STR003", "course.yml:14:15", "`one.md` is the name of a file")]
    assert result.findings[0].help == "Write `one`, without .md"


def test_a_course_without_modules_says_so(parsed: Parse) -> None:
    result = parsed({"modules/one.md": None})
    assert [code for code, *_ in told(result)] == ["STR031", "STR021"]


def test_all_faults_of_a_course_are_found_in_one_run(parsed: Parse, course_yml: str, head: str) -> None:
    result = parsed(
        {
            "course.yml": course_yml.replace("title: A course", "titel: A course").replace(
                "[one]", "[one, two, three, four, five]"
            ),
            "modules/one.md": "---\ntitle: [\n---\n",
            "modules/two.md": b"---\n\xff",
            "modules/three.md": head.replace("kind: do", "kind: doo").replace("4 min", "four")
            + "\n::: callout\n\n::: calout\nx\n:::\n",
            "modules/five.md": "No front-matter.\n\n::: question {#q}\nQ?\n:::\n",
            "glossary.md": "Act\n: The Act.\n",
        }
    )
    assert [(code, place) for code, place, _ in told(result)] == [
        ("STR003", "course.yml:2:1"),
        ("STR021", "course.yml:14:32"),
        ("STR033", "glossary.md:1:1"),
        ("STR001", "modules/five.md:1:1"),
        ("ITM041", "modules/five.md:3:1"),
        ("STR002", "modules/one.md:2:8"),
        ("STR003", "modules/three.md:3:7"),
        ("STR003", "modules/three.md:4:11"),
        ("STR011", "modules/three.md:7:1"),
        ("STR010", "modules/three.md:9:1"),
        ("STR028", "modules/two.md:2:1"),
    ]
    assert (result.meta, result.course, result.complete) == (None, None, False)
    assert [module.id for module in result.modules] == ["one", "three", "five"]
    assert result.part.modules == ()
    assert result.part.meta.summary == "What it is about."


def test_what_could_not_be_read_stops_who_asks_for_it(parsed: Parse, course_yml: str, head: str) -> None:
    result = parsed(
        {
            "course.yml": course_yml.replace("version: 1.0.0", "version: 1") + "assessment: {pass_mark: high}\n",
            "modules/one.md": head.replace("kind: do", "kind: test"),
            "modules/two.md": head.replace("kind: do", "kind: doo"),
        }
    )
    assert result.part.meta.provider == "An institute"
    assert result.part.meta.theme == Theme()
    one, two = result.modules
    assert one.test is not None
    assert two.test is not None
    assert (two.meta.title, two.meta.duration) == ("One", 4)
    for model, key in ((result.part.meta, "version"), (one.test, "pass_mark"), (two.meta, "kind"), (two.test, "draw")):
        with pytest.raises(UnreadError):
            getattr(model, key)


def test_a_key_that_stands_twice_leaves_the_others_to_the_rules(parsed: Parse, course_yml: str) -> None:
    result = parsed({"course.yml": f"{course_yml}title: Another\n"})
    assert result.part.meta.title == "A course"
    assert result.meta is None
    with pytest.raises(UnreadError):
        _ = result.part.meta.thumbnail


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("Text.\n", True),
        ("::: callout {colour=red}\nText.\n:::\n", True),
        ("::: calout\nText.\n:::\n", False),
        ("::: callout\nText.\n", False),
        ("::: question {#q}\nQ?\n:::\n", False),
    ],
)
def test_a_course_is_complete_if_nothing_of_its_modules_is_lost(text: str, complete: bool, parsed: Parse, head: str) -> None:  # noqa: FBT001 (a case)
    assert parsed({"modules/one.md": f"{head}\n{text}"}).complete is complete


def test_a_fault_in_the_text_leaves_the_course_to_the_rules(parsed: Parse, head: str) -> None:
    result = parsed({"modules/one.md": f"{head}\n::: callout\nText.\n"})
    assert result.course
    assert result.findings


def test_a_module_that_no_unit_names_is_read_and_stands_at_the_end(parsed: Parse, head: str) -> None:
    result = parsed({"modules/a-first.md": head, "modules/sub/deep.md": "ignored", "modules/note.txt": "ignored"})
    assert [module.id for module in result.modules] == ["one", "a-first"]
    assert result.course
    assert [module.id for module in result.course.modules] == ["one"]


def test_modules_stand_in_the_order_of_the_units(parsed: Parse, course_yml: str, head: str) -> None:
    result = parsed(
        {"course.yml": course_yml.replace("[one]", "[zebra, one, ant]"), "modules/zebra.md": head, "modules/ant.md": head}
    )
    assert result.course
    assert [module.id for module in result.course.modules] == ["zebra", "one", "ant"]


def test_the_assessment_in_force_is_the_course_s_with_the_module_s_over_it(parsed: Parse, course_yml: str, head: str) -> None:
    test = head.replace("kind: do", "kind: test\nassessment: {draw: 5, time_limit: 20 min}")
    result = parsed({"course.yml": f"{course_yml}assessment: {{pass_mark: 70, draw: 10}}\n", "modules/one.md": test})
    assert result.course
    (module,) = result.course.modules
    assert module.test
    assert (module.test.pass_mark, module.test.draw, module.test.time_limit, module.test.attempts) == (70, 5, 20, None)
    assert parsed({}).modules[0].test is None


def test_merge_marks_that_code_shows_are_no_merge(parsed: Parse, head: str) -> None:
    assert parsed({"modules/one.md": f"{head}\n```text\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n```\n"}).findings == ()


def test_severity_and_order_of_findings(parsed: Parse) -> None:
    result = parsed({"modules/one.md": "---\ntitle: a: b\n---\n", "glossary.md": "Act\n: x\n"})
    assert [finding.severity for finding in result.findings] == [Severity.error, Severity.fatal]
    assert list(result.findings) == sorted(result.findings, key=lambda finding: finding.order)


def test_windows_and_linux_check_outs_give_the_same(parsed: Parse, course_yml: str, head: str) -> None:
    text = f"{head}\nText *here*.\n\n::: question {{#q}}\nQ?\n\n- [x] a\n- [ ] b\n:::\n"
    files = {"course.yml": course_yml, "modules/one.md": text, "glossary.md": "Act {#act}\n: x\n"}
    windows = {path: b"\xef\xbb\xbf" + content.replace("\n", "\r\n").encode() for path, content in files.items()}
    left, right = parsed(files), parsed(windows)
    assert left.modules == right.modules
    assert left.findings == right.findings == ()
    assert left.sources.digest == right.sources.digest


def test_parsing_twice_gives_the_same(parsed: Parse) -> None:
    sources = parsed({"glossary.md": "Act\n: x\n"}).sources
    assert parse(sources) == parse(sources)


def test_nothing_at_all_is_told(parsed: Parse) -> None:
    assert [code for code, *_ in told(parse(Sources("nothing", {})))] == ["STR031", "STR031"]
