"""What the examples on the rules' pages are too short for: long texts, Hindi, and what must not be found."""

import random
import unicodedata

import pytest

from karmakit_authoring.parse import parse
from karmakit_schemas.findings import Finding
from karmakit_schemas.sources import Sources
from karmakit_validators.check import check
from karmakit_validators.rules.security.sec009_personal_data import verhoeff
from karmakit_validators.sentences import sentences


@pytest.fixture
def found(checked, host_text):
    """Return the findings of a text added to the example module, as (code, message)."""

    def run(body, language="en"):
        path = "modules/example.md"
        return checked({path: host_text(path, language) + "\n" + body}, language=language)

    return run


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


NOISE = random.Random(1).randbytes(600_000)
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000004b0000002a3")
VIDEO = b"\n::: video {src=media/a.mp4 poster=media/poster.png title=A}\nWords.\n:::\n"
QUESTION = """::: question {{#final-{n} objective=register}}
What is written in line {n} of the register?

- [x] Letter {n}
- [ ] Nothing
- [ ] A stamp

:::
"""


def test_a_test_of_nine_questions_of_one_kind_is_told(checked, host_text):
    text = host_text("modules/final.md") + "\n" + "\n".join(QUESTION.format(n=n) for n in range(4, 10))
    assert codes(checked({"modules/final.md": text.replace("duration: 2 min", "duration: 4 min")})) == ["ITM036"]


def test_nine_hundred_words_without_anything_to_do_are_told(found):
    body = "\n\n".join("The clerk writes the line. It is short." for _ in range(110))
    assert "OBJ014" in codes(found(body))


def test_eight_objectives_are_too_many(checked, host_text):
    goals = "".join(f"  - {{id: goal-{n}, text: Write line {n}}}\n" for n in range(8))
    text = host_text("modules/example.md").replace("competencies:", goals + "competencies:", 1)
    assert "OBJ002" in codes(checked({"modules/example.md": text}))


def test_a_course_too_large_for_scorm_12_is_told(checked, host_text):
    questions = "\n".join(QUESTION.format(n=n).replace("final-", "more-") for n in range(700))
    found = checked({"modules/example.md": host_text("modules/example.md") + "\n" + questions})
    assert "PKG009" in codes(found)


def test_text_shown_in_another_order_than_it_stands_is_told(found):
    assert codes(found("The register \u202elies here.\n")) == ["SEC017"]
    assert codes(found("The register \u2066lies here.\n")) == ["SEC017"]
    assert codes(found("The register \u2066lies\u2069 here.\n")) == []


def test_lists_nested_without_end_are_told(found):
    assert "STR032" in codes(found("> " * 300 + "deep\n"))


def test_a_text_file_of_many_megabytes_is_told(checked):
    assert "STR029" in codes(checked({"modules/look.md": b"---\ntitle: x\n---\n" + b"word " * 3_000_000}))


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("ACC005", "नियम [यहाँ क्लिक करें](https://darpg.gov.in/) पर हैं।\n"),
        ("ACC016", "जो पंक्तियाँ लाल रंग में लिखी हैं, वे खुली हैं। लाल बटन दबाएँ।\n"),
        ("LNG012", "पंजी \u093fमेज पर है।\n"),
        ("LNG012", "पंजी मेज\u094d\u094d पर है।\n"),
        ("LNG013", "पंजी mेज पर है।\n"),
        ("LNG019", "वह विकलांग है।\n"),
        ("LNG024", "पंजी मेज पर है. वह खुली है।\n"),
        ("LNG024", "पंजी , मेज पर है।\n"),
        ("LNG029", "यहाँ पाठ लिखें\n"),
        ("ACC020", "यह बात the clerk writes the line at once कही गई है।\n"),
    ],
)
def test_hindi_is_read_as_hindi(found, code, body):
    assert code in codes(found(body, "hi"))


@pytest.mark.parametrize(
    "body",
    [
        "धीरे धीरे पंजी भर जाती है। कभी-कभी नहीं।\n",
        "डॉ. मीना और श्री. राव ने 12.5 रु. दिए।\n",
        "सूचना का अधिकार (Right to Information) अधिनियम, 2005 की धारा 7(1)।\n",
        "क़लम, फ़ाइल, ज़िला, पढ़ाई: नुक़्ता सही है।\n",
        "राष्ट्र, श्रृंखला, ऑफ़िस, हृदय, अँगूठा, दुःख, ज्ञान।\n",
        "PIO का उत्तर RTI-आवेदन पर।\n",
        "अॅप और PDFचा अर्थ; परिवार 👨‍👩‍👧 भी।\n",
    ],
)
def test_good_hindi_is_left_alone(found, body):
    assert codes(found(unicodedata.normalize("NFC", body), "hi")) == []


@pytest.mark.parametrize(
    "body",
    [
        "The reply had had three drafts. It was clear that that draft was best.\n",
        "Section 8(1)(j) of the Act, Order No. 12/3/2014-IR, dated 27.10.2016.\n",
        "Room 112233445566 and file 1234-5678-9012 hold it; call 1800-11-0031 or 011-23092626.\n",
        "The word “handicapped” has been put aside, and so has 'chairman'.\n",
        "Use `http://localhost:8000` and `TODO` as they are.\n",
        "```text\nTODO http://x the the\n```\n",
        "μm and π are signs; naïve and Müller are words.\n",
        "The grant is Rs. 5 lakh. It comes in two parts, e.g. in May, vs. June.\n",
        "Choose the green notebook or the red tape: both words are meant as they stand.\n",
        'A <span lang="hi">पंजी</span> is a register.\n',
        "He went to the office of P. K. Rao.\n",
    ],
)
def test_good_english_is_left_alone(found, body):
    assert codes(found(body)) == []


