"""What the pages of the accessibility and media rules are too short for: where they are silent, and what their fixes write."""

import io

import pytest
from PIL import Image

from karmakit_authoring.parse import parse
from karmakit_schemas.sources import Sources
from karmakit_validators.check import check
from karmakit_validators.fixing import mend
from karmakit_validators.settings import Settings

HEAD = "---\ntitle: Writing\nkind: do\nduration: 1 min\n---\n\n"
COURSE = "id: fixes\nlanguage: {language}\nunits:\n  - {{id: one, title: One, modules: [one, weigh]}}\n"
FILES = {"media/a b.pdf": b"%PDF-1.7 " + bytes(2_000), "media/big.csv": b"a" * 1_234_567, "media/logo.svg": b"<svg/>"}


@pytest.fixture
def course():
    """Return a small course with this text, in this language, with files."""

    def make(text, files, language):
        weigh = HEAD.replace("Writing", "What to weigh") + "## Why {#why}\n\nText.\n"
        texts = {"course.yml": COURSE.format(language=language), "modules/one.md": HEAD + text, "modules/weigh.md": weigh}
        return Sources("fixes", {**{path: data.encode() for path, data in texts.items()}, **FILES, **(files or {})})

    return make


@pytest.fixture
def fixed(course):
    """Return a module's text after the fixes of one rule, the unsafe ones too."""

    def run(code, text, files=None, language="en", path="modules/one.md"):
        look = Settings("publish", select=(code,))
        after = mend(course(text, files, language), lambda parsed: check(parsed, look), unsafe=True)
        assert after.settled
        return after.sources.files[path].decode().removeprefix(HEAD)

    return run


@pytest.fixture
def told(course):
    """Return the texts of the ranges that one rule reports, or the paths of whole files."""

    def run(code, text, files=None, language="en"):
        sources = course(text, files, language)
        found = []
        for finding in check(parse(sources), Settings("publish", select=(code,))):
            span = finding.span
            line = sources.canonical(span.path).decode("utf-8", "replace").split("\n")[span.line - 1]
            found.append(line[span.column - 1 : span.end_column - 1] if span.end_column > span.column else span.path)
        return found

    return run


