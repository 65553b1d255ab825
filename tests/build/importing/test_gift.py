"""GIFT becomes tests, question by question, and says what it could not take along."""

import pytest

from karmakit_schemas.errors import UnusableInputError

SINGLE = """::Last date:: By when must you reply? {
  ~18 March#Fifteen days is another limit.
  =2 April#Right: thirty days.
  ~5 May
}
"""


def test_a_choice_keeps_its_key_its_feedback_and_its_name(course):
    (question,) = course("bank.gift", SINGLE).questions
    assert (question.id, question.type) == ("last-date", "single")
    assert [(option.content.plain(), option.correct) for option in question.options] == [
        ("18 March", False),
        ("2 April", True),
        ("5 May", False),
    ]
    assert question.options[0].feedback.plain() == "Fifteen days is another limit."


def test_weights_make_several_right_options_and_are_told(course):
    done = course("bank.gift", "Which? {~%50%one ~%50%two ~%-100%three}")
    (question,) = done.questions
    assert question.type == "multiple"
    assert [option.correct for option in question.options] == [True, True, False]
    assert "bank.gift, line 1: the weights of the options" in done.lost[0]


@pytest.mark.parametrize(("answer", "right", "feedback"), [("T", "True", ("", "wrong")), ("FALSE#no#yes", "False", ("no", "yes"))])
def test_true_and_false_keep_what_is_said_to_each(course, answer, right, feedback):
    (question,) = course("bank.gift", f"A reason must be given. {{{answer}}}").questions
    assert next(option.content.plain() for option in question.options if option.correct) == right
    if feedback == ("no", "yes"):
        assert [option.feedback.plain() for option in question.options] == ["no", "yes"]


def test_spellings_numbers_and_pairs_become_gaps_and_a_table(course):
    text = """The officer is {=senior =superior} in rank.

How many days? {#30:1}

How many? {#4..6}

Match. {=a -> one =b -> two = -> three}
"""
    gap, number, span, match = course("bank.gift", text).questions
    assert gap.blanks[0].accepted == ("senior", "superior")
    assert gap.stem.plain().endswith("in rank.")
    assert (number.blanks[0].value, number.blanks[0].tolerance) == (30, 1)
    assert (span.blanks[0].value, span.blanks[0].tolerance) == (5, 1)
    assert [pair.left.plain() if pair.left else None for pair in match.pairs] == ["a", "b", None]


def test_an_open_question_is_a_reflection_and_a_text_stands_before_the_questions(course):
    done = course("bank.gift", "Read this first.\n\nWhat would you do? {}\n\n" + SINGLE)
    text = done.text("modules/bank.md")
    assert "---\n\nRead this first.\n\n::: reflection {#bank-q1}" in text
    assert done.brought.counts.questions == done.brought.draft.counts.questions == 2
    assert done.lost == ["bank.gift, line 3: an open question is asked as a reflection, which is not scored"]


def test_each_category_is_a_module(course):
    done = course("bank.gift", f"$CATEGORY: RTI/Time limits\n\n{SINGLE}\n$CATEGORY: RTI/Fees\n\nNone? {{T}}\n")
    assert [module.meta.title for module in done.parsed.modules] == ["Time limits", "Fees"]


def test_nothing_in_a_question_can_become_markup_of_ours(course):
    signs = r"A `code` \{\#x\} <script>alert(1)</script> [[gap]] ::: note > [!HINT] 1. *a* _b_ | $x$ {T}"
    (question,) = course("bank.gift", signs).questions
    assert question.type == "true-false"
    assert "[[gap]]" in question.stem.plain()
    assert "alert(1)" not in question.stem.plain()


def test_hindi_a_byte_order_mark_and_windows_line_ends(course):
    text = "\ufeff::अंतिम तिथि:: उत्तर कब तक देना है? {\r\n =2 अप्रैल\r\n ~5 मई\r\n}\r\n"
    done = course("bank.gift", text, language="hi")
    (question,) = done.questions
    assert question.stem.plain() == "उत्तर कब तक देना है?"
    assert question.options[0].content.plain() == "2 अप्रैल"
    assert done.parsed.part.meta.language == "hi"


def test_three_hundred_questions_are_three_hundred_with_ids_of_their_own(course):
    done = course("bank.gift", "\n".join(SINGLE for _ in range(300)))
    assert len({question.id for question in done.questions}) == 300
    assert done.brought.draft.counts == done.brought.counts


@pytest.mark.parametrize("text", ["", "// only a comment\n", "$CATEGORY: x\n"])
def test_a_file_without_a_question_is_refused_in_one_line(course, text):
    with pytest.raises(UnusableInputError, match="there is no question in it"):
        course("bank.gift", text, "gift")


def test_braces_that_are_never_closed_are_told_and_the_text_stays(course):
    done = course("bank.gift", f"What? {{=a ~b\n\n{SINGLE}")
    assert "braces are not closed" in done.lost[0]
    assert "What?" in done.text("modules/bank.md")


def test_another_encoding_is_told_with_its_line(course):
    with pytest.raises(UnusableInputError, match=r"bank\.gift:2: this is no text in UTF-8"):
        course("bank.gift", b"a\n\xff\n", "gift")


def test_the_samples_of_others_come_in_whole(shared, course):
    """Counted again by another way than the reader's: by the questions' closing braces outside comments."""
    for file in sorted((shared / "corpus" / "import-fixtures" / "gift").glob("*.gift")):
        if file.stem.startswith("category"):
            continue  # nothing but a category stands in them
        done = course("bank.gift", file.read_bytes(), "gift")
        source, result = done.brought.draft.counts, done.brought.counts
        lines = [line for line in file.read_text(encoding="utf-8").split("\n") if not line.strip().startswith("//")]
        braces = "\n".join(lines).replace("\\{", "").replace("\\}", "")
        assert source.questions == result.questions == braces.count("{") == braces.count("}"), file.name
        assert (source.right_answers == result.right_answers) or done.lost, file.name