def test_sentences_do_not_end_at_abbreviations_and_end_at_dandas():
    english = "See sec. 7 of the Act. Dr. Rao agrees. Done!"
    assert [english[a:b] for a, b in sentences(english, ("sec", "dr"))] == ["See sec. 7 of the Act.", "Dr. Rao agrees.", "Done!"]
    hindi = "डॉ. राव सहमत हैं। पंजी मेज पर है। ठीक?"
    assert len(list(sentences(hindi, ("डॉ",)))) == 3


def test_the_check_digit_of_an_aadhaar_number_is_verhoeffs():
    assert verhoeff("2363")
    assert not verhoeff("2364")
    assert sum(verhoeff(f"99994105705{digit}") for digit in range(10)) == 1


def test_a_real_aadhaar_number_is_told_and_one_with_a_wrong_digit_is_not(found):
    number = next(f"99994105705{digit}" for digit in range(10) if verhoeff(f"99994105705{digit}"))
    wrong = f"{number[:-1]}{(int(number[-1]) + 1) % 10}"
    assert codes(found(f"Her number is {number[:4]} {number[4:8]} {number[8:]}.\n")) == ["SEC009"]
    assert codes(found(f"Her number is {wrong[:4]} {wrong[4:8]} {wrong[8:]}.\n")) == []


def test_a_question_in_a_test_that_shuffles_may_hold_numbers_in_any_order(checked, host_text):
    question = "::: question {#final-4 objective=register}\nHow many lines?\n\n- [ ] 30\n- [x] 10\n- [ ] 20\n\n:::\n"
    assert codes(checked({"modules/final.md": host_text("modules/final.md") + "\n" + question})) == []


@pytest.mark.parametrize(
    "svg",
    [
        '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://x.in/a.png"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><use xlink:href="b.svg#x"/></svg>',
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"><style>@import url(x.css)</style></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:x()"><path/></a></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:s="http://www.w3.org/2000/svg"><s:script>x</s:script></svg>',
    ],
)
def test_no_active_drawing_passes(checked, svg):
    assert "SEC005" in codes(checked({"media/logo.svg": svg}))


def test_a_drawing_with_gradients_styles_and_its_own_parts_passes(checked):
    svg = (
        '<?xml version="1.0"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
        '<style>.a{fill:url(#g)}</style><defs><linearGradient id="g"/></defs><use xlink:href="#p"/><path id="p" class="a"/>'
        '<image href="data:image/png;base64,AAAA"/></svg>'
    )
    assert codes(checked({"media/logo.svg": svg})) == []


def test_a_name_with_other_capitals_is_a_missing_file_with_the_right_one_named(found):
    (finding,) = found("![The mark](../media/LOGO.svg)\n")
    assert (finding.code, finding.help) == ("MED001", "Did you mean `media/logo.svg`?")


def test_a_picture_is_found_from_the_module_and_from_the_course_folder(found):
    assert codes(found("![The mark](../media/logo.svg) ![The mark again](media/logo.svg)\n")) == []


def test_a_link_to_a_page_that_is_not_there_is_one_finding(found):
    assert codes(found("See the [list](/lists/all) and the [plan](../media/plan.pdf).\n")) == ["LNK001", "MED001"]


def test_a_run_of_words_in_another_script_is_one_finding(found):
    assert codes(found("It is called सूचना का अधिकार अधिनियम there.\n")) == ["ACC020"]


def test_the_folder_of_a_course_is_called_by_its_id_where_the_folder_is_known(host_text):
    def told(folder):
        sources = Sources(folder, {"course.yml": host_text("course.yml").encode()})
        return [finding.message for finding in check(parse(sources)) if finding.code == "STR034"]

    assert told("host-2") == ["the id is `host`, the folder is called `host-2`"]
    assert told("host") == told("") == []
    assert told("x") == []  # which no id can be


@pytest.mark.parametrize(
    ("files", "place", "said"),
    [
        ({"media/logo.svg": NOISE}, "course.yml", "the logo, on every page, weighs 600 kB; 500 kB are the most for a first view"),
        ({"modules/example.md": VIDEO, "media/poster.png": PNG + NOISE}, "modules/example.md", "most of it media/poster.png"),
    ],
)
def test_what_makes_every_first_view_too_heavy_is_told_before_the_build(checked, host_text, files, place, said):
    text = {path: host_text(path).encode() + data if path.endswith(".md") else data for path, data in files.items()}
    (finding,) = [f for f in checked(text) if f.code == "MED007"]
    assert finding.span.path == place
    assert said in finding.message


def test_text_that_travels_deflated_is_weighed_so(checked):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg">' + b"<path d='M0 0h9'/>" * 40_000 + b"</svg>"
    assert "MED007" not in codes(checked({"media/logo.svg": svg}))


def test_pictures_and_links_of_the_glossary_are_checked_too(checked):
    glossary = "Register {#register-book}\n: The book. See the [manual](http://darpg.gov.in/) ![](media/logo.svg)\n"
    assert codes(checked({"glossary.md": glossary})) == ["LNK004", "ACC001"]
