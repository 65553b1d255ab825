"""The fonts of a bundle, against its letters and a slow line."""

import json

import pytest

from karmakit_schemas import languages
from karmakit_validators.verify.fonts import CARRIED

WOFF2 = b"wOF2" + b"\0" * 100
FACE = '@font-face{{font-family:"X";src:url({address}) format("woff2");unicode-range:{ranges}}}\n'
HINDI = "तीस दिन उस दिन से गिने जाते हैं जब आवेदन लोक प्राधिकारी के पास पहुँचता है। " * 6


@pytest.fixture
def after(read, files, record):
    """Return the findings of the small bundle in Hindi with a style sheet and more files."""

    def change(sheet, more=None, language="hi"):
        pages = {name: data for name, data in files.items() if name.endswith(".html")}
        for name, data in pages.items():
            text = data.decode().replace('lang="en"', f'lang="{language}"').replace("</main>", f"<p>{HINDI}</p></main>")
            pages[name] = text.encode()
        data = {
            name: files[name].replace(b'"language": "en"', f'"language": "{language}"'.encode())
            for name in ("assets/player.js", "karmakit/course.json")
        }
        assert json.loads(data["karmakit/course.json"])["language"] == language
        lom = {"metadata/lom.xml": files["metadata/lom.xml"].replace(b">en<", f">{language}<".encode())}
        whole = {**files, **pages, **data, **lom, "assets/player.css": sheet.encode(), **(more or {})}
        return [(finding.code, finding.message) for finding in read(record(whole)).findings]

    return change


def face(ranges="U+0900-097F", address="fonts/x.woff2"):
    return FACE.format(address=address, ranges=ranges)


def test_the_table_says_what_the_packs_of_the_languages_say():
    packs = [pack for tag in languages.tags() if (pack := languages.find(tag))]
    assert {pack.tag: pack.script for pack in packs if pack.font} == CARRIED


def test_a_font_for_all_letters_is_enough(after):
    assert after(face(), {"assets/fonts/x.woff2": WOFF2}) == []


def test_a_font_in_the_style_sheet_counts(after):
    assert after(face(address="data:font/woff2;base64,d09GMg==")) == []


def test_letters_without_a_font_are_told_once(after):
    (code, message) = after("")[0]
    assert code == "MED014"
    assert message.startswith("no font of the bundle has `ँ` (U+0901), nor ")
    assert len(after("")) == 1


def test_a_font_that_lacks_a_letter_is_told(after):
    ranges = "U+0900-094C,U+094D-0963,U+0965-097F"  # all but the full stop
    assert after(face(ranges), {"assets/fonts/x.woff2": WOFF2}) == [
        ("MED014", "no font of the bundle has `।` (U+0964), nor 0 other letters")
    ]


def test_a_font_that_is_not_there_holds_nothing(after):
    assert "MED014" in [code for code, _ in after(face())]


def test_other_languages_are_left_to_the_fonts_of_devices(after):
    assert after("", language="mr") == []


def test_fonts_over_the_budget_are_told(after):
    heavy = {"assets/fonts/x.woff2": WOFF2 + bytes(260_000)}
    assert after(face(), heavy) == [("MED015", "the fonts weigh 260 kB; 250 kB are the most")]
