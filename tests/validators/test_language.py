"""What the language rules must find beside their pages' examples, and above all what they must leave alone."""

import pytest

from karmakit_schemas.findings import Finding, Fix, Kind
from karmakit_schemas.spans import Span
from karmakit_validators.mention import within
from karmakit_validators.page import outermost
from karmakit_validators.rules.language.lng016_number_not_indian import indian
from karmakit_validators.sentences import sentence_at, sentences
from karmakit_validators.settings import Settings

PATH = "modules/example.md"


@pytest.fixture
def found(checked, host_text):
    """Return what the language rules find in a text added to the example module."""

    def run(body, language="en", **settings):
        text = host_text(PATH, language) + "\n" + body + "\n"
        return checked({PATH: text}, Settings("publish", select=("LNG",), **settings), language=language)

    return run


def codes(findings):
    return [finding.code for finding in findings]


def mended(text: str, findings: tuple[Finding, ...]) -> str:
    """Return a text with every safe edit made; edits stand in one line each."""
    lines = text.split("\n")
    edits = [edit for finding in findings if isinstance(finding.fix, Fix) and finding.fix.safe for edit in finding.fix.edits]
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        assert edit.span.line == edit.span.end_line
        line = lines[edit.span.line - 1]
        lines[edit.span.line - 1] = line[: edit.span.column - 1] + edit.text + line[edit.span.end_column - 1 :]
    return "\n".join(lines)


TERMS = {"e-mail": "email", "RTI": "RTI Act", "citizen charter": "citizens' charter"}


def test_a_variant_of_a_preferred_term_is_told_and_mended(found):
    (finding,) = found("E-mail the clerk.", terms=TERMS)
    assert (finding.code, finding.message) == ("LNG009", "`E-mail` is not this project's term")
    assert finding.fix.edits[0].text == "Email"
    assert finding.fix.safe


@pytest.mark.parametrize(
    "body", ["The RTI Act says so.", 'Some write "e-mail".', "> Send an e-mail.", "Emails are letters.", "`e-mail`"]
)
def test_a_preferred_term_a_quotation_and_code_are_no_variants(found, body):
    assert codes(found(body, terms=TERMS)) == []


def test_no_word_is_a_variant_where_the_project_has_no_terms(found):
    assert codes(found("Send an e-mail.")) == []


def test_an_abusive_word_is_left_to_a_person_and_cannot_be_allowed(found):
    body = '<!-- allow: LNG021 reason="quoted" -->\nHe called the clerk an asshole.'
    finding = next(one for one in found(body) if one.code == "LNG021")
    assert finding.gate
    assert finding.kind is Kind.needs_human


@pytest.mark.parametrize("word", ["assess", "Scunthorpe", "cockpit", "retard the growth", "a bastard file", "niggardly"])
def test_a_word_with_another_meaning_is_no_abuse(found, word):
    assert codes(found(f"The note says {word}.")) == []


@pytest.mark.parametrize(
    "body",
    [
        'The old letter says "in pursuance of the aforesaid order".',
        "*Mutatis mutandis* is Latin.",
        "Inter alia means among other things.",
        "> Notice is hereby given.",
        "| Write | Not |\n|---|---|\n| before | prior to |",
    ],
)
def test_office_language_that_is_quoted_or_explained_is_left_alone(found, body):
    assert codes(found(body)) == []


def test_office_language_is_told_where_the_text_uses_it(found):
    assert codes(found("Notice is hereby given. Kindly do the needful prior to Friday.")) == ["LNG006", "LNG006", "LNG006"]
    assert codes(found("एतद्द्वारा सूचित किया जाता है कि पंजी मेज़ पर है।", "hi")) == ["LNG006"]


@pytest.mark.parametrize(
    "body",
    [
        "The cost is one lakh and the colour is grey; the programme, the centre and the licence stand.",
        "The organization analyzed the color of the center.",
        "Ask at recieve@example.gov.in or see adress.md and `teh`.",
        "Panchayat, tehsil, taluk and crore are words of India.",
        'Do not write "recieve".',
    ],
)
def test_what_is_spelt_otherwise_elsewhere_is_no_misspelling(found, body):
    assert codes(found(body)) == []


def test_a_word_that_the_project_knows_is_no_misspelling(found):
    assert codes(found("The Teh river is near.")) == ["LNG010"]
    assert codes(found("The Teh river is near.", known=frozenset({"teh"}))) == []


def test_two_kinds_of_digits_are_told_and_mended_to_the_commoner(found, host_text):
    body = "धारा 7 में ३० दिन हैं, धारा 19 में 45 दिन।"
    findings = found(body, "hi")
    assert codes(findings) == ["LNG015"]
    text = mended(host_text(PATH, "hi") + "\n" + body + "\n", findings)
    assert "धारा 7 में 30 दिन" in text


