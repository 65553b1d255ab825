"""Questions of every type, the codes of their options, and what is said of a question whose shape is unclear."""

from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256

import pytest

from karmakit_authoring.option_codes import shuffled_codes
from karmakit_schemas.questions import (
    FillIn,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Question,
    Scale,
    SingleChoice,
    TrueFalse,
)

Read = Callable[[str], Question]
Fault = Callable[[str], tuple[str, str, str, str]]


def ask(body: str, attributes: str = "") -> str:
    return f"::: question {{#q1{' ' if attributes else ''}{attributes}}}\n{body}:::\n"


def shuffled(texts: list[str]) -> list[str]:
    return sorted(texts, key=lambda text: sha256(f"q1\0{texts.index(text)}".encode()).digest())


def test_a_single_choice_has_stem_options_and_feedback(question: Read) -> None:
    read = question(
        ask(
            "What **fee**?\n\n![A desk](desk.svg)\n\n"
            "- [ ] Ten rupees\n  > Not here.\n- [x] None\n  > Right:\n  >\n  > - *why*\n- [ ] Twenty\n\n"
            "> [!HINT]\n> One.\n\n> [!HINT]\n> Two.\n\n> [!RIGHT]\n> Good.\n\n> [!WRONG]\n> Bad.\n\n> [!FEEDBACK]\n> Any.\n",
            "objective=fee points=3 attempts=2 shuffle=false bloom=apply",
        )
    )
    assert isinstance(read, SingleChoice)
    assert (read.id, read.objective, read.points, read.attempts, read.shuffle, read.bloom) == ("q1", "fee", 3, 2, False, "apply")
    assert [node.kind for node in read.stem.children] == ["paragraph", "paragraph"]
    assert read.stem.plain() == "What fee? A desk"
    assert [(o.code, o.content.plain(), o.correct, o.feedback and o.feedback.plain()) for o in read.options] == [
        ("a", "Ten rupees", False, "Not here."),
        ("b", "None", True, "Right: why"),
        ("c", "Twenty", False, None),
    ]
    assert [hint.plain() for hint in read.hints] == ["One.", "Two."]
    assert read.right
    assert read.wrong
    assert read.always
    assert [read.right.plain(), read.wrong.plain(), read.always.plain()] == ["Good.", "Bad.", "Any."]
    assert (read.span.line, read.span.end_line) == (7, 34)


def test_what_is_not_said_has_the_documented_defaults(question: Read) -> None:
    read = question(ask("Q?\n\n- [x] a\n- [ ] b\n"))
    assert (read.objective, read.points, read.attempts, read.shuffle, read.bloom) == (None, 1, 0, True, None)
    assert (read.hints, read.right, read.wrong, read.always) == ((), None, None, None)


@pytest.mark.parametrize(
    ("boxes", "attributes", "wanted"),
    [
        ("x ", "", SingleChoice),
        ("xx ", "", MultipleChoice),
        ("  ", "", SingleChoice),
        ("xx ", "type=single", SingleChoice),
        ("x ", "type=multiple", MultipleChoice),
        ("x ", "type=true-false", TrueFalse),
    ],
)
def test_the_keys_make_it_single_or_multiple_unless_the_type_says_so(
    boxes: str, attributes: str, wanted: type, question: Read
) -> None:
    body = "Q?\n\n" + "".join(f"- [{box}] Option {number}\n" for number, box in enumerate(boxes)) + "\n"
    read = question(ask(body, attributes))
    assert type(read) is wanted
    assert [option.correct for option in read.options] == [box == "x" for box in boxes]


def test_true_and_false_have_codes_of_their_own(question: Read) -> None:
    read = question(ask("Q?\n\n- [ ] Yes\n- [x] No\n", "type=true-false"))
    assert isinstance(read, TrueFalse)
    assert [(o.code, o.content.plain(), o.correct) for o in read.options] == [("t", "Yes", False), ("f", "No", True)]


