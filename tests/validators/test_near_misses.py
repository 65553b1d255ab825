"""Rules of structure, links, licences and security beside their border: what is no fault, and what only looks like none."""

import pytest

NOTE = "Text of a section."


def codes(told: list[str], *wanted: str) -> list[str]:
    return [line.split()[0] for line in told if line.split()[0] in wanted]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## A\n\n### B\n\nText.\n", []),
        ("## A\n\n<!-- note -->\n\n---\n\n## B\n\nText.\n", ["STR007"]),
        ("Text.\n\n## A\n", ["STR007"]),
        ("## A\n\n[^1]: Note.\n", []),
        ("::: details {title=T}\n## A\n:::\n", ["STR007"]),
        ("## A\n\n::: scenario\nText.\n:::\n", []),
    ],
)
def test_a_section_is_empty_if_nothing_follows_its_heading(tells, text, found):
    assert codes(tells(text), "STR007") == found


def test_a_heading_before_a_question_that_cannot_be_read_is_not_called_empty(tells):
    assert codes(tells("## A\n\n::: question {#q objective=register}\nNo answers.\n:::\n"), "STR007") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"## A\n\n### Example\n\n{NOTE}\n\n## B\n\n### Example\n\n{NOTE}\n", []),
        (f"## A\n\n### Example\n\n{NOTE}\n\n### example:\n\n{NOTE}\n", ["STR008"]),
        (
            f":::: tabs\n::: tab {{title=A}}\n## Fee\n\n{NOTE}\n:::\n\n::: tab {{title=B}}\n## Fee\n\n{NOTE}\n:::\n\n::::\n",
            [],
        ),
        ("##\n\nOne.\n\n##\n\nTwo.\n", []),
    ],
)
def test_only_sections_beside_each_other_need_different_headings(tells, text, found):
    assert codes(tells(text), "STR008") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write `{{ name }}` into the form.\n", []),
        ("```text\n{% if %}\n```\n", []),
        ("The sum is $a_{{1}}$ in all.\n", []),
        ("Sets are written {a, b}.\n", []),
        ("{% include note.html %}\n", ["SEC013"]),
        ("पंजी {{ कार्यालय }} में है।\n", ["SEC013"]),
    ],
)
def test_marks_of_a_template_are_told_of_outside_of_code_and_formulas(tells, text, found):
    assert codes(tells(text), "SEC013") == found


def test_a_mark_of_a_template_in_the_title_is_told_of(tells):
    assert codes(tells(front="title: Receiving at {{ office }}\n"), "SEC013") == ["SEC013"]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("![A clerk below the national flag](../media/logo.svg)\n", "en", []),
        ("![The mark of the institute](../media/ashok-stambh.svg)\n", "en", ["LIC008"]),
        ("::: figure {src=media/logo.svg alt=Door}\nThe State Emblem above the door.\n:::\n", "en", ["LIC008"]),
        ("The State Emblem stands on the cover.\n", "en", []),
        ("![द्वार पर भारत का राज चिह्न](../media/logo.svg)\n", "hi", ["LIC008"]),
        ("![द्वार पर संस्थान का चिह्न](../media/logo.svg)\n", "hi", []),
    ],
)
def test_a_picture_of_the_state_emblem_is_known_by_what_is_said_of_it(tells, text, language, found):
    assert codes(tells(text, language=language), "LIC008") == found


def test_a_logo_that_is_called_state_emblem_is_told_of_at_course_yml(tells):
    told = tells(course='theme: {accent: "#1b4f72", logo: media/state-emblem.svg}\n')
    assert "LIC008 media/state-emblem.svg" in told


def test_feedback_and_alerts_are_no_quotations_however_long(tells):
    long = " ".join(["word"] * 250)
    assert codes(tells(f"> [!NOTE]\n> {long}\n> more\n"), "LIC007") == []
    assert codes(tells(f"> {long}\n> more\n"), "LIC007") == ["LIC007"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See [the Act][act].\n\n[act]: https://a.gov.in\n", []),
        ("See [Act].\n\n[ACT]: https://a.gov.in\n", []),
        ("```text\n[act]: https://a.gov.in\n```\n", []),
        ("[//]: # (a remark)\n", []),
        ("[act]: https://a.gov.in\n", ["LNK011"]),
    ],
)
def test_a_definition_is_used_if_its_name_stands_anywhere_else(tells, text, found):
    assert codes(tells(text), "LNK011") == found


def test_a_module_of_few_words_with_a_link_is_not_too_thin(tells):
    head = "---\ntitle: A\nkind: explore\nduration: 1 min\n---\n\n"
    assert codes(tells(files={"modules/example.md": head + "Open the [register](weigh.md).\n"}), "STR013") == []
    assert codes(tells(files={"modules/example.md": head + "Open the register.\n"}), "STR013") == ["STR013"]
