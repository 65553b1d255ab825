"""No bytes make `verify` raise anything but its one word for what is no zip."""

import contextlib
import io
import json
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karmakit_schemas.errors import UnusableInputError
from karmakit_validators.verify import Verdict, verify_bytes

MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def judged(data: bytes) -> Verdict | None:
    with contextlib.suppress(UnusableInputError):
        verdict = verify_bytes(data, "x.zip")
        assert verdict.as_json()["bundle"] == "x.zip"
        assert list(verdict.findings) == sorted(verdict.findings, key=lambda finding: finding.order)
        return verdict
    return None


@MANY
@given(st.binary(max_size=400))
def test_arbitrary_bytes(data):
    judged(data)
    judged(b"PK\x03\x04" + data)
    judged(data + b"PK\x05\x06" + b"\0" * 18)


@MANY
@given(st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_good_bundle_with_bytes_changed(bundle, pack, changes):
    data = bytearray(pack(bundle))
    for at, value in changes:
        data[at % len(data)] = value
    judged(bytes(data))


@MANY
@given(st.lists(st.tuples(st.integers(0, 700), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_good_bundle_with_its_directory_changed(bundle, pack, changes):
    data = bytearray(pack(bundle))
    for at, value in changes:
        data[-1 - at % len(data)] = value
    judged(bytes(data))


NASTY = st.sampled_from([b"\0", b"<", b"&", b"</main>", b"<!--", b"<![CDATA[", b"url(", b"/*", b"\xff\xfe", b"[["])
NAMES = ["imsmanifest.xml", "index.html", "pages/lesson.html", "metadata/lom.xml", "karmakit/course.json", "assets/player.css"]


@MANY
@given(place=st.tuples(st.sampled_from(NAMES), st.integers(0, 5000)), insert=st.one_of(st.binary(max_size=30), NASTY))
def test_a_good_bundle_with_the_text_of_a_file_changed(bundle, pack, place, insert):
    name, at = place[0], place[1] % len(bundle[place[0]])
    data = bundle[name]
    judged(pack({**bundle, name: data[:at] + insert + data[at + len(insert) // 2 :]}))


FIELDS = [
    "id",
    "modules",
    "questions",
    "test",
    "codes",
    "left",
    "page",
    "kind",
    "passMark",
    "draw",
    "objectives",
    "language",
    "files",
    "tool",
    "source",
    "sealed",
]
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=6)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5)),
    max_leaves=25,
)


@MANY
@given(course=JSON, provenance=JSON)
def test_json_of_any_shape_in_our_own_records(files, record, pack, course, provenance):
    whole = record({**files, "karmakit/course.json": json.dumps(course).encode()})
    judged(pack(whole))
    judged(pack({**whole, "karmakit/provenance.json": json.dumps(provenance).encode()}))
    judged(pack({**whole, "assets/player.js": b"self.karmakit=" + json.dumps(course).encode() + b";\n"}))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.html", b"<div>" * 100_000),
        ("x.html", b"<p " + b"a=1 " * 100_000 + b">"),
        ("x.html", b'<a href="' + b"../" * 100_000 + b'">x</a>'),
        ("x.html", b"<!--" * 200_000),
        ("x.html", b'<img srcset="' + b", " * 200_000 + b'">'),
        ("x.html", ("<p id=x>" * 20_000).encode()),
        ("x.css", b"/*" * 500_000),
        ("x.css", b"url(" * 500_000),
        ("x.css", b"url('" * 500_000),
        ("x.css", b"@import " * 300_000),
        ("x.js", b"fetch('//" * 200_000),
        ("x.js", b"lrs_lrs-" * 200_000),
        ("x.js", b"Basic " * 200_000),
        ("x.js", b"https://a:" * 200_000),
        ("x.json", b"[" * 500_000),
        ("x.svg", b"<g>" * 100_000),
        ("imsmanifest.xml", b"<manifest " + b"a='1' " * 1000 + b"/>"),
        ("imsmanifest.xml", b"<manifest>" + b"<item/>" * 100_000 + b"</manifest>"),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else value,
)
def test_text_made_to_be_slow_is_read_in_time(pack, name, data):
    began = time.process_time()
    judged(pack({"index.html": b"<p>x</p>", name: data}))
    assert time.process_time() - began < 30  # seconds where it is linear, even when measured; minutes where it is not


def test_a_name_in_a_rare_encoding_is_read():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("प्रश्न.html", b"x")
    assert judged(buffer.getvalue().replace("प्र".encode(), b"\xff\xfe\xfd" * 3)) is not None
