"""Questions, objectives and metadata: what must be found in Hindi too, what must be left alone, and what the fixes write."""

import re

import pytest

from karmakit_authoring.parse import parse
from karmakit_schemas.findings import Finding
from karmakit_schemas.sources import Sources
from karmakit_validators.check import check
from karmakit_validators.fixing import mend
from karmakit_validators.rules.items.itm023_key_position_bias import at_least
from karmakit_validators.settings import Settings

MODULE = "modules/example.md"
OPTIONS = ("The visitor of the day", "The clerk at the counter", "The officer upstairs")
HINDI = ("आने वाला व्यक्ति", "काउंटर का लिपिक", "ऊपर बैठे अधिकारी")


@pytest.fixture
def found(checked, host_text):
    """Return the findings of a text added to the example module."""

    def run(body: str, language: str = "en") -> tuple[Finding, ...]:
        return checked({MODULE: host_text(MODULE, language) + "\n" + body}, language=language)

    return run


@pytest.fixture
def of_objective(checked, host_text):
    """Return the codes for an objective of the example module."""

    def run(text: str, bloom: str = "", language: str = "en") -> list[str]:
        page = re.sub(r"(?m)^    text: .*$", f"    text: {text}", host_text(MODULE, language), count=1)
        if bloom:
            page = page.replace("objectives:\n  - id: register\n", f"objectives:\n  - id: register\n    bloom: {bloom}\n")
        return codes(checked({MODULE: page}, language=language))

    return run


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def question(stem: str, options: tuple[str, ...] = OPTIONS, key: int = 1, attrs: str = "") -> str:
    lines = [f"- [{'x' if n == key else ' '}] {text}\n  > {n}: see the manual, page {n + 1}.\n" for n, text in enumerate(options)]
    return f"::: question {{#register-2 objective=register{attrs}}}\n{stem}\n\n{''.join(lines)}\n:::\n"


def hindi(stem: str, options: tuple[str, ...] = HINDI, key: int = 1) -> str:
    return question(stem, options, key).replace("see the manual, page", "पुस्तिका देखें, पृष्ठ")


def only(findings: tuple[Finding, ...], *families: str) -> list[str]:
    return [finding.code for finding in findings if finding.code.startswith(families)]


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("ITM007", hindi("पंजी में क्या लिखा जाता है?", ("केवल 1", "केवल 2", "1 और 2 दोनों"), 2)),
        ("ITM007", hindi("पंजी कौन लिखता है?", ("लिपिक", "अधिकारी", "उपरोक्त दोनों"), 0)),
        ("ITM009", hindi("इनमें से कौन-सी बात सही **नहीं** है?", ("पंक्ति खाली नहीं रहती", "पंक्ति शाम को बनती है", "पंक्ति एक पत्र की है"), 1)),
        ("ITM013", hindi("अधिकारी पंजी कब पढ़ते हैं?", ("वे उसे हमेशा सुबह पढ़ते हैं", "जब पत्र न मिले, तब", "वे उसे कभी नहीं पढ़ते"), 1)),
        ("ITM034", hindi("आपकी राय में पंजी कौन लिखता है?")),
    ],
)
def test_hindi_questions_are_read_as_hindi(found, code, body):
    assert code in codes(found(body, "hi"))


@pytest.mark.parametrize(
    "body",
    [
        question("Which of these bring a letter?", ("Both A and B", "Only the visitor", "Only the post"), 0),
        question("Who may write the line?", ("The clerk", "The officer", "Both"), 2),
        question("Which statements are true?", ("Statements 1 and 3", "Statements 2 and 3", "Statement 3"), 0),
        question("Which are true?", ("1 only", "2 only", "Neither 1 nor 2"), 0),
        question("Which of these are in it?\n\n1. The sender\n2. The desk\n3. The price", ("1 and 2", "2 and 3", "1 and 3"), 0),
        question("Which are right?", ("(i) and (ii)", "(ii) and (iii)", "None in the list"), 0),
    ],
)
def test_options_that_combine_others_are_told_once(found, body):
    assert only(found(body), "ITM007") == ["ITM007"]