@pytest.mark.parametrize(
    ("code", "text", "better"),
    [
        ("ACC002", "![image of a desk](../media/logo.svg)\n", "![A desk](../media/logo.svg)\n"),
        ("ACC002", "![desk.png](../media/logo.svg)\n", "![desk.png](../media/logo.svg)\n"),
        ("ACC005", "Read [here](weigh.md).\n", "Read [What to weigh](weigh.md).\n"),
        ("ACC005", "Read [here](weigh.md#why) or [here](https://a.in).\n", "Read [here](weigh.md#why) or [here](https://a.in).\n"),
        ("ACC005", "Read [**here**](weigh.md).\n", "Read [**here**](weigh.md).\n"),
        ("ACC007", "A [form](<../media/a b.pdf>).\n", "A [form (PDF, 2 kB)](<../media/a b.pdf>).\n"),
        ("ACC007", "A [form (PDF)](<../media/a b.pdf>).\n", "A [form (PDF)](<../media/a b.pdf>).\n"),
        ("ACC007", "A [list (CSV)](../media/big.csv).\n", "A [list (CSV) (1.2 MB)](../media/big.csv).\n"),
        ("ACC007", "The [**list**](../media/big.csv).\n", "The [**list** (CSV, 1.2 MB)](../media/big.csv).\n"),
        ("ACC008", "| | |\n|---|---|\n| A | B |\n| c | d |\n", "| A | B |\n|---|---|\n| c | d |\n"),
        ("ACC008", "- x\n\n  | | |\n  |---|---|\n  | A | B |\n  | c | d |\n", "- x\n\n  | A | B |\n  |---|---|\n  | c | d |\n"),
        ("ACC008", "| | |\n|---|---|\n| A | B |\n", "| | |\n|---|---|\n| A | B |\n"),
        ("ACC008", "| | |\n|---|---|\n| A | |\n| c | d |\n", "| | |\n|---|---|\n| A | |\n| c | d |\n"),
        ("ACC020", "A బడి here.\n", 'A <span lang="te">బడి</span> here.\n'),
        ("ACC020", "A पंजी and a বই.\n", "A पंजी and a বই.\n"),
        ("ACC022", "**At the desk**\n\nText.\n", "## At the desk\n\nText.\n"),
        ("ACC022", "### Deep\n\n**At the desk**\n\nText.\n", "### Deep\n\n#### At the desk\n\nText.\n"),
        ("ACC022", "###### Deep\n\n**At the desk**\n\nText.\n", "###### Deep\n\n**At the desk**\n\nText.\n"),
        ("ACC022", "__At the desk__\n\nText.\n", "__At the desk__\n\nText.\n"),
        ("MED001", "![A mark](../media/Logo.svg)\n", "![A mark](../media/logo.svg)\n"),
        ("MED001", "![A mark](media/lgo.svg)\n", "![A mark](media/logo.svg)\n"),
        ("MED001", "The [form](../media/a-b.pdf)\n", "The [form](../media/a%20b.pdf)\n"),
        ("MED001", "![A mark](../../other/media/logo.svg)\n", "![A mark](../media/logo.svg)\n"),
        ("MED001", "![A mark](../media/nothing-like-it.png)\n", "![A mark](../media/nothing-like-it.png)\n"),
    ],
)
def test_a_fix_writes_exactly_this(fixed, code, text, better):
    assert fixed(code, text) == better


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("00:01,000 --> 00:03,000", "00:01.000 --> 00:03.000"),
        ("00:00:01,000 --> 00:00:03,500 align:start", "00:00:01.000 --> 00:00:03.500 align:start"),
        ("0:01.000 --> 0:03.000", "00:01.000 --> 00:03.000"),
        ("1 --> 3", "1 --> 3"),
        ("00:01,0 --> 00:03,0", "00:01,0 --> 00:03,0"),
    ],
)
def test_the_times_of_captions_are_mended_where_only_their_signs_are_wrong(fixed, line, better):
    vtt = "WEBVTT\n\n{}\nHello.\n"
    files = {"media/talk.vtt": vtt.format(line).encode()}
    assert fixed("MED008", "Text.\n", files, path="media/talk.vtt") == vtt.format(better)


def test_words_in_a_question_are_told_and_left_as_they_are(fixed, told):
    text = "::: question {#q}\nHow is it called?\n\n- [x] బడి\n- [ ] Desk\n\n:::\n"
    assert told("ACC020", text) == ["బడి"]
    assert fixed("ACC020", text) == text


@pytest.mark.parametrize(
    ("code", "text", "ranges"),
    [
        ("ACC007", "A [form](<../media/a b.pdf>) (PDF, 2 kB).\n", []),
        (
            "ACC007",
            "A [PDF of 2 kB](<../media/a b.pdf>), [a page](weigh.md), [one](https://a.in/x.pdf), [none](../media/x.pdf).\n",
            [],
        ),
        ("ACC016", "The word `x` is shown in red; others say “shown in red”.\n", ["shown in red"]),
        ("ACC016", ":::: figure {src=media/logo.svg alt=A}\n::: description\nA line shown in red.\n:::\n::::\n", []),
        ("ACC017", "In the picture on the left, click the round button.\n", ["the picture on the left", "the round button"]),
        ("ACC017", "Send the file to the right desk. The right to information. Write on the left margin of the note.\n", []),
        ("ACC017", ":::: figure {src=media/logo.svg alt=A}\n::: description\nIn the box on the left.\n:::\n::::\n", []),
        ("ACC022", "**Note:**\n\nText.\n\n**It is done.**\n\nText.\n\n**Last words**\n", []),
        ("ACC022", "**Ram Lal**\n\n**Section Officer**\n\nText.\n", ["**Section Officer**"]),
        ("ACC022", "> **At the desk**\n>\n> Text.\n\n- **One**\n\n  Text.\n", []),
        ("ACC022", "**Subject: Grant of leave**\n\nSir, the leave is granted.\n", []),
        ("ACC022", "**one two three four five six seven eight nine ten eleven**\n\nText.\n", []),
        ("ACC023", "The CPIO, SPIO, FAA, CIC and PMO. RTI PIO CIC FAA DOPT.\n", []),
        ("ACC023", "> SUBJECT MATTER UNDER CONSIDERATION\n\nNEVER, EVER WRITE THERE.\n", ["NEVER, EVER WRITE THERE"]),
        ("ACC032", "| A | B |\n|---|---|\n| ✅ yes | → |\n| … | ॐ |\n", []),
        ("ACC010", "| A | B |\n|---|---|\n| c | d |\n", []),
    ],
)
def test_a_rule_tells_of_this_and_of_nothing_else(told, code, text, ranges):
    assert told(code, text) == ranges


