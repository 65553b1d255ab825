"""What is played, and what is refused before anything in it is used."""

import io
import struct
import zipfile

import pytest

from karmakit_build.playing.opening import open_bundle, read_bundle
from karmakit_schemas.errors import UnusableInputError

MANIFEST = """<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><metadata><schemaversion>1.2</schemaversion></metadata>
<organizations default="b">
<organization identifier="a"><item identifier="no" identifierref="r"><title>No</title></item></organization>
<organization identifier="b"><title>सूचना का अधिकार</title>
<item identifier="one" identifierref="r"><title>पहला</title><adlcp:masteryscore>80</adlcp:masteryscore>
<adlcp:datafromlms>level=1</adlcp:datafromlms></item>
<item identifier="two" identifierref="s" parameters="lang=hi"><title>दूसरा</title></item>
<item identifier="gone" identifierref="g"><title>Gone</title></item></organization></organizations>
<resources xml:base="sco/"><resource identifier="r" adlcp:scormtype="sco" href="index.html?mode=a%20b#top"/>
<resource identifier="s" adlcp:scormtype="asset" href="read%20me.html"/>
<resource identifier="g" adlcp:scormtype="sco" href="gone.html"/></resources></manifest>"""
TINCAN = """<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
<activity id="https://example.org/a" type="http://adlnet.gov/expapi/activities/course"><name lang="en">Days</name>
<description lang="en">x</description><launch lang="en">index.html</launch></activity></activities></tincan>"""
PAGE = "<!doctype html><title>x</title>"


def zipped(files, **how):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text, **how)
    return out.getvalue()


def test_a_scorm_package_gives_the_parts_of_its_default_organization():
    bundle = read_bundle(zipped({"imsmanifest.xml": MANIFEST, "sco/index.html": PAGE, "sco/read me.html": PAGE}), "b.zip")
    assert (bundle.kind, bundle.title) == ("scorm12", "सूचना का अधिकार")
    assert [(unit.id, unit.title, unit.path, unit.query) for unit in bundle.units] == [
        ("one", "पहला", "sco/index.html", "?mode=a%20b#top"),
        ("two", "दूसरा", "sco/read me.html", "?lang=hi"),
    ]
    assert [(unit.mark, unit.data, unit.tracked) for unit in bundle.units] == [("80", "level=1", True), ("", "", False)]
    assert {finding.code for finding in bundle.findings} >= {"PKG003"}


def test_a_package_without_items_opens_its_first_page():
    manifest = '<manifest identifier="m"><resources><resource identifier="r" href="a.html"/></resources></manifest>'
    bundle = read_bundle(zipped({"imsmanifest.xml": manifest, "a.html": PAGE}), "b.zip")
    assert [unit.path for unit in bundle.units] == ["a.html"]


def test_an_xapi_package_gives_its_activity():
    bundle = read_bundle(zipped({"tincan.xml": TINCAN, "index.html": PAGE}), "b.zip")
    assert (bundle.kind, bundle.title, bundle.units[0].id) == ("xapi", "Days", "https://example.org/a")


def test_pages_alone_are_played_as_pages():
    bundle = read_bundle(zipped({"index.html": PAGE}), "b.zip")
    assert (bundle.kind, bundle.standard, bundle.units[0].tracked) == ("web", "web pages", False)


def test_a_zip_of_macos_is_played():
    data = bytearray(zipped({"index.html": PAGE}))
    start = data.index(b"PK\x01\x02")
    flags, (crc, packed, size) = struct.unpack_from("<H", data, 6)[0], struct.unpack_from("<III", data, 14)
    body = data[30 + len("index.html") : start]
    struct.pack_into("<H", data, 6, flags | 8)
    struct.pack_into("<II", data, 14, 0, 0)  # checksum and packed size follow behind the data; the size stands here
    struct.pack_into("<H", data, start + 8, flags | 8)
    descriptor = struct.pack("<IIII", 0x08074B50, crc, packed, size)
    made = data[: 30 + len("index.html")] + body + descriptor + data[start:]
    end = made.rindex(b"PK\x05\x06")
    struct.pack_into("<I", made, end + 16, start + len(descriptor))
    assert read_bundle(bytes(made), "b.zip").files["index.html"] == PAGE.encode()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"no zip at all", "not a zip"),
        (zipped({"../index.html": PAGE}), "leads out of the folder"),
        (zipped({"/index.html": PAGE}), "begins at the root"),
        (zipped({"index.html": PAGE, "INDEX.html": PAGE}), "one overwrites the other"),
        (zipped({"index.html": PAGE, "bomb.txt": "0" * 40_000_000}), "would unpack"),
        (zipped({"index.html": PAGE}) + b"more", "bytes follow the end"),
        (zipped({"readme.txt": "x"}), "no imsmanifest.xml"),
        (zipped({"folder/imsmanifest.xml": MANIFEST}), "not at the root"),
        (zipped({"imsmanifest.xml": "<manifest>"}), "not well-formed"),
        (zipped({"imsmanifest.xml": '<!DOCTYPE m [<!ENTITY a "b">]><m/>'}), "DOCTYPE"),
        (zipped({"imsmanifest.xml": "<m>" * 1000}), "nested"),
        (zipped({"imsmanifest.xml": MANIFEST.replace('xml:base="sco/"', 'xml:base="https://example.org/"')}), "names no file"),
        (zipped({"cmi5.xml": "<courseStructure/>"}), "cmi5.xml"),
        (zipped({"tincan.xml": TINCAN}), "tincan.xml launches no file"),
    ],
)
def test_what_is_not_safe_or_has_nothing_to_launch_is_refused_in_one_line(data, word):
    with pytest.raises(UnusableInputError, match=word) as error:
        read_bundle(data, "b.zip")
    assert "\n" not in str(error.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path, word in ((tmp_path / "no.zip", "cannot be read"), (tmp_path, "folder")):
        with pytest.raises(UnusableInputError, match=word):
            open_bundle(path)