@pytest.mark.parametrize(
    "body",
    [
        question("Which blood groups does the form name?", ("X and Y", "AB and O", "P or Q"), 0),
        question("On which floors is the office?", ("1 and 3", "2 and 3", "3 and 4"), 0),
        question("Who writes the line?", ("The clerk and the officer", "A clerk or a peon", "I and my colleague"), 0),
        question("Which file is it?", ("File 12", "File 13 and its annexes", "File 14"), 0),
    ],
)
def test_options_that_only_hold_letters_or_numbers_are_left_alone(found, body):
    assert only(found(body), "ITM007") == []


@pytest.mark.parametrize(
    "stem",
    [
        "What does the clerk do if the visitor does not wait for the slip?",
        "Which step comes next when the letter is not signed?",
        "What is done with a letter that does not name its writer?",
        "Which desk gets not only the letter but the file?",
    ],
)
def test_a_denial_in_a_condition_is_not_the_question(found, stem):
    options = ("Read it aloud, and do not stamp it", "Enter it and do not wait", "Send it back and never ask")
    assert only(found(question(stem, options)), "ITM008", "ITM009") == []


def test_what_is_wrong_with_a_thing_is_no_denial(found):
    options = ("उसमें तारीख नहीं है", "वह दो पत्रों की है", "उसमें नाम नहीं है")
    assert only(found(hindi("पंजी की इस पंक्ति में क्या गलत है?", options), "hi"), "ITM008", "ITM009") == []


def test_a_denial_is_told_where_the_question_turns_on_it(found):
    options = ("It does not take long", "It stands in one line", "It names the desk")
    assert only(found(question("Which of these is not true of the register?", options)), "ITM008", "ITM009") == ["ITM008", "ITM009"]


def test_always_and_never_as_steps_of_a_scale_are_left_alone(found):
    body = question("How often does the officer read the register?", ("Always", "When a letter is lost", "Never"))
    assert only(found(body), "ITM013") == []


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("It holds one letter", "It only holds the dates", "It is never read", "It is always in red ink"), ["ITM013"]),
        (("It holds one letter", "It holds the dates", "It is never read", "It is always in red ink"), []),
        (("It only holds one letter", "It only holds the dates", "It is never read", "It is always in red ink"), []),
        (("It holds one letter", "It only holds the dates", "It must be signed", "It is always in red ink"), []),
    ],
)
def test_always_and_never_are_a_cue_where_no_wrong_answer_does_without(found, options, expected):
    assert only(found(question("Which is true of a line?", options, 0)), "ITM013") == expected


def test_plain_quantities_are_no_absolute_terms(found):
    body = question("What stands in one line?", ("All letters of a day", "One letter", "Every letter to a desk"))
    assert only(found(body), "ITM013") == []


def test_a_sentence_with_three_gaps_is_told_and_two_sentences_are_not(found):
    ask = "::: question {{#register-2 objective=register}}\n{}\n\n> [!WRONG]\n> Read the page again.\n:::\n"
    assert only(found(ask.format("A [[line]] names the [[sender]], the matter and the [[desk]].")), "ITM021") == ["ITM021"]
    assert only(found(ask.format("A [[line]] names the [[sender]]. It also names the [[desk]].")), "ITM021") == []


def test_a_gap_in_the_middle_is_right_in_hindi(found):
    assert only(found(hindi("पंजी की पंक्ति ______ लिखता है।"), "hi"), "ITM021") == []


def test_the_chance_of_a_place_is_that_of_the_binomial_distribution():
    assert at_least(0, [0.5, 0.5]) == pytest.approx(1)
    assert at_least(2, [0.5, 0.5]) == pytest.approx(0.25)
    assert at_least(1, [0.25, 0.5]) == pytest.approx(1 - 0.75 * 0.5)