def test_latin_digits_beside_latin_names_do_not_count(found):
    assert codes(found("धारा ७ में ३० दिन हैं। SCORM 1.2 और Windows 11 अलग हैं।", "hi")) == []


@pytest.mark.parametrize(
    ("western", "ours"),
    [("100,000", "1,00,000"), ("1,000,000", "10,00,000"), ("12,345,678", "1,23,45,678"), ("1,000", "1,000"), ("99,999", "99,999")],
)
def test_a_number_is_grouped_by_lakh_and_crore(western, ours):
    assert indian(western) == ours
    assert indian(ours) == ours


@pytest.mark.parametrize(
    "body",
    [
        "It cost $1,000,000 and 2,000,000 dollars, USD 3,000,000 and 4,000,000 USD.",
        "It cost ₹10,00,000, and 12,345 people came.",
        "Read sections 100,101 and 1,2,3.",
        'The order says "Rs. 500".',
        "Mrs 5 and RS 12 are names.",
        "It cost Rs. 250.",
    ],
)
def test_numbers_that_are_grouped_right_or_abroad_are_left_alone(found, body):
    assert codes(found(body)) == []


def test_a_rupee_amount_is_mended_as_a_whole(found, host_text):
    body = "It cost Rs. 1,500,000 and Rs 250, not ₹9."
    text = mended(host_text(PATH) + "\n" + body + "\n", found(body))
    assert "It cost ₹15,00,000 and ₹250, not ₹9." in text


@pytest.mark.parametrize(
    "body",
    [
        "Harijan Sevak Sangh was founded in 1932.",
        'The word "Harijan" is not used.',
        "Persons belonging to the Scheduled Castes may apply.",
    ],
)
def test_a_barred_term_in_a_name_or_quoted_is_left_alone(found, body):
    assert codes(found(body)) == []


@pytest.mark.parametrize(
    "body",
    [
        "The Indian Penal Code was replaced on 1 July 2024.",
        "The Indian Penal Code gave way to the Bharatiya Nyaya Sanhita.",
        "Cases of 2023 are tried under the Indian Penal Code, 1860.",
        "Before July, theft was an offence under section 379 of the IPC.",
        "Processes speak to each other by IPC.",
        "The erstwhile Planning Commission stood in Delhi.",
        "> The Planning Commission decides.",
        "In Kumar v. State the court read the Indian Penal Code so.",
    ],
)
def test_an_old_name_in_its_time_is_left_alone(found, body):
    assert codes(found(body)) == []


def test_a_new_name_is_never_put_before_an_old_number(found):
    (numbered,) = found("Theft is an offence under section 379 of the IPC.")
    assert numbered.fix is None
    assert "counts its sections anew" in numbered.help
    (plain,) = found("Theft is an offence under the Indian Penal Code.")
    assert plain.fix


def test_an_old_name_is_told_in_english_and_hindi(found):
    assert codes(found("Theft is an offence under section 379 of the IPC.")) == ["LNG027"]
    assert codes(found("Theft is punished by the Indian Penal Code, 1860.")) == ["LNG027"]
    assert codes(found("चोरी भारतीय दंड संहिता के अधीन अपराध है।", "hi")) == ["LNG027"]
    assert codes(found("चोरी भारतीय न्याय संहिता के अधीन अपराध है।", "hi")) == []


@pytest.mark.parametrize(
    "body",
    [
        "The Chairman of the Commission signs.",
        'The form says "chairman".',
        "Press the disabled button.",
        "Children with special needs have a form of their own.",
        'दिव्यांगजन के लिए रैंप है और "विकलांग" पुराना शब्द है।',
    ],
)
def test_a_title_a_thing_and_a_quotation_put_nobody_down(found, body):
    assert codes(found(body)) == []


def test_terms_that_put_people_down_are_told(found):
    assert codes(found("A chairman is chosen. Seats are kept for the disabled.")) == ["LNG018", "LNG019"]
    assert codes(found("विकलांग लोगों के लिए रैंप है।", "hi")) == ["LNG019"]


@pytest.mark.parametrize("body", ["The rule was recently amended, on 3 May 2024.", "Sort by the most recently changed file."])
def test_a_dated_or_relative_time_does_not_age(found, body):
    assert codes(found(body)) == []


