"""Moodle XML becomes tests with all that belongs to a question, and says what it could not take along."""

from base64 import b64encode

import pytest

from karmakit_schemas.errors import UnusableInputError

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def quiz(*questions: str) -> str:
    """Return the file of some questions."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{chr(10).join(questions)}\n</quiz>\n'


def asked(kind: str, text: str, rest: str = "", name: str = "Name") -> str:
    """Return a question: its text in HTML, and its answers as they stand."""
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>{rest}</question>'
    )


def answer(fraction: str, text: str, feedback: str = "", more: str = "") -> str:
    """Return an answer with its fraction of 100."""
    return (
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>'
        f'<feedback format="html"><text>{feedback}</text></feedback>{more}</answer>'
    )


def test_a_choice_keeps_key_feedback_hints_points_and_order(course):
    rest = (
        "<defaultgrade>2.0000000</defaultgrade><single>true</single><shuffleanswers>false</shuffleanswers>"
        "<generalfeedback><text>Always.</text></generalfeedback><correctfeedback><text>Yes.</text></correctfeedback>"
        "<incorrectfeedback><text>No.</text></incorrectfeedback><hint><text>Look.</text></hint>"
    )
    done = course(
        "bank.xml",
        quiz(asked("multichoice", "<p>By <b>when</b>?</p>", rest + answer("0", "18 March", "No") + answer("100", "2 April"))),
    )
    (question,) = done.questions
    assert (question.type, question.points, question.shuffle) == ("single", 2, False)
    assert [(option.content.plain(), option.correct) for option in question.options] == [("18 March", False), ("2 April", True)]
    assert question.options[0].feedback.plain() == "No"
    told = (question.right, question.wrong, question.always, *question.hints)
    assert [node.plain() for node in told] == ["Yes.", "No.", "Always.", "Look."]
    assert done.lost == []


def test_several_right_options_keep_their_keys_and_tell_their_weights(course):
    rest = "<single>false</single>" + answer("50", "one") + answer("50", "two") + answer("-100", "three")
    done = course("bank.xml", quiz(asked("multichoice", "Which?", rest)))
    assert [option.correct for option in done.questions[0].options] == [True, True, False]
    assert "bank.xml, question 1, line 3: the weights of the options" in done.lost[0]


def test_an_option_that_is_right_in_part_is_wrong_and_told(course):
    done = course("bank.xml", quiz(asked("multichoice", "Which?", answer("100", "one") + answer("33.33333", "half"))))
    assert [option.correct for option in done.questions[0].options] == [True, False]
    assert "right in part are wrong here" in done.lost[0]


def test_true_and_false_stand_in_our_order(course):
    rest = answer("100", "false", "Right.") + answer("0", "true", "No.")
    (question,) = course("bank.xml", quiz(asked("truefalse", "A reason must be given.", rest))).questions
    assert [(each.content.plain(), each.correct, each.feedback.plain()) for each in question.options] == [
        ("True", False, "No."),
        ("False", True, "Right."),
    ]


def test_words_and_numbers_become_gaps(course):
    short = asked(
        "shortanswer",
        "The officer is _____ in rank.",
        "<usecase>1</usecase>" + answer("100", "senior") + answer("100", "superior") + answer("50", "higher"),
    )
    units = "<units><unit><multiplier>1</multiplier><unit_name>days</unit_name></unit></units>"
    number = asked("numerical", "How long?", answer("100", "30", more="<tolerance>0.5</tolerance>") + units)
    done = course("bank.xml", quiz(short, number))
    words, days = done.questions
    assert (words.blanks[0].accepted, words.case) == (("senior", "superior"), True)
    assert words.stem.plain().endswith("in rank.")
    assert (days.blanks[0].value, float(days.blanks[0].tolerance), days.blanks[0].units) == (30, 0.5, ("days",))
    assert len(done.lost) == 1
    assert 'the spelling "higher", which was right in part' in done.lost[0]


@pytest.mark.parametrize("kind", ["matching", "ddmatch"])
def test_pairs_keep_their_distractors(course, kind):
    pairs = (("Ordinary", "30 days"), ("Life", "48 hours"), ("", "90 days"))
    rest = "".join(f"<subquestion><text>{left}</text><answer><text>{right}</text></answer></subquestion>" for left, right in pairs)
    (question,) = course("bank.xml", quiz(asked(kind, "Match.", rest))).questions
    assert [(pair.left.plain() if pair.left else "", pair.right.plain()) for pair in question.pairs] == list(pairs)


def test_an_order_is_that_of_its_fractions(course):
    (question,) = course(
        "bank.xml", quiz(asked("ordering", "Order.", answer("2", "Look") + answer("1", "Stamp") + answer("3", "Send")))
    ).questions
    assert [option.content.plain() for option in question.options] == ["Stamp", "Look", "Send"]


def test_cloze_becomes_gaps_and_a_single_choice_in_it_is_asked_as_one(course):
    gaps = asked("cloze", "The {1:SHORTANSWER:=senior~=superior} hears it in {1:SA:=30} days.")
    numbers = asked("cloze", "{1:NUMERICAL:=30:1} days, or {2:NM:=48} hours")
    choice = asked("cloze", "It goes to the {1:MULTICHOICE:clerk#No.~=officer#Yes.}.")
    one, two, three = course("bank.xml", quiz(gaps, numbers, choice)).questions
    assert [blank.accepted for blank in one.blanks] == [("senior", "superior"), ("30",)]
    assert [(blank.value, blank.tolerance) for blank in two.blanks] == [(30, 1), (48, 0)]
    assert three.stem.plain() == "It goes to the ___."
    assert [(each.content.plain(), each.correct, each.feedback.plain()) for each in three.options] == [
        ("clerk", False, "No."),
        ("officer", True, "Yes."),
    ]


def test_lists_in_a_text_with_gaps_are_typed_and_told(course):
    text = "{1:MULTICHOICE:=PIO~clerk} and {1:SHORTANSWER_C:=RTI#ok} and {1:MCV:=a~%50%b}"
    done = course("bank.xml", quiz(asked("cloze", text)))
    assert [blank.accepted for blank in done.questions[0].blanks] == [("PIO",), ("RTI",), ("a",)]
    assert [line.partition(": ")[2].partition("(")[0] for line in done.lost] == [
        "the choices of gap 1 ",
        "what was said to the answers of gap 2. Say it in `> [!FEEDBACK]`",
        "the choices of gap 3 ",
        "capital letters matter in some gaps only; here they matter in all",
    ]


@pytest.mark.parametrize("kind", ["calculated", "ddwtos", "gapselect", "ddmarker", "random", "coderunner"])
def test_a_type_that_is_none_of_ours_is_told_with_its_place(course, kind):
    done = course("bank.xml", quiz(asked("truefalse", "Yes?", answer("100", "true")), asked(kind, "What?", answer("100", "{a}"))))
    assert len(done.questions) == 1
    assert f'bank.xml, question 2, line 4: a question of the type {kind}, "Name"' in done.lost[0]
    assert (done.brought.draft.counts.questions, done.brought.counts.questions) == (2, 1)


def test_categories_are_tests_and_a_description_stands_before_its_questions(course):
    def category(name: str) -> str:
        return f'<question type="category"><category><text>$course$/top/{name}</text></category></question>'

    true = asked("truefalse", "Yes?", answer("100", "true") + answer("0", "false"))
    done = course(
        "bank.xml", quiz(category("Time limits"), asked("description", "<h3>Read</h3>First."), true, category("Fees//costs"), true)
    )
    assert [module.meta.title for module in done.parsed.modules] == ["Time limits", "Fees/costs"]
    assert "---\n\n## Read\n\nFirst.\n\n::: question {#name type=true-false}" in done.text("modules/time-limits.md")
    assert done.brought.counts == done.brought.draft.counts


def test_an_essay_is_a_reflection_and_its_notes_are_told(course):
    done = course("bank.xml", quiz(asked("essay", "What would you do?", "<graderinfo><text>Look for dates.</text></graderinfo>")))
    assert "::: reflection {#name}\nWhat would you do?" in done.text("modules/bank.md")
    assert len(done.lost) == 2


def test_pictures_come_along_under_safe_names_and_others_are_told(course):
    file = f'<file name="../../desk of 3.png" path="/" encoding="base64">{b64encode(PICTURE).decode()}</file>'
    shown = '<img src="@@PLUGINFILE@@/..%2F..%2Fdesk%20of%203.png" alt="A desk"><img src="http://127.0.0.1:9/x.png" alt="far">'
    true = answer("100", "true") + answer("0", "false")
    text = f'<questiontext format="html"><text><![CDATA[Look: {shown}]]></text>{file}</questiontext>'
    done = course("bank.xml", quiz(f'<question type="truefalse"><name><text>P</text></name>{text}{true}</question>'))
    assert [path for path in done.brought.files if path.startswith("media/")] == ["media/desk-of-3.png"]
    assert done.brought.files["media/desk-of-3.png"] == PICTURE
    assert "a picture, http://127.0.0.1:9/x.png" in done.lost[0]
    assert (done.brought.draft.counts.pictures, done.brought.counts.pictures) == (2, 1)


def test_a_program_under_the_name_of_a_picture_is_left_out(course):
    file = f'<file name="x.png" path="/" encoding="base64">{b64encode(b"MZ<script>").decode()}</file>'
    text = f'<questiontext format="html"><text><![CDATA[<img src="@@PLUGINFILE@@/x.png" alt="">Yes?]]></text>{file}</questiontext>'
    done = course("bank.xml", quiz(f'<question type="truefalse">{text}{answer("100", "true")}</question>'))
    assert not [path for path in done.brought.files if path.startswith("media/")]
    assert "a picture" in done.lost[0]


def test_formulas_are_formulas_and_one_that_cannot_be_written_is_told(course):
    text = r"\(x^2\), <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>, <math><mtable><mtr/></mtable></math> and $5"
    done = course("bank.xml", quiz(asked("truefalse", text, answer("100", "true") + answer("0", "false"))))
    assert [node.text for node in done.questions[0].stem.walk() if node.kind == "math"] == ["x^2", r"\frac{1}{2}"]
    assert "$5" in done.questions[0].stem.plain()
    assert "a formula" in done.lost[0]


def test_tags_and_penalties_are_told_once_for_the_file(course):
    rest = "<penalty>0.3333333</penalty><idnumber>7</idnumber>"
    rest += "<partiallycorrectfeedback><text>Partly.</text></partiallycorrectfeedback>"
    rest += "<tags><tag><text>rti</text></tag></tags>"
    done = course(
        "bank.xml", quiz(*[asked("truefalse", "Yes?", rest + answer("100", "true") + answer("0", "false")) for _ in range(3)])
    )
    assert [line.split(". ")[0] for line in done.lost] == [
        "bank.xml, 3 of its questions: the tags of the questions",
        "bank.xml, 3 of its questions: what is said to an answer that is right in part",
        "bank.xml, 3 of its questions: the id numbers of the questions",
        "bank.xml, 3 of its questions: what each further try takes off",
    ]


def test_nothing_in_a_question_can_become_markup_of_ours(course):
    text = "A `code` [[gap]] ::: note {#x} <script>alert(1)</script><ul><li>- [x] one</li></ul> \ufdd00\ufdd1"
    (question,) = course(
        "bank.xml", quiz(asked("multichoice", text, answer("100", "- [ ] a {#b}") + answer("0", "> b | c")))
    ).questions
    assert question.type == "single"
    assert "[[gap]]" in question.stem.plain()
    assert "alert(1)" not in question.stem.plain()
    assert [option.content.plain() for option in question.options] == ["- [ ] a {#b}", "> b | c"]


def test_hindi_a_byte_order_mark_and_windows_line_ends(course):
    text = quiz(asked("multichoice", "उत्तर कब तक देना है?", answer("100", "2 अप्रैल") + answer("0", "5 मई"), "अंतिम तिथि"))
    done = course("bank.xml", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), language="hi")
    assert done.questions[0].stem.plain() == "उत्तर कब तक देना है?"
    assert done.parsed.part.meta.language == "hi"


def test_three_hundred_questions_are_three_hundred_with_ids_of_their_own(course):
    one = asked("multichoice", "By when?", answer("100", "2 April") + answer("0", "5 May"))
    done = course("bank.xml", quiz(*[one] * 300))
    assert len({question.id for question in done.questions}) == 300
    assert done.brought.draft.counts == done.brought.counts


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ("<quiz></quiz>", "there is no question in it"),
        ("<quiz><question", "this is no XML that can be read"),
        ('<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>', "defines entities"),
        ("<html/>", "there is no question in it"),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_line(course, data, word):
    with pytest.raises(UnusableInputError, match=word):
        course("bank.xml", data, "moodle-xml")


def test_a_list_before_the_answers_stays_apart_from_them(course):
    listed = "<p>Read:</p><ul><li>one</li><li>two</li></ul>"
    numbered = "<ol><li>one</li><li>two</li></ol>"
    done = course(
        "bank.xml",
        quiz(
            asked("multichoice", listed, answer("100", "A") + answer("0", "B")),
            asked("ordering", numbered, answer("1", "first") + answer("2", "second")),
            asked("essay", listed),
            asked("shortanswer", listed, answer("100", "RTI")),
        ),
    )
    choice, order, gap = done.questions
    assert [option.content.plain() for option in choice.options] == ["A", "B"]
    assert [option.content.plain() for option in order.options] == ["first", "second"]
    assert gap.blanks[0].accepted == ("RTI",)
    assert done.brought.counts.questions == 4


@pytest.mark.parametrize(
    "opening", ["<math>", "<math ", r"\(a", "$$a", "{1:SA:=a}", "{1:SA:", "<ul><li>", "[mathjax]", "<h1 ", "<a"]
)
def test_a_text_of_nothing_but_openings_is_read_in_one_go(course, opening):
    done = course("bank.xml", quiz(asked("cloze", opening * 3000), asked("truefalse", "Yes?", answer("100", "true"))), "moodle-xml")
    assert done.brought.counts.questions == 2