def test_pinned_letters_win_and_the_rest_get_the_next_free_ones(question: Read) -> None:
    read = question(ask("Q?\n\n- [ ] one {#b}\n- [x] two\n- [ ] three\n- [ ] four {#a}\n- [ ] five\n"))
    assert isinstance(read, SingleChoice)
    assert [(o.code, o.pinned, o.content.plain()) for o in read.options] == [
        ("b", True, "one"),
        ("c", False, "two"),
        ("d", False, "three"),
        ("a", True, "four"),
        ("e", False, "five"),
    ]


def test_after_z_come_two_letters(question: Read) -> None:
    read = question(ask("Q?\n\n" + "".join(f"- [{'x' if n == 0 else ' '}] Option {n}\n" for n in range(55)) + "\n"))
    assert isinstance(read, SingleChoice)
    codes = [option.code for option in read.options]
    assert (codes[25], codes[26], codes[27], codes[52]) == ("z", "aa", "ab", "ba")
    assert len(set(codes)) == 55


def test_an_option_may_hold_paragraphs_code_and_a_picture(question: Read) -> None:
    read = question(ask("Q?\n\n- [x] one\n\n  two\n\n      code\n\n- [ ] ![alt](a.svg)\n\n"))
    assert isinstance(read, SingleChoice)
    assert [[node.kind for node in option.content.children] for option in read.options] == [
        ["paragraph", "paragraph", "code_block"],
        ["paragraph"],
    ]
    assert read.options[1].content.plain() == "alt"


MATCHING = """\
Match.

| Request | Limit | Why |
|---|---|---|
| Ordinary | 30 days | Section 7(1) |
| Life | 48 *hours* | |
| | 90 days | |
"""


def test_matching_reads_pairs_distractors_and_feedback(question: Read) -> None:
    read = question(ask(MATCHING))
    assert isinstance(read, Matching)
    assert [header.plain() for header in read.headers] == ["Request", "Limit"]
    order = shuffled(["30 days", "48 hours", "90 days"])
    assert [(p.left_code, p.left and p.left.plain(), p.right.plain(), p.feedback and p.feedback.plain()) for p in read.pairs] == [
        ("1", "Ordinary", "30 days", "Section 7(1)"),
        ("2", "Life", "48 hours", None),
        ("", None, "90 days", None),
    ]
    assert [pair.code for pair in read.pairs] == ["abc"[order.index(pair.right.plain())] for pair in read.pairs]


def test_right_hand_sides_that_look_alike_share_a_code(question: Read) -> None:
    read = question(ask("Match.\n\n| A | B |\n|---|---|\n| one | same |\n| two | same |\n| three | other |\n"))
    assert isinstance(read, Matching)
    first, second, third = (pair.code for pair in read.pairs)
    assert first == second != third
    assert {first, third} == {"a", "b"}


def test_a_table_before_the_answers_belongs_to_the_stem(question: Read) -> None:
    read = question(ask("| A | B |\n|---|---|\n| 1 | 2 |\n\nWhich?\n\n- [x] a\n- [ ] b\n"))
    assert isinstance(read, SingleChoice)
    assert [node.kind for node in read.stem.children] == ["table", "paragraph"]


def test_the_codes_of_an_ordering_say_nothing_of_the_order(question: Read) -> None:
    items = ["Stamp the date", "Look for the record", "Send the reply", "File it"]
    read = question(ask("Order.\n\n" + "".join(f"{n}. {item}\n" for n, item in enumerate(items, 1)), "type=ordering"))
    assert isinstance(read, Ordering)
    assert [option.content.plain() for option in read.options] == items
    assert {o.content.plain(): o.code for o in read.options} == dict(zip(shuffled(items), "abcd", strict=True))


def test_no_ordering_and_no_matching_shows_its_key_at_the_start() -> None:
    for number in range(200):
        for size in (2, 3, 4):
            codes = shuffled_codes(f"q{number}", [None] * size)
            assert sorted(codes) != codes