def test_keys_in_every_place_are_no_bias(found):
    body = "\n".join(
        question(f"Which word stands in line {n}?", OPTIONS, key=n % 3).replace("register-2", f"register-{n}") for n in range(2, 14)
    )
    assert only(found(body), "ITM023") == []


def test_a_clock_is_measured_by_what_one_attempt_reads(checked, host_text):
    page = host_text("modules/final.md").replace("final: true", "final: true\nassessment: {time_limit: 0.3}")
    assert only(checked({"modules/final.md": page}), "ITM031") == ["ITM031"]
    drawn = page.replace("{time_limit: 0.3}", "{time_limit: 0.3, draw: 1}")
    assert only(checked({"modules/final.md": drawn}), "ITM031") == []


def test_a_clock_of_the_whole_course_is_told_at_the_test(checked, host_text):
    course = host_text("course.yml").replace("shuffle: true", "shuffle: true, time_limit: 0.3")
    (finding,) = [f for f in checked({"course.yml": course}) if f.code == "ITM031"]
    assert finding.span.path == "modules/final.md"


def test_an_opinion_is_asked_for_by_a_rating_and_by_a_reported_speaker(found):
    steps = "- Not clear\n- Clear\n- Very clear\n"
    scale = f"::: question {{#register-2 type=scale}}\nIn your opinion, how clear is the register?\n\n{steps}\n:::\n"
    assert only(found(scale), "ITM034") == []
    reported = question("Do you think I may wait, asks the visitor. Who answers?")
    assert only(found(reported), "ITM034") == []


def test_a_picture_may_name_what_all_options_name(found):
    body = question("Who is to be seen?\n\n![The visitor of the day and the clerk at the counter](../media/logo.svg)")
    assert only(found(body), "ITM038") == []


def test_a_matching_with_a_shared_right_side_is_not_solved_by_elimination(found):
    table = "| Who | Where |\n|---|---|\n| Visitor | Counter |\n| Clerk | Counter |\n| Officer | Desk |\n"
    body = f"::: question {{#register-2 objective=register}}\nWho is where?\n\n{table}\n> [!WRONG]\n> Look again.\n:::\n"
    assert only(found(body), "ITM039") == []


@pytest.mark.parametrize(
    ("text", "bloom", "language", "expected"),
    [
        ("How to write a line", "", "en", ["OBJ004"]),
        ("The lines and the columns", "", "en", ["OBJ004"]),
        ("Introduction to the register", "", "en", ["OBJ004"]),
        ("पंजी का परिचय", "", "hi", ["OBJ004"]),
        ("Write and check a line", "", "en", ["OBJ005"]),
        ("पंजी की पंक्ति पहचानना और बताना", "", "hi", ["OBJ005"]),
        ("This module covers the register", "", "en", ["OBJ006"]),
        ("प्रतिभागियों को पंजी से परिचित कराना", "", "hi", ["OBJ006"]),
        ("Explain the line of a letter", "create", "en", ["OBJ007"]),
        ("पंजी के खानों की सूची बनाना", "evaluate", "hi", ["OBJ007"]),
        ("Understand the register", "", "en", ["OBJ003"]),
        ("To understand the register", "", "en", ["OBJ003"]),
        ("To write and check a line", "", "en", ["OBJ005"]),
        ("The learner will be able to list the parts", "evaluate", "en", ["OBJ007"]),
        ("To impart knowledge of the register", "", "en", ["OBJ006"]),
        ("पंजी को समझना", "", "hi", ["OBJ003"]),
    ],
)
def test_an_objective_is_told_in_both_languages(of_objective, text, bloom, language, expected):
    assert of_objective(text, bloom, language) == expected