@pytest.mark.parametrize(
    ("code", "text", "ranges"),
    [
        ("ACC007", "[प्रपत्र (पीडीएफ़, 2 केबी)](<../media/a b.pdf>) और [सूची](../media/big.csv)।\n", ["[सूची](../media/big.csv)"]),
        ("ACC017", "दाईं ओर दिए गए चित्र में देखें। सूचना का अधिकार।\n", ["दाईं ओर दिए गए चित्र"]),
        ("ACC022", "**काउंटर पर**\n\nपाठ।\n\n**यह हो गया।**\n\nपाठ।\n", ["**काउंटर पर**"]),
    ],
)
def test_rules_read_hindi(told, code, text, ranges):
    assert told(code, text, language="hi") == ranges


def picture(kind, exif):
    data = io.BytesIO()
    Image.new("L", (8, 8)).save(data, kind, **({"exif": exif} if exif else {}))
    return data.getvalue()


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_place_is_found_in_every_kind_of_picture_and_a_camera_is_none(told, kind, name):
    place, camera = Image.Exif(), Image.Exif()
    place.get_ifd(0x8825).update({1: "N", 2: (28.0, 36.0, 50.0), 3: "E", 4: (77.0, 12.0, 32.0)})
    camera[0x0110] = "A camera"
    files = {f"media/x.{name}": picture(kind, place.tobytes()), f"media/y.{name}": picture(kind, camera.tobytes())}
    assert told("MED013", "Text.\n", {**files, f"media/z.{name}": picture(kind, None)}) == [f"media/x.{name}"]


def test_spoilt_picture_data_tell_no_place(told):
    whole = picture("JPEG", Image.Exif().tobytes())
    files = {f"media/x{n}.jpg": whole[:n] + b"Exif\0\0" + b"\xff" * 40 for n in (4, 20, 40, 80)}
    assert told("MED013", "Text.\n", files) == []


def test_a_film_is_weighed_by_its_own_length_and_not_by_what_the_directive_says(told):
    length = (90_000).to_bytes(4, "big")
    mvhd = (8 + 100).to_bytes(4, "big") + b"mvhd" + bytes(12) + (1000).to_bytes(4, "big") + length + bytes(80)
    moov = (8 + len(mvhd)).to_bytes(4, "big") + b"moov" + mvhd
    film = bytes.fromhex("00000018667479706d703432") + bytes(12) + moov
    text = '::: video {src=media/x.mp4 title=A duration="9 min"}\nWords.\n:::\n'
    assert told("MED005", text, {"media/x.mp4": film + bytes(8_000_000)}) == ["media/x.mp4"]
    assert told("MED005", text, {"media/x.mp4": film + bytes(7_000_000)}) == []
    assert told("MED005", text, {"media/x.mp4": bytes(12_000_000)}) == []
    assert told("MED005", text.replace(' duration="9 min"', ""), {"media/x.mp4": bytes(12_000_000)}) == []