def test_the_codes_of_an_ordering_are_the_same_in_every_language(question: Read) -> None:
    first = question(ask("Q.\n\n1. one\n2. two\n3. three\n", "type=ordering"))
    second = question(ask("Q.\n\n1. एक\n2. दो\n3. तीन\n", "type=ordering"))
    assert isinstance(first, Ordering)
    assert isinstance(second, Ordering)
    assert [option.code for option in first.options] == [option.code for option in second.options]


def test_pins_hold_in_an_ordering(question: Read) -> None:
    read = question(ask("Q.\n\n1. one {#c}\n2. two\n3. three\n", "type=ordering"))
    assert isinstance(read, Ordering)
    assert read.options[0].code == "c"
    assert sorted(option.code for option in read.options) == ["a", "b", "c"]


def test_a_scale_is_lettered_in_its_order(question: Read) -> None:
    read = question(ask("How sure?\n\n- Not yet\n- Almost\n- Sure\n", "type=scale"))
    assert isinstance(read, Scale)
    assert [(o.code, o.content.plain()) for o in read.options] == [("a", "Not yet"), ("b", "Almost"), ("c", "Sure")]


def test_gaps_stand_in_the_stem_and_accept_their_spellings(question: Read) -> None:
    read = question(ask("The [[senior|superior]] officer and the **[[PIO]]**, [[a\nb]].\n", "case=true"))
    assert isinstance(read, FillIn)
    assert read.case
    assert [blank.accepted for blank in read.blanks] == [("senior", "superior"), ("PIO",), ("a b",)]
    assert [node.text for node in read.stem.walk() if node.kind == "blank"] == ["senior|superior", "PIO", "a\nb"]
    assert (read.blanks[0].span.line, read.blanks[0].span.column, read.blanks[0].span.end_column) == (8, 5, 24)


def test_a_gap_in_a_table_escapes_its_pipe(question: Read) -> None:
    read = question(ask("Fill.\n\n| Act | Year |\n|---|---|\n| RTI | [[2005\\|two thousand five]] |\n"))
    assert isinstance(read, FillIn)
    assert read.blanks[0].accepted == ("2005", "two thousand five")


NUMBERS = {
    "= 30 ± 1 days|day": (Decimal(30), Decimal(1), ("days", "day")),
    "=30": (Decimal(30), Decimal(0), ()),
    "= -2.5 +/- 0.5": (Decimal("-2.5"), Decimal("0.5"), ()),
    "= 1,20,000 ₹|rupees": (Decimal(120000), Decimal(0), ("₹", "rupees")),
    "= ३० ± २ दिन": (Decimal(30), Decimal(2), ("दिन",)),
    "= 4.50 %": (Decimal("4.50"), Decimal(0), ("%",)),
}


@pytest.mark.parametrize(("written", "meant"), NUMBERS.items())
def test_a_number_has_value_tolerance_and_units(
    written: str, meant: tuple[Decimal, Decimal, tuple[str, ...]], question: Read
) -> None:
    read = question(ask(f"How many? [[{written}]]\n"))
    assert isinstance(read, Numeric)
    (blank,) = read.blanks
    assert (blank.value, blank.tolerance, blank.units) == meant


