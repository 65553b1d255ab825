"""What a YAML value may not be is told in one plain line, at the key or value itself, with the mend."""

from collections.abc import Callable

import pytest

from karmakit_schemas.parsed import Parsed

Parse = Callable[..., Parsed]

COURSE = {
    "id: a-course": {
        "id: A Course": ("1:5", "`A Course` cannot be `id`", "Use lower-case letters a to z, digits and hyphens: `counting-days`"),
        "id: ab": ("1:5", "`ab` is too short for `id`", "Use at least 3 characters"),
        f"id: {'a' * 65}": ("1:5", f"`{'a' * 39}…` is too long for `id`", "Use at most 64 characters"),
        "id:": ("1:4", "`id` says nothing", "Write it after the colon"),
        "id: 7": ("1:5", "`id` must be text, not `7`", "Put it in quotes, since it looks like a number or like `true`"),
    },
    "title: A course": {
        "titel: A course": ("2:1", "`titel` is no key", "Did you mean `title`?"),
        "colour: A course": ("2:1", "`colour` is no key", "Remove it; the other keys there are: title, subtitle, "),
        "title: [a]": (
            "2:8",
            "`title` must be text, not a list",
            "Write one text after the colon, without brackets, braces or dashes",
        ),
        'title: ""': ("2:8", "`title` is empty", "Write the text"),
        "title: 2005": ("2:8", "`title` must be text, not `2005`", "Put it in quotes, since it looks like a number or like `true`"),
        "title: true": ("2:8", "`title` must be text, not `true`", "Put it in quotes, since it looks like a number or like `true`"),
    },
    "outcomes: [Do something]": {
        "outcomes: []": ("4:11", "`outcomes` is an empty list", "Put at least one item into it"),
        "outcomes: Do it": ("4:11", "`outcomes` must be a list, not `Do it`", "Write `[one, two]`, or one item a line after `- `"),
        "outcomes: [{text: Do, idd: x}]": ("4:23", "`idd` is no key in `outcomes 1`", "Did you mean `id`?"),
        "outcomes: [Do, '']": ("4:16", "`text` in `outcomes 2` is empty", "Write the text"),
        "outcomes: [Do, null]": ("4:16", "item 2 of `outcomes` says nothing", "Write it after the `- `, or remove the item"),
        "outcomes: [Do, 3]": (
            "4:16",
            "item 2 of `outcomes` must have keys of its own, not `3`",
            "Write {text: ...}",
        ),
    },
    "language: en": {
        "language: English": ("5:11", "`English` cannot be `language`", "Write a language tag: `en`, `hi`, `ks-Arab`")
    },
    "licence: CC-BY-4.0": {
        "license: CC-BY-4.0": ("7:1", "`license` is no key", "Did you mean `licence`?"),
        "licence: CC-BY-4.0\nlicense: MIT": ("8:1", "`license` is no key", "Remove it: `licence` is there already"),
    },
    "version: 1.0.0": {
        "version: 1.0": (
            "8:10",
            "`1.0` cannot be `version`",
            "Write major.minor.patch, such as `1.0.0`",
        ),
        "version: v1": ("8:10", "`v1` cannot be `version`", "Write major.minor.patch, such as `1.0.0`"),
    },
    "contact: {name: Desk, email: desk@example.gov.in}": {
        "contact: {name: Desk}": ("9:1", "`email` is missing in `contact`", "Add `email: ...`"),
        "contact: {}": ("9:1", "`name` and `email` are missing in `contact`", "Add `name: ...` and `email: ...`"),
        "contact: {name: Desk, email: desk}": (
            "9:30",
            "`desk` cannot be `email` in `contact`",
            "Write an address: `desk@example.gov.in`",
        ),
        "contact: Desk": ("9:10", "`contact` must have keys of its own, not `Desk`", "Write {name: ..., email: ...}"),
    },
    "publisher: {domain: training.example.gov.in}": {
        "publisher: {domain: Example}": (
            "10:21",
            "`Example` cannot be `domain` in `publisher`",
            "Write a domain in lower case: `training.example.gov.in`",
        ),
        "publisher: {domain: a.in}\nreview_by: 2027-13-01": (
            "11:12",
            "`review_by` says `2027-13-01`, which is no date",
            "Write year-month-day: `2027-03-31`",
        ),
        "publisher: {domain: a.in}\nmode: selfpaced": (
            "11:7",
            "`selfpaced` is no value of `mode`",
            "Did you mean `self-paced`?",
        ),
        "publisher: {domain: a.in}\nassessment: {pass_mark: 170}": (
            "11:25",
            "`pass_mark` in `assessment` is `170`",
            "Write a number of at most 100",
        ),
        "publisher: {domain: a.in}\nassessment: {attempts: few}": (
            "11:24",
            "`attempts` in `assessment` must be a whole number, not `few`",
            "Write a whole number, without quotes",
        ),
        "publisher: {domain: a.in}\nassessment: {pass_mark: true}": (
            "11:25",
            "`pass_mark` in `assessment` must be a number, not `true`",
            "Write a number, without quotes",
        ),
        'publisher: {domain: a.in}\nassessment: {draw: "10"}': (
            "11:20",
            '`draw` in `assessment` must be a whole number, not `"10"`',
            "Write a whole number, without quotes",
        ),
        "publisher: {domain: a.in}\nassessment: {attempts: 1.5}": (
            "11:24",
            "`attempts` in `assessment` must be a whole number, not `1.5`",
            "Write a whole number, without quotes",
        ),
        "publisher: {domain: a.in}\nassessment: {time_limit: true}": (
            "11:26",
            "`time_limit` in `assessment` says `true`, which is no time of up to 600 minutes",
            "Write minutes: `4 min`",
        ),
        "publisher: {domain: a.in}\nbudgets: {picture: 150}": (
            "11:20",
            "`picture` in `budgets` must be a weight, not `150`",
            "Write a number and its unit: `150 kB` or `10 MB`",
        ),
        "publisher: {domain: a.in}\nbudgets: {module: 50 MB}": (
            "11:19",
            "`module` in `budgets` is `50 MB`",
            "Write a weight of at least 100 kB and at most 20 MB",
        ),
        "publisher: {domain: a.in}\nreview_by: 86400": (
            "11:12",
            "`review_by` says `86400`, which is no date",
            "Write year-month-day: `2027-03-31`",
        ),
        "publisher: {domain: a.in}\nassessment: {time_limit: 2 hours}": (
            "11:26",
            "`time_limit` in `assessment` says `2 hours`, which is no time of up to 600 minutes",
            "Write minutes: `4 min`",
        ),
        "publisher: {domain: a.in}\ntheme: {accent: blue}": (
            "11:17",
            "`blue` cannot be `accent` in `theme`",
            'Write a colour of six hexadecimal digits in quotes: "#1b4f72"',
        ),
        "publisher: {domain: a.in}\nthumbnail: C:\\a.png": (
            "11:12",
            "`C:\\a.png` cannot be `thumbnail`",
            "Write the file's path in the course folder, with forward slashes: `media/thumbnail.png`",
        ),
    },
}


