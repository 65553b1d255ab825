"""QTI becomes tests: items of version 1.2 and of version 2, alone, in a folder, and in a package."""

import zipfile
from html import escape
from io import BytesIO
from pathlib import Path

import pytest

from karmakit_build.importing.kinds import kind_of
from karmakit_schemas.errors import UnusableInputError

ONE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
TWO = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def old(*items: str, title: str = "Quiz", section: str = "") -> str:
    """Return a document of version 1.2."""
    head = f'<section ident="s" title="{section}">' if section else '<section ident="root_section">'
    return (
        f'<questestinterop xmlns="{ONE}"><assessment title="{title}">{head}{"".join(items)}</section>'
        "</assessment></questestinterop>"
    )


def item(text: str, responses: str, scoring: str = "", kind: str = "", after: str = "") -> str:
    """Return an item of version 1.2 with a text in HTML."""
    field = f"<qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>{kind}</fieldentry></qtimetadatafield>"
    return (
        f'<item ident="i" title="Question"><itemmetadata><qtimetadata>{field}</qtimetadata></itemmetadata><presentation>'
        f'<material><mattext texttype="text/html">{escape(text)}</mattext></material>{responses}</presentation>'
        f"<resprocessing>{scoring}</resprocessing>{after}</item>"
    )


def listed(ident: str, labels: dict[str, str], cardinality: str = "Single", side: str = "") -> str:
    """Return a list to choose from."""
    rows = "".join(f'<response_label ident="{key}">{material(text)}</response_label>' for key, text in labels.items())
    before = material(side) if side else ""
    return (
        f'<response_lid ident="{ident}" rcardinality="{cardinality}">{before}<render_choice>{rows}</render_choice></response_lid>'
    )


def material(text: str) -> str:
    """Return a plain text."""
    return f"<material><mattext>{text}</mattext></material>"


def scored(tests: str, score: str = "100", shows: str = "") -> str:
    """Return a condition that scores."""
    shown = f'<displayfeedback feedbacktype="Response" linkrefid="{shows}"/>' if shows else ""
    return (
        f'<respcondition><conditionvar>{tests}</conditionvar><setvar varname="SCORE" action="Set">'
        f"{score}</setvar>{shown}</respcondition>"
    )


def equal(ident: str, value: str) -> str:
    """Return a comparison."""
    return f'<varequal respident="{ident}">{value}</varequal>'


def new(body: str, declared: str = "", title: str = "Item", more: str = "") -> str:
    """Return an item of version 2.1."""
    return (
        f'<assessmentItem xmlns="{TWO}" identifier="i" title="{title}">{declared}<itemBody>{body}</itemBody>{more}</assessmentItem>'
    )


def right(*values: str, cardinality: str = "single", base: str = "identifier", more: str = "", ident: str = "R") -> str:
    """Return the declaration of right values."""
    said = "".join(f"<value>{value}</value>" for value in values)
    return (
        f'<responseDeclaration identifier="{ident}" cardinality="{cardinality}" baseType="{base}">'
        f"<correctResponse>{said}</correctResponse>{more}</responseDeclaration>"
    )