@pytest.mark.parametrize(
    ("text", "bloom", "language"),
    [
        ("Explain how a line is written", "understand", "en"),
        ("Explain why the line matters", "apply", "en"),  # a neighbouring level
        ("Compare and contrast two lines", "analyse", "en"),
        ("Calculate the number of lines and the date", "analyse", "en"),
        ("Use the register", "evaluate", "en"),
        ("Record the sender, the matter and the desk", "", "en"),
        ("Theorise about the register", "", "en"),
        ("To enter a letter", "", "en"),
        ("The learner can enter a letter", "", "en"),
        ("When a letter comes, write its line", "", "en"),
        ("Wear the badge at the counter", "", "en"),
        ("पंजी में पत्र दर्ज करना", "apply", "hi"),
        ("बताना कि पंजी में किस बात की जानकारी होती है", "", "hi"),
        ("सूचना और गणना करना", "", "hi"),
    ],
)
def test_a_sound_objective_is_left_alone(of_objective, text, bloom, language):
    assert of_objective(text, bloom, language) == []


def long_course(host_text, minutes: int) -> dict[str, str]:
    names = ("look", "weigh", "example", "more", "final")
    return {f"modules/{n}.md": host_text(f"modules/{n}.md").replace("duration: 2 min", f"duration: {minutes} min") for n in names}


def test_a_course_of_more_than_two_hours_begins_with_a_question(checked, host_text):
    files = long_course(host_text, 25)
    assert only(checked(files), "OBJ017") == ["OBJ017"]
    assert only(checked(long_course(host_text, 24)), "OBJ017") == []
    course = host_text("course.yml").replace("[look, weigh, example, more, final]", "[final, look, weigh, example, more]")
    assert only(checked({**files, "course.yml": course}), "OBJ017") == []


def test_more_than_half_an_hour_of_text_is_told_and_a_table_is_enough(checked, host_text):
    files = long_course(host_text, 7)
    assert only(checked(files), "OBJ022") == ["OBJ022"]
    assert only(checked(long_course(host_text, 6)), "OBJ022") == []
    table = "\n| Day | Letters |\n|---|---|\n| Monday | 12 |\n"
    assert only(checked({**files, MODULE: files[MODULE] + table}), "OBJ022") == []


def test_a_question_without_a_level_asks_for_what_its_objective_says(checked, host_text):
    page = host_text(MODULE).replace("  - id: register\n", "  - id: register\n    bloom: apply\n")
    assert only(checked({MODULE: page}), "OBJ011") == []
    low = page.replace("objective=register}", "objective=register bloom=remember}")
    test = host_text("modules/final.md").replace("objective=register}", "objective=register bloom=understand}")
    assert only(checked({MODULE: low, "modules/final.md": test}), "OBJ011") == ["OBJ011"]
    assert only(checked({MODULE: low}), "OBJ011") == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("summary: What", "summary: Receiving a letter\nsubtitle: What"), "the summary is the title again"),
        (("summary: What", f"summary: {'word ' * 130}\nsubtitle: What"), "the summary has 649 letters"),
    ],
)
def test_a_summary_is_told_that_says_too_much_or_nothing_new(checked, host_text, change, message):
    found = checked({"course.yml": host_text("course.yml").replace(*change)})
    assert [f.message for f in found if f.code == "MET002"] == [message]


def test_a_summary_is_counted_by_letters_as_they_are_read(checked, host_text):
    summary = "क्षत्रिय राज्य स्त्री " * 2
    course = re.sub(r"(?m)^summary: .*$", f"summary: {summary.strip()}", host_text("course.yml", "hi"))
    assert "MET002" in codes(checked({"course.yml": course}, language="hi"))