def test_a_glossary_whose_terms_are_used_in_other_forms_is_sound(checked, host_text):
    glossary = "Registry {#registry}\n: Where registers are kept.\n\nशुल्क {#fee}\n: धन।\n"
    text = host_text(PATH) + "\nAll registries take a [fee](../glossary.md#fee).\n"
    assert codes(checked({"glossary.md": glossary, PATH: text}, Settings("publish", select=("LNG031",)))) == []


def test_a_mark_typed_twice_is_mended_to_one(found, host_text):
    body = "पंजी मेेज पर है।"
    (finding,) = found(body, "hi")
    assert finding.fix.safe
    assert "पंजी मेज पर है।" in mended(host_text(PATH, "hi") + "\n" + body + "\n", (finding,))


def test_two_different_signs_on_one_letter_are_told_and_left_to_the_author(found):
    (finding,) = found("पंजी मेाज पर है।", "hi")
    assert (finding.code, finding.fix) == ("LNG012", None)


@pytest.mark.parametrize(
    ("body", "after"),
    [("पंजी मेज़ पर रखी है |", "पंजी मेज़ पर रखी है।"), ("पंजी मेज़ पर है.", "पंजी मेज़ पर है।"), ("पंजी , पत्र और मुहर", "पंजी, पत्र और मुहर")],
)
def test_a_wrong_mark_is_mended(found, host_text, body, after):
    findings = found(body, "hi")
    assert codes(findings) == ["LNG024"]
    assert after in mended(host_text(PATH, "hi") + "\n" + body + "\n", findings)


@pytest.mark.parametrize("body", ["मुखपृष्ठ | आगे | पीछे", "पंजी की पूरी कहानी पढ़ें | Learn more", "डॉ. राव, एम. एस. और के. लाल आए।"])
def test_a_bar_between_names_and_a_stop_after_an_initial_are_no_danda(found, body):
    assert codes(found(body, "hi")) == []


def test_sentences_end_where_a_reader_ends_them():
    english = ("no #", "sec #", "dr")
    text = "The answer is no. Read no. 5 and sec. 7. Dr. Rao and A. Sen agree."
    assert [text[a:b] for a, b in sentences(text, english)] == [
        "The answer is no.",
        "Read no. 5 and sec. 7.",
        "Dr. Rao and A. Sen agree.",
    ]
    hindi = "के. राव और डॉ. सेन आए। रु. 500 लगे।"
    assert len(list(sentences(hindi, ("डॉ", "रु")))) == 2
    assert sentence_at(hindi, hindi.index("500"), ("डॉ", "रु")) == "रु. 500 लगे।"
    assert sentence_at("One. Two", 99, ()) == "One. Two"


def test_a_long_paragraph_in_hindi_may_be_longer_than_in_english(found):
    words = "पत्र आया और पंजी में लिखा गया। "
    assert codes(found(words * 24, "hi")) == []
    assert codes(found(words * 25, "hi")) == ["LNG002"]


def test_urdu_has_marks_of_its_own(checked, host_text):
    course = host_text("course.yml").replace("language: en", "language: ur")
    text = host_text(PATH) + "\nرجسٹر میز پر ہے, اور خط کہاں ہے? 5,000 اور a, b\n"
    findings = checked({"course.yml": course, PATH: text}, Settings("publish", select=("LNG024",)))
    assert codes(findings) == ["LNG024", "LNG024"]
    assert "رجسٹر میز پر ہے، اور خط کہاں ہے؟ 5,000 اور a, b" in mended(text, findings)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", 'It cost Rs. 1,500,000 and 100,000 people paid ₹5, *Rs. 7* and "Rs. 8".'),
        ("hi", "पंजी मेेज पर है | धारा ७ में ३० दिन , और 100,000 रुपये 45 लोगों में, 19 बार."),
    ],
)
def test_what_is_mended_once_is_mended_for_good(found, checked, host_text, language, body):
    findings = found(body, language)
    text = mended(host_text(PATH, language) + "\n" + body + "\n", findings)
    again = checked({PATH: text}, Settings("publish", select=("LNG",)), language=language)
    assert any(finding.fix for finding in findings)
    assert [finding for finding in again if finding.fix and finding.fix.safe] == []


def test_spans_within_others_are_left_out_and_places_in_them_are_found():
    quote, word, after = Span("a.md", 3, 1, 5, 9), Span("a.md", 4, 2, 4, 6), Span("a.md", 7, 4, 7, 8)
    assert outermost([after, word, quote]) == (quote, after)
    apart = outermost([after, quote])
    assert within(apart, Span("a.md", 5, 1, 5, 9))
    assert not within(apart, Span("a.md", 5, 1, 5, 10))
    assert not within(apart, Span("a.md", 7, 3, 7, 5))
    assert not within((), word)
