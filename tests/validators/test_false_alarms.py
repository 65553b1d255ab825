"""What real text taught the rules to leave alone, each beside the fault that they still find."""

from collections.abc import Callable

import pytest

Tells = Callable[..., list[str]]

SVG = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 9 9">
<title>A line</title>
{}
<path d="M0 0 L9 9" stroke="black"/>
</svg>
"""
QUESTION = """::: question {{#length objective=register}}
Which rule holds?

{}

:::
"""


def of_code(told: list[str], code: str) -> list[str]:
    """Return what was told under a code."""
    return [line for line in told if line.startswith(code)]


def asking(*options: str) -> str:
    """Return a question of these options, each with feedback; the first is right."""
    boxes = [
        f"- [{'x' if number == 0 else ' '}] {option}\n  > Because of rule {number + 3}." for number, option in enumerate(options)
    ]
    return QUESTION.format("\n".join(boxes))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ACC002", "![Register](../media/register.svg)"),
        ("ACC005", "Use [`continue`](https://docs.python.org/3/reference/) to go on."),
        ("ACC005", "Do not write:\n\n> [Click here](https://www.india.gov.in/) for the form."),
        ("ACC006", "[The desk](https://example.gov.in/desk/) and [the desk](https://example.gov.in/desk)."),
        ("ACC006", "[`bool`](https://docs.python.org/3/library/stdtypes.html) and [`bool()`](https://docs.python.org/3/library/)."),
        ("ACC016", "Click on the green button 'Clone'."),
        ("ACC016", "What was deleted is highlighted in red on the left panel."),
        ("ACC016", "What lies outside of the red box is hidden."),
        ("LNG029", "To be added to the list, a term must be short."),
        ("LNG029", "Memory is reserved for values to be written to it."),
        ("LNK006", "Open [http://localhost:4000](http://localhost:4000)."),
        ("STR005", "## Headings\n\n###### This is an `<h6>` heading"),
        ("STR007", "## Headings\n\nSmall:\n\n### This is an `<h3>` heading\n\n### Write one\n\nAt your desk."),
        ("STR008", "## First\n\nA line.\n\n##\n\nA line.\n\n##\n\nA line."),
        ("STR008", "## `Send`\n\nA line.\n\n## `!Send`\n\nA line."),
        ("STR015", "```python\nname = 'e\u0301'\n```"),
        ("STR027", "| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 |"),
    ],
)
def test_what_is_no_fault_is_not_reported(tells: Tells, code: str, text: str) -> None:
    assert of_code(tells(text), code) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ACC002", "![img_2034](../media/img_2034.svg)"),
        ("ACC005", "The form is [here](https://www.india.gov.in/)."),
        ("ACC006", "[The desk](https://example.gov.in/desk/) and [the desk](https://example.gov.in/form)."),
        ("ACC016", "Click the green button."),
        ("LNG029", "This chapter (to be written)."),
        ("LNG029", "To be added."),
        ("LNK006", "Open [the page](http://localhost:4000)."),
        ("STR005", "## Headings\n\n###### The fee"),
        ("STR007", "## Headings\n\n### The fee\n\n### The desk\n\nA line."),
        ("STR008", "## The fee\n\nA line.\n\n## The fee\n\nA line."),
        ("STR015", "The cafe\u0301 is open."),
        ("STR027", "| a | b | c |\n|---|---|---|\n| 1 | 2 |"),
        ("STR027", "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 | 4 |"),
    ],
)
def test_the_fault_beside_it_still_is(tells: Tells, code: str, text: str) -> None:
    assert len(of_code(tells(text), code)) == 1


def test_a_link_that_names_the_kind_of_a_light_file_says_enough(tells: Tells) -> None:
    light, heavy = b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(1_200_000)
    text = "Take [the form.pdf](../media/form.pdf)."
    assert of_code(tells(text, files={"media/form.pdf": light}), "ACC007") == []
    assert len(of_code(tells(text, files={"media/form.pdf": heavy}), "ACC007")) == 1
    assert len(of_code(tells("Take [the form](../media/form.pdf).", files={"media/form.pdf": light}), "ACC007")) == 1


def test_an_attribute_of_a_drawing_program_is_no_handler(tells: Tells) -> None:
    drawing = SVG.format('<inkscape:path-effect only_selected="false"/>')
    assert of_code(tells(files={"media/line.svg": drawing}), "SEC005") == []
    drawing = SVG.format('<g onclick="go()"/>')
    assert len(of_code(tells(files={"media/line.svg": drawing}), "SEC005")) == 1


def test_a_key_is_not_told_by_its_length_where_another_is_as_long_or_all_are_formulas(tells: Tells) -> None:
    parallel = asking("The length that is needed before", "The length that is there after", "The width", "The wall")
    assert of_code(tells(parallel), "ITM011") == []
    formulas = asking(r"$\frac{\pi \cdot d \cdot \alpha}{360}$", r"$\pi d$", r"$\frac{u}{2}$")
    assert of_code(tells(formulas), "ITM011") == []
    alone = asking("Wherever there is something against fire", "In the office", "In the yard", "In the store")
    assert len(of_code(tells(alone), "ITM011")) == 1


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("25 bar", "10 bar", "2,5 bar", "0,5 bar"), 0),
        (("1,00,000", "50,000", "5,000"), 0),
        (("10 bar", "25 bar", "2,5 bar"), 1),
    ],
)
def test_a_comma_may_part_decimals(tells: Tells, options: tuple[str, ...], count: int) -> None:
    assert len(of_code(tells(asking(*options)), "ITM018")) == count


@pytest.mark.parametrize(
    ("tag", "text"),
    [("ta", "பதிவேடு மேசையில் உள்ளது."), ("bn", "খাতা টেবিলের উপর আছে।"), ("mr", "नोंदवही मेजावर आहे.")],
)
def test_a_page_in_a_language_without_a_pack_is_not_foreign_to_itself(tells: Tells, tag: str, text: str) -> None:
    told = of_code(tells(text, course=f"language: {tag}\n"), "ACC020")
    assert [line for line in told if text[:5] in line] == []


def test_names_of_persons_need_no_mark(tells: Tells) -> None:
    names = "नाम: Catherine Paganini, Chris Aniszczyk, Daniel Jones, Jason Morgan."
    assert of_code(tells(names, language="hi"), "ACC020") == []
    title = "लेख: Why everyone is talking about the new form."
    assert len(of_code(tells(title, language="hi"), "ACC020")) == 1