def test_a_hindi_title_may_be_short_to_read_and_too_long_for_the_marketplace(checked, host_text):
    title = "कार्यालय में प्राप्त पत्रों की प्रविष्टि और उनकी स्थिति की जानकारी रखना आवश्यक है"
    course = host_text("course.yml", "hi").replace("title: पत्र की प्राप्ति", f"title: {title}")
    found = checked({"course.yml": course}, language="hi")
    assert only(found, "MET0") == ["MET017"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("keywords: [letter, register, receipt, Letter]", "keywords: [letter, register, receipt]"),
        ("keywords: ['letter', register, \"Letter\", receipt]", "keywords: ['letter', register, receipt]"),
        ("keywords:\n  - letter\n  - register\n  - letter\n  - receipt", "keywords:\n  - letter\n  - register\n  - receipt"),
        ("keywords:\n  - letter\n  - register # kept\n  - register\n  - receipt", None),
    ],
)
def test_a_keyword_that_stands_twice_is_taken_away_where_that_is_exact(host_text, keys, expected):
    course = host_text("course.yml").replace("language: en", f"language: en\n{keys}")
    mended = mended_course(host_text, {"course.yml": course})
    assert mended["course.yml"] == (course if expected is None else course.replace(keys, expected))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("June 2022", "2022-06"),
        ("15 June 2022", "2022-06-15"),
        ('"June 3, 2022"', "2022-06-03"),
        ("3rd Sept. 2022", "2022-09-03"),
        ('"27.10.2016"', "2016-10-27"),
        ("2016/10/07", "2016-10-07"),
        ("15 जून 2022", "2022-06-15"),
        ("05/06/2005", "05/06/2005"),
        ("31 June 2022", "31 June 2022"),
        ("Summer 2022", "Summer 2022"),
        ("2022/13/01", "2022/13/01"),
    ],
)
def test_a_date_that_reads_one_way_only_is_written_by_the_standard(host_text, date, expected):
    text = host_text(MODULE).replace("kind: do", f"kind: do\nsources:\n  - {{title: Manual, date: {date} }}")
    mended = mended_course(host_text, {MODULE: text})
    assert f"date: {expected} }}" in mended[MODULE]


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (MODULE, "Handling RTI Mattters", '"Handling RTI Matters"'),
        (MODULE, "rti responsiveness", '"RTI Responsiveness"'),
        (MODULE, "objective=registr}", "objective=register}"),
        (MODULE, "duration: 9 min", "duration: 2 min"),
        (MODULE, "    serves: [RTI Responsivness]", '    serves: ["RTI Responsiveness"]'),
        (MODULE, "Which of these does not stand in it?", "Which of these does **not** stand in it?"),
    ],
)
def test_a_fix_that_a_person_looks_at_writes_what_was_meant(host_text, path, before, after):
    sound = {
        "Handling RTI Mattters": "Handling RTI Matters",
        "rti responsiveness": "RTI Responsiveness",
        "objective=registr}": "objective=register}",
        "duration: 9 min": "duration: 2 min",
        "    serves: [RTI Responsivness]": "    text: Enter a letter in the register",
        "Which of these does not stand in it?": "When is the line in the register written?",
    }[before]
    new = f"{sound}\n{before}" if "serves" in before else before
    text = host_text(path).replace(sound, new)
    assert text != host_text(path)
    assert mended_course(host_text, {path: text})[path] == text
    assert mended_course(host_text, {path: text}, unsafe=True)[path] == text.replace(before, after)


def mended_course(host_text, files: dict[str, str], *, unsafe: bool = False) -> dict[str, str]:
    names = ("look", "weigh", "example", "more", "final")
    texts = {"course.yml": host_text("course.yml"), **{f"modules/{n}.md": host_text(f"modules/{n}.md") for n in names}, **files}
    sources = Sources("host", {path: text.encode() for path, text in texts.items()})
    only_ours = Settings("publish", select=("ITM", "OBJ", "MET"))
    mended = mend(sources, lambda parsed: check(parsed, only_ours), unsafe=unsafe)
    assert mended.settled
    assert parse(mended.sources).complete
    return {path: data.decode() for path, data in mended.sources.files.items()}