UNCLEAR = {
    "no answers": ("Q?\n", "", "1:1", "no answers can be seen in this question"),
    "nothing at all": ("", "", "1:1", "no answers can be seen in this question"),
    "no stem": ("- [x] a\n- [ ] b\n", "", "1:1", "the question asks nothing"),
    "answers without boxes": ("Q?\n\n- a\n- b\n", "", "4:1", "the answers have no boxes"),
    "an answer without a box": ("Q?\n\n- [x] a\n- b\n", "", "5:1", "this answer has no box"),
    "an empty answer": ("Q?\n\n- [x] a\n- [ ]\n- [ ] b\n", "", "5:1", "this answer says nothing"),
    "a numbered list without a type": ("Q?\n\n1. a\n2. b\n", "", "4:1", "a numbered list, and nothing says what it is"),
    "an ordering of one": ("Q?\n\n1. a\n", "type=ordering", "1:1", "a question with type=ordering has only one item"),
    "an ordering without numbers": ("Q?\n\n- a\n- b\n", "type=ordering", "4:1", "the items of an ordering have no numbers"),
    "an ordering with boxes": (
        "Q?\n\n1. [x] a\n2. [ ] b\n",
        "type=ordering",
        "4:1",
        "an item of a question with type=ordering has a box",
    ),
    "an ordering without a list": ("Q?\n", "type=ordering", "1:1", "a question with type=ordering has no list"),
    "true or false of three": (
        "Q?\n\n- [x] a\n- [ ] b\n- [ ] c\n",
        "type=true-false",
        "1:1",
        "a true-false question has 3 answers",
    ),
    "true or false with a pin": (
        "Q?\n\n- [x] a {#a}\n- [ ] b\n",
        "type=true-false",
        "4:1",
        "`{#a}` is pinned to an answer of a true-false question",
    ),
    "a choice without a task list": ("Q? [[a]]\n", "type=single", "1:1", "a question with type=single has no task list"),
    "matching without a table": ("Q?\n", "type=matching", "1:1", "a question with type=matching has no table"),
    "a fill-in without a gap": ("Q?\n", "type=fill-in", "1:1", "a question with type=fill-in has no gap"),
    "a fill-in with a number": ("[[= 3]]\n", "type=fill-in", "2:1", "a question with type=fill-in has gaps for numbers"),
    "a number with words": ("[[a]]\n", "type=numeric", "2:1", "a question with type=numeric has gaps for words"),
    "a scale with an empty step": ("Q?\n\n- a\n-\n- b\n", "type=scale", "5:1", "this answer says nothing"),
    "gaps and a task list": (
        "Q [[a]]?\n\n- [x] a\n- [ ] b\n",
        "",
        "2:3",
        "the question has gaps `[[...]]` and a list or table of answers",
    ),
    "a gap in an answer": ("Q?\n\n- [x] a [[b]]\n- [ ] c\n", "", "4:9", "a gap `[[...]]` stands in an answer"),
    "a gap in a hint": ("Q [[a]]?\n\n> [!HINT]\n> [[b]]\n", "", "5:3", "a gap `[[...]]` stands in `[!HINT]`"),
    "words and numbers": ("[[a]] and [[= 3]]\n", "", "2:11", "the question has gaps for words and gaps for numbers"),
    "an empty gap": ("Q [[]]?\n", "", "2:3", "a gap accepts nothing"),
    "an empty spelling": ("Q [[a||b]]?\n", "", "2:3", "a gap has an empty spelling"),
    "no number": ("Q [[= many]]?\n", "", "2:3", "`[[= many]]` is no number that can be compared"),
    "a tolerance below nought": ("Q [[= 3 ± -1]]?\n", "", "2:3", "`[[= 3 ± -1]]` is no number that can be compared"),
    "two numbers": ("Q [[= 3 4]]?\n", "", "2:3", "`[[= 3 4]]` is no number that can be compared"),
    "a table of one column": ("Q?\n\n| A |\n|---|\n| b |\n", "", "4:1", "a matching table has 1 column"),
    "a table of four columns": ("Q?\n\n|A|B|C|D|\n|-|-|-|-|\n|a|b|c|d|\n", "", "4:1", "a matching table has 4 columns"),
    "a table without a pair": ("Q?\n\n|A|B|\n|-|-|\n| |b|\n", "", "4:1", "a matching table has no pair"),
    "a pair without a right side": ("Q?\n\n|A|B|\n|-|-|\n|a|b|\n|c| |\n", "", "7:1", "the second cell of this row is empty"),
    "text after the answers": ("Q?\n\n- [x] a\n- [ ] b\n\nMore.\n", "", "7:1", "text stands after the answers"),
    "two lists": ("Q?\n\n- [x] a\n\nor\n\n- [ ] b\n", "", "6:1", "the answers are parted into several lists"),
    "a letter pinned twice": ("Q?\n\n- [x] a {#a}\n- [ ] b {#a}\n", "", "5:1", "the letter `a` is pinned twice"),
    "a pin that is no letter": ("Q?\n\n- [x] a {#first}\n- [ ] b\n", "", "4:1", "`{#first}` cannot be the letter of an answer"),
    "a hint without text": ("Q?\n\n- [x] a\n- [ ] b\n\n> [!HINT]\n", "", "7:1", "`[!HINT]` says nothing"),
}