def packed(files: dict[str, str | bytes]) -> bytes:
    """Return a zip of some files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in files.items():
            file.writestr(name, data)
    return out.getvalue()


def manifest(*resources: tuple[str, str]) -> str:
    """Return a manifest that names files with their types."""
    rows = "".join(
        f'<resource identifier="r{number}" type="{kind}" href="{name}"><file href="{name}"/></resource>'
        for number, (name, kind) in enumerate(resources)
    )
    return f'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><resources>{rows}</resources></manifest>'


# --- version 1.2 ---------------------------------------------------------------------------------------------------------------


def test_a_choice_keeps_its_key_and_the_feedback_of_each_answer(course):
    shown = '<respcondition continue="Yes"><conditionvar>{}</conditionvar><displayfeedback linkrefid="{}"/></respcondition>'
    scoring = (
        shown.format("<other/>", "general_fb")
        + shown.format(equal("r", "a"), "a_fb")
        + scored(equal("r", "b"), shows="correct_fb")
        + shown.format("<other/>", "general_incorrect_fb")
    )
    after = "".join(
        f'<itemfeedback ident="{name}"><flow_mat>{material(text)}</flow_mat></itemfeedback>'
        for name, text in (("general_fb", "Always."), ("a_fb", "No."), ("correct_fb", "Yes."), ("general_incorrect_fb", "Wrong."))
    )
    text = item(
        "<p>By <b>when</b>?</p>", listed("r", {"a": "18 March", "b": "2 April"}), scoring, "multiple_choice_question", after
    )
    done = course("quiz.xml", old(text, section="Time limits"))
    (question,) = done.questions
    assert [(each.content.plain(), each.correct) for each in question.options] == [("18 March", False), ("2 April", True)]
    assert [node.plain() for node in (question.options[0].feedback, question.right, question.wrong, question.always)] == [
        "No.",
        "Yes.",
        "Wrong.",
        "Always.",
    ]
    assert [module.meta.title for module in done.parsed.modules] == ["Time limits"]
    assert done.lost == []


def test_several_right_answers_that_exclude_others(course):
    tests = f"<and>{equal('r', 'a')}<not>{equal('r', 'b')}</not>{equal('r', 'c')}</and>"
    text = item("Which?", listed("r", {"a": "A", "b": "B", "c": "C"}, "Multiple"), scored(tests))
    done = course("quiz.xml", old(text))
    assert [each.correct for each in done.questions[0].options] == [True, False, True]
    assert done.brought.counts == done.brought.draft.counts


def test_true_and_false_and_points(course):
    points = "<qtimetadatafield><fieldlabel>points_possible</fieldlabel><fieldentry>3.0</fieldentry></qtimetadatafield>"
    text = item("A reason?", listed("r", {"f": "False", "t": "True"}), scored(equal("r", "f")), "true_false_question")
    (question,) = course("quiz.xml", old(text.replace("<qtimetadata>", f"<qtimetadata>{points}"))).questions
    assert (question.type, question.points) == ("true-false", 3)
    assert [each.correct for each in question.options] == [False, True]


def test_lists_become_pairs_and_what_is_never_right_a_distractor(course):
    labels = {"1": "30 days", "2": "48 hours", "3": "90 days"}
    responses = listed("x", labels, side="Ordinary") + listed("y", labels, side="Life")
    text = item("Match.", responses, scored(equal("x", "1"), "50") + scored(equal("y", "2"), "50"), "matching_question")
    (question,) = course("quiz.xml", old(text)).questions
    assert [(pair.left.plain() if pair.left else "", pair.right.plain()) for pair in question.pairs] == [
        ("Ordinary", "30 days"),
        ("Life", "48 hours"),
        ("", "90 days"),
    ]


def test_gaps_stand_where_their_names_stood_and_their_lists_are_told(course):
    responses = listed("response_a", {"1": "senior", "2": "junior"}) + listed("response_b", {"3": "thirty", "4": "ten"})
    scoring = scored(equal("response_a", "1"), "50") + scored(equal("response_b", "3"), "50")
    done = course("quiz.xml", old(item("The [a] hears in [b] days.", responses, scoring, "multiple_dropdowns_question")))
    (question,) = done.questions
    assert [blank.accepted for blank in question.blanks] == [("senior",), ("thirty",)]
    assert question.stem.plain().endswith("days.")
    assert ["(junior)" in done.lost[0], "(ten)" in done.lost[1]] == [True, True]
    spelt = course(
        "quiz.xml",
        old(
            item("The [a].", responses.partition('<response_lid ident="response_b')[0], scoring, "fill_in_multiple_blanks_question")
        ),
    )
    assert spelt.questions[0].blanks[0].accepted == ("senior", "junior")


def test_a_single_list_in_a_text_is_a_choice_with_a_line_in_its_place(course):
    responses = listed("response_a", {"1": "senior", "2": "junior"}, side="a")
    scoring = (
        scored(equal("response_a", "1")) + '<respcondition><conditionvar/><displayfeedback linkrefid="no_fb"/></respcondition>'
    )
    text = item(
        "The [a] one.",
        responses,
        scoring,
        "multiple_dropdowns_question",
        f'<itemfeedback ident="x">{material("Hm.")}</itemfeedback>',
    )
    done = course("quiz.xml", old(text))
    assert done.questions[0].stem.plain() == "The ___ one."
    assert done.lost == ['quiz.xml, item 1, line 1: what is said to single answers: "Hm.". Say it in `> [!FEEDBACK]`']


@pytest.mark.parametrize(
    ("tests", "value", "tolerance"),
    [
        (equal("r", "30"), "30", "0"),
        (
            (
                '<or><varequal respident="r">30</varequal><and><vargte respident="r">29</vargte><varlte '
                'respident="r">31</varlte></and></or>'
            ),
            "30",
            "1",
        ),
        ('<vargte respident="r">1.0</vargte><varlte respident="r">22.0</varlte>', "11.5", "10.5"),
    ],
)
def test_numbers_keep_their_range(course, tests, value, tolerance):
    response = '<response_str ident="r"><render_fib fibtype="Decimal"><response_label ident="a"/></render_fib></response_str>'
    (question,) = course("quiz.xml", old(item("How long?", response, scored(tests), "numerical_question"))).questions
    assert (f"{question.blanks[0].value}", f"{question.blanks[0].tolerance}") == (value, tolerance)


def test_gaps_between_texts_stand_between_them(course):
    response = '<response_str ident="{0}"><render_fib><response_label ident="a"/></render_fib></response_str>'
    flow = response.format("x") + material(" of our discontent, by this sun of ") + response.format("y")
    tests = '<varequal respident="x" case="Yes">Winter</varequal><varequal respident="y" case="Yes">York</varequal>'
    (question,) = course("quiz.xml", old(item("Now is the ", flow, scored(tests)))).questions
    assert [blank.accepted for blank in question.blanks] == [("Winter",), ("York",)]
    assert question.case
    assert "of our discontent, by this sun of" in question.stem.plain()


def test_an_ordered_response_is_an_order(course):
    text = item("Order.", listed("r", {"a": "Look", "b": "Stamp"}, "Ordered"), scored(equal("r", "b") + equal("r", "a")))
    (question,) = course("quiz.xml", old(text)).questions
    assert [each.content.plain() for each in question.options] == ["Stamp", "Look"]


def test_what_is_drawn_pointed_at_or_reckoned_is_told_with_its_place(course):
    good = item("Yes?", listed("r", {"a": "A", "b": "B"}), scored(equal("r", "a")))
    spot = item("Where?", '<response_xy ident="r"><render_hotspot/></response_xy>', kind="hot_spot_question")
    number = '<response_str ident="r"><render_fib/></response_str>'
    reckoned = item("[x]?", number, scored("<other/>"), "calculated_question")
    text = old(good, spot, reckoned).replace(
        '"root_section">',
        (
            '"root_section" title="Part"><selection_ordering><selection><selection_number>1</selection_number>'
            "</selection></selection_ordering>"
        ),
    )
    done = course("quiz.xml", text)
    assert (done.brought.draft.counts.questions, done.brought.counts.questions) == (3, 1)
    assert [line.split(": ", 1)[1].partition(",")[0] for line in done.lost] == [
        'the question "Question"',
        'the question "Question"',
        '"Part" draws 1 of its questions. Say `draw` in the `assessment` of the test',
    ]


def test_an_essay_is_a_reflection_and_a_text_stands_before_the_questions(course):
    text = item("Read this.", "", kind="text_only_question")
    essay = item("What would you do?", '<response_str ident="r"><render_fib/></response_str>', kind="essay_question")
    done = course("quiz.xml", old(text, essay))
    assert "---\n\nRead this.\n\n::: reflection {#question}\nWhat would you do?" in done.text("modules/quiz.md")


def test_a_formula_beside_a_text_is_a_formula(course):
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math>'
    text = item("Is it", listed("r", {"a": "A", "b": "B"}), scored(equal("r", "a"))).replace(
        "</material><response", f"{math}</material><response", 1
    )
    (question,) = course("quiz.xml", old(text)).questions
    assert [node.text for node in question.stem.walk() if node.kind == "math"] == ["{x}^{2}"]


# --- version 2 -----------------------------------------------------------------------------------------------------------------


def choice(*choices: tuple[str, str], inner: str = "") -> str:
    """Return a choice of a text with its prompt."""
    rows = "".join(f'<simpleChoice identifier="{key}">{text}</simpleChoice>' for key, text in choices)
    return (
        '<p>Read.</p><choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>By when?</prompt>'
        f"{rows}{inner}</choiceInteraction>"
    )


def test_a_choice_of_version_2_keeps_prompt_key_and_feedback(course):
    told = '18 March<feedbackInline outcomeIdentifier="F" identifier="a" showHide="show">No.</feedbackInline>'
    processing = (
        "<responseProcessing><responseCondition><responseIf><match><variable identifier='R'/><correct identifier='R'/></match>"
        "<setOutcomeValue identifier='F'><baseValue baseType='identifier'>yes</baseValue></setOutcomeValue></responseIf>"
        "<responseElse><setOutcomeValue identifier='F'><baseValue baseType='identifier'>no</baseValue>"
        "</setOutcomeValue></responseElse>"
        "</responseCondition></responseProcessing>"
        "<modalFeedback outcomeIdentifier='F' identifier='yes' showHide='show'>Well done.</modalFeedback>"
        "<modalFeedback outcomeIdentifier='F' identifier='no' showHide='show'>Look again.</modalFeedback>"
    )
    done = course("item.xml", new(choice(("a", told), ("b", "2 <b>April</b>")), right("b"), more=processing))
    (question,) = done.questions
    assert question.stem.plain().split() == ["Read.", "By", "when?"]
    assert [(each.content.plain(), each.correct) for each in question.options] == [("18 March", False), ("2 April", True)]
    assert (question.options[0].feedback.plain(), question.right.plain(), question.wrong.plain()) == (
        "No.",
        "Well done.",
        "Look again.",
    )
    assert done.lost == []


def test_words_numbers_and_a_list_in_a_text(course):
    entry = '<p>The <textEntryInteraction responseIdentifier="R"/> hears it.</p>'
    mapped = (
        '<mapping><mapEntry mapKey="senior" mappedValue="2"/><mapEntry mapKey="superior" mappedValue="2"/>'
        '<mapEntry mapKey="clerk" mappedValue="1"/></mapping>'
    )
    done = course("a.xml", new(entry, right("senior", base="string", more=mapped)))
    assert done.questions[0].blanks[0].accepted == ("senior", "superior")
    assert 'the spelling "clerk"' in done.lost[0]
    (number,) = course("b.xml", new(entry, right("30", base="integer"))).questions
    assert number.blanks[0].value == 30
    rows = '<inlineChoice identifier="a">clerk</inlineChoice><inlineChoice identifier="b">officer</inlineChoice>'
    inline = f'<p>It goes to the <inlineChoiceInteraction responseIdentifier="R">{rows}</inlineChoiceInteraction>.</p>'
    (single,) = course("c.xml", new(inline, right("b"))).questions
    assert single.stem.plain() == "It goes to the ___."
    assert [each.correct for each in single.options] == [False, True]


def test_orders_pairs_and_words_to_drag(course):
    rows = "".join(f'<simpleChoice identifier="{key}">{key * 3}</simpleChoice>' for key in "abc")
    order = f'<orderInteraction responseIdentifier="R"><prompt>Order.</prompt>{rows}</orderInteraction>'
    (ordered,) = course("a.xml", new(order, right("c", "a", "b", cardinality="ordered"))).questions
    assert [each.content.plain() for each in ordered.options] == ["ccc", "aaa", "bbb"]
    sets = [
        "".join(f'<simpleAssociableChoice identifier="{key}">{key * 3}</simpleAssociableChoice>' for key in keys)
        for keys in ("ab", "xyz")
    ]
    match = (
        '<matchInteraction responseIdentifier="R"><prompt>Match.</prompt><simpleMatchSet>'
        f"{sets[0]}</simpleMatchSet><simpleMatchSet>{sets[1]}</simpleMatchSet></matchInteraction>"
    )
    (pairs,) = course("b.xml", new(match, right("a x", "b y", cardinality="multiple", base="directedPair"))).questions
    assert [(pair.left.plain() if pair.left else "", pair.right.plain()) for pair in pairs.pairs] == [
        ("aaa", "xxx"),
        ("bbb", "yyy"),
        ("", "zzz"),
    ]
    gaps = (
        '<gapMatchInteraction responseIdentifier="R"><prompt>Fill.</prompt><gapText identifier="W">winter</gapText>'
        '<gapText identifier="S">spring</gapText><p>Now is the <gap identifier="G"/>.</p></gapMatchInteraction>'
    )
    done = course("c.xml", new(gaps, right("W G", cardinality="multiple", base="directedPair")))
    assert done.questions[0].blanks[0].accepted == ("winter",)
    assert "wrong ones were spring" in done.lost[0]


def test_what_is_done_in_a_picture_is_told_and_notes_of_the_marker_too(course):
    spot = '<hotspotInteraction responseIdentifier="R"><prompt>Where?</prompt></hotspotInteraction>'
    done = course(
        "a.xml",
        new(choice(("a", "A"), ("b", "B")) + spot + '<rubricBlock view="scorer"><p>Two points.</p></rubricBlock>', right("a")),
    )
    assert (done.brought.draft.counts.questions, done.brought.counts.questions) == (2, 1)
    assert ["hotspotInteraction" in line or "who marks it" in line for line in done.lost] == [True, True]


# --- packages ------------------------------------------------------------------------------------------------------------------


def test_a_package_brings_its_pictures_and_the_order_of_its_test(course):
    shown = '<img src="../images/desk.png" alt="A desk"/>'
    reference = '<assessmentItemRef identifier="{0}" href="items/{0}.xml"/>'
    test = (
        f'<assessmentTest xmlns="{TWO}" identifier="t" title="All"><testPart><assessmentSection title="Limits">'
        f"{reference.format('two')}{reference.format('one')}</assessmentSection></testPart></assessmentTest>"
    )
    files = {
        "imsmanifest.xml": manifest(
            ("items/one.xml", "imsqti_item_xmlv2p1"), ("items/two.xml", "imsqti_item_xmlv2p1"), ("t.xml", "imsqti_test_xmlv2p1")
        ),
        "items/one.xml": new(f"<p>{shown}</p>" + choice(("a", "A"), ("b", "B")), right("a"), "First"),
        "items/two.xml": new(choice(("a", "A"), ("b", "B")), right("b"), "Second"),
        "t.xml": test,
        "images/desk.png": PICTURE,
    }
    done = course("pool.zip", packed(files), "qti")
    assert [question.id for question in done.questions] == ["second", "first"]
    assert done.brought.files["media/desk.png"] == PICTURE
    assert [module.meta.title for module in done.parsed.modules] == ["Limits"]
    assert done.brought.counts == done.brought.draft.counts
    assert done.lost == []


def test_a_folder_is_a_package_too_and_a_link_in_it_is_refused(tmp_path, course):
    folder = tmp_path / "pool"
    folder.mkdir()
    (folder / "imsmanifest.xml").write_text(
        manifest(("मद.xml", "imsqti_xmlv1p2"), ("gone.xml", "imsqti_xmlv1p2")), encoding="utf-8"
    )
    text = old(item("प्रश्न?", listed("r", {"a": "हाँ", "b": "नहीं"}), scored(equal("r", "a"))))
    (folder / "मद.xml").write_bytes(b"\xef\xbb\xbf" + text.replace("><", ">\r\n<").encode())
    assert kind_of(folder) == "qti"
    from karmakit_build.importing.bringing import bring  # noqa: PLC0415 - the fixture writes files only

    done = bring(folder, "quiz-1", "qti")
    assert done.counts.questions == 1
    assert [str(one) for one in done.draft.losses] == [
        "pool, gone.xml: the manifest names this file, and it is not there. Export the package anew"
    ]
    (folder / "link.xml").symlink_to("/etc/hostname")
    with pytest.raises(UnusableInputError, match="is a link or a device"):
        bring(folder, "quiz-1", "qti")


def test_the_reader_takes_what_is_its_own_and_no_package_of_others(tmp_path):
    def taken(name: str, data: bytes) -> bool:
        path: Path = tmp_path / name
        path.write_bytes(data)
        return kind_of(path) == "qti"

    assert taken("a.xml", old().encode())
    assert taken("b.xml", new("").encode())
    assert not taken("c.xml", b"<quiz/>")
    assert taken("d.zip", packed({"imsmanifest.xml": manifest(("a.xml", "imsqti_xmlv1p2"))}))
    scorm = '<manifest xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"/>'
    assert not taken("e.zip", packed({"imsmanifest.xml": scorm}))
    assert not taken("f.zip", packed({"a.txt": "x"}))
    assert not taken("g.docx", packed({"word/document.xml": "<x/>"}))


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.xml", "<html/>", "this is no QTI"),
        ("a.xml", old(), "there is no question in it"),
        ("a.xml", old(item("?", '<response_xy ident="r"/>', kind="hot_spot_question")), "nothing in it can be asked here"),
        ("a.xml", '<!DOCTYPE q [<!ENTITY a "b">]><questestinterop>&a;</questestinterop>', "defines entities"),
        ("a.zip", packed({"a.xml": "<x/>"}), "there is none of imsmanifest.xml in it"),
        ("a.zip", packed({"imsmanifest.xml": manifest(), "../out.xml": "<x/>"}), "leads out of the folder"),
        ("a.zip", packed({"imsmanifest.xml": manifest(("a.xml", "imsqti_xmlv1p2")), "a.xml": "<x"}), "a.xml:1: this is no XML"),
        ("a.zip", b"PK\x03\x04 torn", "a.zip"),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_line(course, name, data, word):
    with pytest.raises(UnusableInputError) as caught:
        course(name, data, "qti")
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def test_three_hundred_items_are_three_hundred_questions(course):
    one = item("By when?", listed("r", {"a": "A", "b": "B"}), scored(equal("r", "a")))
    done = course("quiz.xml", old(*[one] * 300), "qti")
    assert len({question.id for question in done.questions}) == 300
    assert done.brought.counts == done.brought.draft.counts
