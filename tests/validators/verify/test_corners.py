"""What few bundles hold and any may: each is told for what it is, or passed over in silence."""

import io
import json
import struct
import zipfile
import zlib

import pytest

from karmakit_schemas.errors import UnusableInputError
from karmakit_validators.verify import verify
from karmakit_validators.verify.css import addresses, placed
from karmakit_validators.verify.unpack import DEFLATED, STORED, SpoiltError, unpack

LESSON = "pages/lesson.html"
MANIFEST = "imsmanifest.xml"
CENTRAL, LOCAL, END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"


@pytest.fixture
def told(read, files, record):
    """Return (code, message) of the small bundle with files changed by functions of their bytes, digests fitting."""

    def run(change=None, **more):
        whole = {**files, **{name: change(files[name]) for name, change in (change or {}).items()}}
        return [(f.code, f.message) for f in read(record({**whole, **more.get("new", {})})).findings]

    return run


@pytest.fixture
def manifest_told(read, files, record, bundle):
    """Return (code, message) of the small bundle with its manifest changed."""

    def run(change):
        return [(f.code, f.message) for f in read(record({**files, MANIFEST: change(bundle[MANIFEST])})).findings]

    return run


def swap(old: bytes, new: bytes):
    return lambda data: data.replace(old, new, 1)


def codes(found):
    return sorted({code for code, _ in found})


def test_a_file_that_cannot_be_read_is_told_in_words(tmp_path, monkeypatch):
    place = tmp_path / "course.zip"
    place.write_bytes(b"x")
    with pytest.raises(UnusableInputError, match="the file cannot be read: file name too long"):
        verify(tmp_path / ("a" * 5000))

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    with pytest.raises(UnusableInputError, match=r"course\.zip: the file cannot be read: permission denied"):
        verify(place)


def deflated(data: bytes) -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush()


@pytest.mark.parametrize(
    ("packed", "method", "size", "reason"),
    [
        (b"abc", STORED, 4, "holds 3 bytes where 4 are announced"),
        (deflated(b"abc"), DEFLATED, 4, "holds 3 bytes where 4 are announced"),
        (deflated(b"abc" * 9), DEFLATED, 4, "unpacks to more than the 4 bytes"),
        (b"\xff\xff\xff", DEFLATED, 4, "cannot be inflated"),
        (deflated(bytes(range(256)))[:-5], DEFLATED, 256, "ends before it is complete"),
        (b"", DEFLATED, 0, "ends before it is complete"),
        (deflated(b"abc") + b"x", DEFLATED, 3, "hides further bytes"),
        (b"abd", STORED, 3, "checksum"),
    ],
)
def test_an_entry_that_is_not_what_it_announces_is_spoilt(packed, method, size, reason):
    with pytest.raises(SpoiltError, match=reason):
        unpack(memoryview(packed), method, size, zlib.crc32(b"abc"))


def test_headers_that_disagree_on_the_flags_are_unsafe(read, pack, bundle):
    data = bytearray(pack(bundle))
    data[data.find(CENTRAL) + 9] |= 8  # says the name is UTF-8; the entry's own header does not
    assert any("do not agree on its flags" in f.message for f in read(bytes(data)).findings)


def test_an_entry_cut_off_behind_its_header_is_unsafe(read, pack, bundle):
    data = bytearray(pack(bundle))
    central = data.rfind(CENTRAL)
    (at,) = struct.unpack_from("<I", data, central + 42)
    struct.pack_into("<H", data, at + 28, 0xFFFF)  # the length of its extra field
    assert any(f.code == "SEC014" for f in read(bytes(data)).findings)


def test_a_directory_with_more_in_it_than_it_announces_is_unsafe(read, pack, bundle):
    data = bytearray(pack(bundle))
    end = data.rfind(END)
    entries = struct.unpack_from("<H", data, end + 8)[0] - 1
    struct.pack_into("<HH", data, end + 8, entries, entries)
    messages = [f.message for f in read(bytes(data)).findings if f.code == "SEC014"]
    assert any(f"more than the {entries} entries it announces" in message for message in messages)


def test_a_name_too_long_for_some_systems_is_said(told):
    assert "PKG016" in codes(told(new={f"media/{'a' * 300}.txt": b"x"}))