@pytest.mark.parametrize(("body", "attributes", "where", "message"), UNCLEAR.values(), ids=UNCLEAR)
def test_an_unclear_question_is_one_finding_with_place_and_mend(
    body: str, attributes: str, where: str, message: str, fault: Fault
) -> None:
    code, place, said, mend = fault(ask(body + "\n" if body else body, attributes))
    assert (code, place, said) == ("ITM041", where, message)
    assert mend


@pytest.mark.parametrize(
    ("attribute", "message"),
    [
        ("points=many", "`points=many` is no whole number from 0 to 100"),
        ("attempts=100", "`attempts=100` is no whole number from 0 to 99"),
    ],
)
def test_a_number_of_an_attribute_is_a_number(attribute: str, message: str, fault: Fault) -> None:
    code, _, said, _ = fault(ask("Q?\n\n- [x] a\n- [ ] b\n", attribute))
    assert (code, said) == ("STR010", message)


def test_an_unknown_type_is_told_and_the_shape_is_read(parsed, head) -> None:
    result = parsed({"modules/one.md": head + ask("Q?\n\n- [x] a\n- [ ] b\n", "type=choice")})
    assert [finding.message for finding in result.findings] == ["`choice` is no type of `question`"]
    assert [question.type for question in result.modules[0].questions] == ["single"]


def test_a_question_that_cannot_be_read_stands_nowhere_and_the_others_stay(parsed, head) -> None:
    text = head + ask("Q?\n") + "\n" + ask("R?\n\n- [x] a\n- [ ] b\n").replace("q1", "q2")
    (module,) = parsed({"modules/one.md": text}).modules
    assert [question.id for question in module.questions] == ["q2"]
    assert [node.attrs["id"] for node in module.body.walk() if node.kind == "question"] == ["q2"]


def test_a_question_without_an_id_is_one_finding_and_stands_nowhere(parsed, head) -> None:
    result = parsed({"modules/one.md": f"{head}::: question\nQ?\n\n- [x] a\n- [ ] b\n:::\n"})
    assert [finding.message for finding in result.findings] == ["`question` needs `#id`"]
    assert result.modules[0].questions == ()


def test_a_question_in_tabs_is_read(parsed, head) -> None:
    inside = ask("Q?\n\n- [x] a\n- [ ] b\n")
    text = f"{head}:::::: tabs\n::::: tab {{title=A}}\n{inside}:::::\n::::::\n"
    (module,) = parsed({"modules/one.md": text}).modules
    assert [question.id for question in module.questions] == ["q1"]


def test_a_question_that_is_never_closed_is_one_finding_and_still_read(parsed, head) -> None:
    text = f"{head}::: question {{#q1}}\nQ?\n\n- [x] a\n- [ ] b\n\n::: question {{#q2}}\nR?\n\n- [x] a\n- [ ] b\n:::\n"
    result = parsed({"modules/one.md": text})
    assert [finding.code for finding in result.findings] == ["STR011"]
    assert [question.id for question in result.modules[0].questions] == ["q1", "q2"]


def test_double_brackets_outside_a_question_are_text(document) -> None:
    read = document("Say [[word]].\n")
    assert read.node.plain() == "Say [[word]]."
    assert not [node for node in read.node.walk() if node.kind == "blank"]
