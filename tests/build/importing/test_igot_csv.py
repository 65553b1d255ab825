"""iGOT's own CSV templates become tests; whoever filled them in."""

import csv
import io

import pytest

from karmakit_build.igot.csv_files import header
from karmakit_build.importing.kinds import kind_of
from karmakit_schemas.errors import UnusableInputError


def file(template: str, *rows: list[str], end: str = "\r\n") -> bytes:
    """Return a template with its rows below the heads."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end)
    writer.writerow(header(template))
    for number, row in enumerate(rows, 1):
        writer.writerow([str(number), *row])
    return ("\ufeff" + out.getvalue()).encode()


@pytest.mark.parametrize("template", ["basic", "qw", "ow", "qow"])
def test_each_template_is_known_by_its_heads(tmp_path, template):
    path = tmp_path / f"x.{template}.csv"
    path.write_bytes(file(template))
    assert kind_of(path) == "igot-csv"
    path.write_bytes(b"Name,Marks\r\n")
    assert kind_of(path) is None


def test_all_types_of_the_question_template(course):
    done = course(
        "limits.qw.csv",
        file(
            "qw",
            ["MCQ-SCA", "By when?", "Easy", "18 March", "No", "2 April", "Yes"],
            ["MCQ-MCA", "Which?", "HOTS", "one", "Yes", "two", "Yes", "three", "No"],
            ["T/F", "A reason must be given.", "Easy", "True", "No", "False", "Yes"],
            ["FTB", "The <blank> hears it in <blank> days.", "Medium", "senior", "Blank1", "thirty", "Blank2"],
            ["FTB", "Within <blank> days.", "Medium", "30", "Blank1"],
            ["MTF", "Match.", "Medium", "Ordinary", "30 days", "Life", "48 hours"],
        ),
    )
    one, many, truth, gaps, number, pairs = done.questions
    assert [question.type for question in done.questions] == ["single", "multiple", "true-false", "fill-in", "numeric", "matching"]
    assert [each.correct for each in one.options] == [False, True]
    assert [each.correct for each in many.options] == [True, True, False]
    assert [each.correct for each in truth.options] == [False, True]
    assert [blank.accepted for blank in gaps.blanks] == [("senior",), ("thirty",)]
    assert number.blanks[0].value == 30
    assert [(pair.left.plain(), pair.right.plain()) for pair in pairs.pairs] == [("Ordinary", "30 days"), ("Life", "48 hours")]
    assert done.parsed.part.meta.title == "limits"
    (levels,) = done.lost
    assert levels.startswith("limits.qw.csv, QuestionTagging: how hard the questions are (Easy, HOTS, Medium)")
    assert done.brought.counts == done.brought.draft.counts


def test_weights_are_keys_and_parts_of_them_are_told(course):
    whole = course("a.csv", file("ow", ["MCQ-SCA-W", "By when?", "18 March", "0", "2 April", "100"]))
    assert [each.correct for each in whole.questions[0].options] == [False, True]
    assert whole.lost == []
    part = course("b.csv", file("qow", ["MCQ-SCA-W", "By when?", "4", "18 March", "1", "2 April", "4"]))
    assert (part.questions[0].points, [each.correct for each in part.questions[0].options]) == (4, [False, True])
    assert "b.csv, line 2: options that are right in part are wrong here" in part.lost[0]


def test_what_no_key_says_stays_open_and_is_told(course):
    rows = (
        ["MCQ-SCA", "By when?", "", "18 March", "maybe", "2 April", ""],
        ["FTB", "The clerk.", "", "senior", "Blank1"],
        ["FTB", "The <blank>.", "", "senior", "None"],
        ["ESSAY", "Which?", "", "one", "Yes", "two", "No"],
    )
    done = course("bank.csv", file("qw", *rows))
    assert [line.split(": ", 1)[1].split(". ")[0] for line in done.lost] == [
        'a key that says neither yes nor no ("maybe")',
        "no option is right",
        "a gap that stands nowhere in the text; it stands at its end",
        'the option "senior", which fills no gap (None)',
        "gap 1 has no answer; it is a line in the text",
        "a question has no answer that can be typed into a gap; it is asked as a reflection",
        "the type ESSAY, which no template knows; the question is asked as a choice",
    ]


def test_formulas_of_a_spreadsheet_and_signs_stay_words(course):
    rows = (
        ["MCQ-SCA", " =1+1 &lt;b> [[x]] {#b}", "", " -5 C", "Yes", "a | b", "No"],
        ["T/F", "<b>Bold</b>?", "", "सही", "Yes", "गलत", "No"],
    )
    one, two = course("bank.csv", file("qw", *rows, end="\n")).questions
    assert one.stem.plain() == "=1+1 <b> [[x]] {#b}"
    assert [each.content.plain() for each in one.options] == ["-5 C", "a | b"]
    assert (two.stem.plain(), [each.content.plain() for each in two.options]) == ("Bold?", ["सही", "गलत"])


def test_three_hundred_lines_are_three_hundred_questions(course):
    done = course("bank.csv", file("basic", *[["By when?", "18 March", "FALSE", "2 April", "TRUE"]] * 300))
    assert len({question.id for question in done.questions}) == 300
    assert done.brought.counts == done.brought.draft.counts


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (file("qw"), "there is no question in it"),
        (b'SR,Question,Option1\r\n1,"never closed', "bank.csv:2: this line is no CSV"),
        (b"Name,Marks\r\nA,1\r\n", "bank.csv:1: these are not the heads of a template"),
        (b"SR,Question,Option1\r\n1,\xff\r\n", "bank.csv:2: this is no text in UTF-8"),
        (b"SR,Question,Option1\r\n1," + b"x" * 1_100_000 + b"\r\n", "this line is no CSV"),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_line(course, data, word):
    with pytest.raises(UnusableInputError) as caught:
        course("bank.csv", data, "igot-csv")
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)