def test_a_style_sheet_with_empty_addresses_asks_for_nothing():
    assert list(addresses("a{background:url()} b{background:url('')} c{background:url(x.png)}")) == ["x.png"]


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        ("a{background:image-set('x.png' 1x, \"https://example.org/y.png\" 2x)}", ["x.png", "https://example.org/y.png"]),
        ("a{background:-webkit-image-set(url(x.png) 1x, url('y.png') 2x)}", ["x.png", "y.png"]),
        ("a{background:image-set('data:image/png;base64,AA' type('image/png'), 'y.png')}", ["data:image/png;base64,AA", "y.png"]),
        ("a{background:\\75 rl(https://example.org/x.png)}", ["https://example.org/x.png"]),
        ("a{background:u\\rl(htt\\70s://example.org/x.png)}", ["https://example.org/x.png"]),
        ("@\\69mport 'x.css';", ["x.css"]),
        ("a{content:'\\201c url'} b{content:'\\27 \\22'} c{width:1px}", []),
    ],
)
def test_no_spelling_of_an_address_in_a_style_sheet_is_overlooked(sheet, found):
    assert list(addresses(sheet)) == found


def test_the_place_of_an_address_behind_escapes_is_its_own():
    sheet = "a{color:r\\65 d}\nb{background:\\75 rl(x.png)}\nc{background:url(y.png)}"
    assert [sheet[offset:][:4] for offset, _ in placed(sheet)] == ["\\75 ", "url("]


@pytest.mark.parametrize("data", [b"", b"\0\0\0", b"   ", b"<!-- nothing -->"])
def test_a_page_without_anything_is_told_and_does_no_harm(told, data):
    assert codes(told({LESSON: lambda _: data}))


@pytest.mark.parametrize("data", [b'{"module": ', b"[" * 100_000, b""])
def test_page_data_that_cannot_be_read_are_passed_over(told, data):
    def spoilt(page):
        start = page.index(b'id="karmakit-page">') + len(b'id="karmakit-page">')
        return page[:start] + data + page[page.index(b"</script>", start) :]

    assert told({"pages/final.html": spoilt}) is not None


@pytest.mark.parametrize(
    "markup",
    [
        b"<svg><title>A desk</title></svg>",
        b'<p><a name="old"></a><a href="#old">There</a></p>',
        b'<meta http-equiv="refresh" content="300">',
        b'<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">',
        b'<meta http-equiv="Content-Type" content="text/html">',
        b'<form><input aria-label="Search" class="right"></form>',
        b"<p>MyClarity.ms.example and google-analytics.company are no trackers.</p>",
        b"<p>Authorization: Basic means a name and a word.</p>",
        b"<p>Basic dGhlIHRoaXJ0eSBkYXlzIG9mIHRoZSBBY3Q= is no password.</p>",
    ],
)
def test_markup_that_means_no_harm_is_left_alone(told, markup):
    assert told({LESSON: swap(b"<h2", markup + b"<h2")}) == []


@pytest.mark.parametrize(
    "srcset",
    [
        b"../media/desk.png 1x,https://example.org/x.png 2x",
        b"../media/desk.png, https://example.org/x.png 2x",
        b",https://example.org/x.png",
        b"../media/desk.png 100w,\n\thttps://example.org/x.png 200w",
    ],
)
def test_no_candidate_of_a_picture_is_overlooked(told, srcset):
    assert "SEC004" in codes(told({LESSON: swap(b"<h2", b'<img alt="" srcset="' + srcset + b'"><h2')}))


def test_candidates_of_a_picture_in_the_bundle_are_fine(told):
    inside = b'<img alt="" srcset="../media/desk.png 1x,../media/desk.png 2x, data:image/png;base64,AAAA 3x"><h2'
    assert told({LESSON: swap(b"<h2", inside)}) == []


def test_a_policy_with_empty_parts_is_the_same_policy(told):
    assert told({LESSON: swap(b"default-src 'none';", b"default-src 'none'; ;;")}) == []


def test_a_picture_from_a_tracker_is_both(told):
    found = told({LESSON: swap(b"<h2", b'<img alt="" src="https://www.google-analytics.com/p.gif"><h2')})
    assert codes(found) == ["SEC004", "SEC016"]


def test_an_address_in_a_style_sheet_that_runs_is_a_gate(told):
    assert "SEC007" in codes(told(new={"assets/other.css": b"a{background:url(javascript:go)}"}))


def test_a_page_that_should_run_from_right_to_left_is_told(told):
    found = told({LESSON: swap(b'lang="en" dir="ltr"', b'lang="ur" dir="ltr"')})
    assert any("does not run from right to left" in message for code, message in found if code == "ACC021")


def test_a_page_with_all_its_media_is_weighed(told):
    video = b'<video controls src="../media/talk.mp4"></video><h2'
    found = told({LESSON: swap(b"<h2", video)}, new={"media/talk.mp4": b"\0\0\0\x18ftypmp42" + b"\1" * 60_000_000})
    assert any("the page and its media weigh 60 MB" in message for _, message in found)