@pytest.mark.parametrize(
    ("good", "bad", "wanted"),
    [(good, bad, wanted) for good, cases in COURSE.items() for bad, wanted in cases.items()],
    ids=[bad.splitlines()[-1][:30] for cases in COURSE.values() for bad in cases],
)
def test_a_wrong_value_of_course_yml_is_one_finding(
    good: str, bad: str, wanted: tuple[str, str, str], course_yml: str, parsed: Parse
) -> None:
    assert good in course_yml
    result = parsed({"course.yml": course_yml.replace(good, bad)})
    found = [f for f in result.findings if "missing" not in f.message or "missing" in wanted[1]]
    assert [(f.code, f"{f.span.line}:{f.span.column}", f.message) for f in found] == [("STR003", *wanted[:2])]
    assert found[0].help.startswith(wanted[2])


MODULE = {
    "objectives: [{text: Do}]": ("5:14", "`id` is missing in `objectives 1`", "Add `id: ...`"),
    "objectives:\n  - {id: a, text: Do, bloom: aply}": (
        "6:30",
        "`aply` is no value of `bloom` in `objectives 1`",
        "Did you mean `apply`?",
    ),
    "competencies: [{area: Functionl, theme: T, subtheme: S}]": (
        "5:23",
        "`Functionl` is no value of `area` in `competencies 1`",
        "Did you mean `Functional`?",
    ),
    "competencies: [{area: Domain, theme: T, sub-theme: S}]": (
        "5:41",
        "`sub-theme` is no key in `competencies 1`",
        "Did you mean `subtheme`?",
    ),
    "competencies: [{area: Domain, theme: T, subtheme: S, level: true}]": (
        "5:61",
        "`level` in `competencies 1` must be the number or the name of a level, not `true`",
        "Write `level: 2`, or the name the framework gives it",
    ),
    "final: perhaps": ("5:8", "`final` must be `true` or `false`, not `perhaps`", "Write `true` or `false`"),
    "requires: [One]": (
        "5:12",
        "`One` cannot be item 1 of `requires`",
        "Use the id of a module: lower-case letters, digits and hyphens",
    ),
    "sources: [{title: Act, link: x}]": (
        "5:24",
        "`link` is no key in `sources 1`",
        "Remove it; the other keys there are: url, date",
    ),
}