@pytest.mark.parametrize(("loading", "weighed"), [(b' loading="lazy"', False), (b"", True)])
def test_of_the_files_of_a_picture_one_is_weighed_the_heaviest(told, loading, weighed):
    image = b'<picture><source type="image/webp" srcset="../media/a.png.webp"><img src="../media/a.png" alt=""%s></picture><h2'
    heavy = b"\x89PNG\r\n\x1a\n" + bytes(450_000)
    media = {"media/a.png": heavy, "media/a.png.webp": b"RIFF\0\0\0\0WEBP" + bytes(440_000)}
    found = told({LESSON: swap(b"<h2", image % loading)}, new=media)
    assert "MED007" not in codes(found)
    media["media/a.png"] += bytes(300_000)
    found = told({LESSON: swap(b"<h2", image % loading)}, new=media)
    assert any("most of it media/a.png;" in message for code, message in found if code == "MED007") == weighed


def test_metadata_without_general_and_with_too_long_a_description(told):
    lom = "metadata/lom.xml"
    assert any(
        "no <general>" in message
        for _, message in told({lom: lambda _: b'<lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"/>'})
    )
    long = b'<language>en</language><description><langstring xml:lang="en">' + b"word " * 300 + b"</langstring></description>"
    found = told({lom: swap(b"<language>en</language>", long)})
    assert [message for _, message in found] == ["the description has more than 1000 characters, on which some platforms break"]


def test_a_package_of_scorm_2004_is_known_by_its_namespace(read, stranger):
    data = stranger[MANIFEST].replace(b"<schemaversion>1.2</schemaversion>", b"").replace(b"adlcp_rootv1p2", b"adlcp_v1p3")
    assert read({**stranger, MANIFEST: data}).facts.standard == "SCORM 2004"


def test_a_manifest_of_many_megabytes_is_not_read(manifest_told):
    found = manifest_told(lambda data: data + b" " * 20_000_000)
    assert any(code == "PKG002" and "no course needs that" in message for code, message in found)


def test_a_resource_lists_the_file_it_starts_with(manifest_told):
    found = manifest_told(swap(b'<file href="index.html"/>', b""))
    assert ("PKG004", "`index.html` is not among the files of its own resource") in found


def test_a_manifest_in_an_unknown_encoding_is_told(manifest_told):
    found = manifest_told(swap(b'encoding="UTF-8"', b'encoding="klingon"'))
    assert codes(found)[0].startswith("PKG")
    assert any(code == "PKG002" for code, _ in found)


def test_a_record_of_the_build_without_the_course_is_told(read, files, record):
    del files["karmakit/course.json"]
    assert any("nothing describes the course" in f.message for f in read(record(files)).findings)


def altered_course(change):
    def alter(data):
        text = data.decode().removeprefix("self.karmakit=").partition(";\n")[0]
        course = json.loads(text)
        change(course)
        return data.replace(text.encode(), json.dumps(course).encode())

    return {"assets/player.js": alter, "karmakit/course.json": alter}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda course: course["modules"][0].update(id="पाठ"), "cannot be the id of an objective"),
        (lambda course: course["modules"][0]["questions"][0].update(codes=["aa", "b"]), "not lettered by single characters"),
        (
            lambda course: course["modules"][0]["questions"][0].update(
                type="matching", left=[f"left-{n:>05}" * 8 for n in range(9)]
            ),
            "is longer than",
        ),
    ],
)
def test_what_learner_records_cannot_hold_is_told(told, change, words):
    assert any(words in message for code, message in told(altered_course(change)) if code == "PKG014")


def test_a_zip_that_begins_like_another_kind_of_file_is_told(read, bundle):
    found = read({**bundle, "META-INF/x.txt": b"x"}).findings
    assert any(f.code == "PKG023" and "another kind of file" in f.message for f in found)


def test_a_form_that_is_no_question_gives_no_answer_away(told):
    search = b'<form><input aria-label="Search" class="correct"></form><template data-question="t1">'
    assert "ITM033" not in codes(told({"pages/final.html": swap(b'<template data-question="t1">', search)}))


def test_an_entry_written_with_64_bits_in_advance_is_read(read, bundle):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(bundle):
            with archive.open(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), "w", force_zip64=True) as entry:
                entry.write(bundle[name])
    assert not [f.message for f in read(buffer.getvalue()).findings if "do not agree" in f.message]


@pytest.mark.parametrize("word", ["dGhlIHRoaXJ0eSBkYXlz", "QUJDREVGR0hJSktMTU5PUA=A", "////////////////"])
def test_a_word_behind_basic_that_holds_no_password_is_left_alone(told, word):
    assert told(new={"assets/words.js": f'const said = "Basic {word}";'.encode()}) is not None
    assert "SEC019" not in codes(told(new={"assets/words.js": f'const said = "Basic {word}";'.encode()}))