@pytest.mark.parametrize(("line", "wanted"), MODULE.items(), ids=[line[:30] for line in MODULE])
def test_a_wrong_value_of_front_matter_is_one_finding(line: str, wanted: tuple[str, str, str], parsed: Parse, head: str) -> None:
    result = parsed({"modules/one.md": head.removesuffix("---\n") + f"{line}\n---\n"})
    assert [(f.code, f"{f.span.line}:{f.span.column}", f.message, f.help) for f in result.findings] == [("STR003", *wanted)]


def test_all_wrong_values_of_a_file_are_found_at_once(parsed: Parse) -> None:
    result = parsed({"modules/one.md": "---\nkind: walk\nduration: long\nobjectives: none\nauthor: me\n---\n"})
    assert [(f"{f.span.line}:{f.span.column}", f.message) for f in result.findings] == [
        ("2:1", "`title` is missing"),
        ("2:7", "`walk` is no value of `kind`"),
        ("3:11", "`duration` says `long`, which is no time of up to 600 minutes"),
        ("4:13", "`objectives` must be a list, not `none`"),
        ("5:1", "`author` is no key"),
    ]
    assert result.findings[1].help == "Use one of watch, think, do, explore, test"


@pytest.mark.parametrize(("written", "minutes"), [("4 min", 4), ("4", 4), ("'4'", 4), ("4.5 minutes", 4.5), ("1 minute", 1)])
def test_minutes_may_be_written_in_these_ways(written: str, minutes: float, parsed: Parse, head: str) -> None:
    (module,) = parsed({"modules/one.md": head.replace("4 min", written)}).modules
    assert module.meta.duration == minutes


def test_all_keys_that_are_missing_are_one_finding(parsed: Parse) -> None:
    (finding,) = [found for found in parsed({"course.yml": "id: a-course\n"}).findings if found.code == "STR003"]
    assert finding.message.startswith("`title`, `summary`, `outcomes`, ")
    assert finding.message.endswith(" and `units` are missing")


def test_a_module_name_that_is_too_long_is_one_finding(parsed: Parse, course_yml: str) -> None:
    found = parsed({"course.yml": course_yml.replace("[one]", f"[one, {'a' * 65}]")}).findings
    assert [finding.message for finding in found] == [f"`{'a' * 39}…` is too long for item 2 of `modules` in `units 1`"]
