"""Bundles made on the spot: a small one of karmakit's, a stranger's, and zips that no tool would write."""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from karmakit_validators.verify import Verdict, verify

Files = dict[str, bytes]

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self';"
    " connect-src 'self'; form-action 'none'; base-uri 'none'"
)
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
WORDS = "The thirty days run from the day the application reaches the public authority. " * 4


def zipped(files: Files) -> bytes:
    """Return a zip as karmakit packs it: sorted, stored, one time, one mode."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def page(title: str, main: str, *, root: str = "..", data: object = None, csp: str = CSP) -> bytes:
    script = f'<script type="application/json" id="karmakit-page">{json.dumps(data)}</script>\n' if data is not None else ""
    policy = f'<meta http-equiv="Content-Security-Policy" content="{csp}">\n' if csp else ""
    return (
        f'<!doctype html>\n<html lang="en" dir="ltr" data-root="{root}">\n<head>\n<meta charset="utf-8">\n'
        f"{policy}<title>{title}</title>\n"
        f'<link rel="icon" href="data:,">\n<link rel="stylesheet" href="{root}/assets/player.css">\n'
        f'<script defer src="{root}/assets/player.js"></script>\n</head>\n<body>\n<a class="skip" href="#main">Skip</a>\n'
        f'<main id="main" tabindex="-1">\n<h1>{title}</h1>\n{main}\n<p>{WORDS}</p>\n</main>\n{script}</body>\n</html>\n'
    ).encode()


def manifest(paths: list[str], *, title: str = "Small course", mastery: str = "70") -> bytes:
    listed = "".join(f'<file href="{path}"/>\n' for path in paths)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"'
        ' identifier="course-small" version="1.0.0">\n'
        "<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion>"
        "<adlcp:location>metadata/lom.xml</adlcp:location></metadata>\n"
        f'<organizations default="org">\n<organization identifier="org"><title>{title}</title>\n'
        f'<item identifier="item-small" identifierref="resource-small"><title>{title}</title>'
        f"<adlcp:masteryscore>{mastery}</adlcp:masteryscore></item>\n</organization>\n</organizations>\n"
        f'<resources>\n<resource identifier="resource-small" type="webcontent" adlcp:scormtype="sco" href="index.html">\n'
        f"{listed}</resource>\n"
        "</resources>\n</manifest>\n"
    ).encode()


LOM = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1">\n<general>'
    b'<title><langstring xml:lang="en">Small course</langstring></title><language>en</language></general>\n</lom>\n'
)


def sealed(seed: str, keys: object) -> str:
    """Seal as PAGES.md says."""
    state = 0x811C9DC5
    for byte in seed.encode():
        state = (state ^ byte) * 0x01000193 & 0xFFFFFFFF
    state = state or 0x9E3779B9
    out = bytearray()
    for byte in json.dumps(keys).encode():
        state ^= state << 13 & 0xFFFFFFFF
        state ^= state >> 17
        state ^= state << 5 & 0xFFFFFFFF
        out.append(byte ^ (state >> 8 & 0xFF))
    return base64.b64encode(bytes(out)).decode()


def question(name: str, kind: str = "single", **more: object) -> dict[str, object]:
    base = {
        "id": name,
        "code": name[:4].ljust(4, "_"),
        "type": kind,
        "points": 1,
        "attempts": 0,
        "objective": "o1",
        "codes": ["a", "b", "c"],
    }
    return {**base, "shuffle": True, **more}


def course_data() -> dict[str, object]:
    test = {"passMark": 70, "attempts": 3, "draw": 2, "shuffle": True, "review": "score", "timeLimit": None, "final": True}
    objective = {"id": "o1", "text": "Count the days"}
    lesson = {
        "id": "lesson",
        "code": "abcd",
        "title": "Lesson",
        "kind": "do",
        "minutes": 4,
        "page": "pages/lesson.html",
        "requires": [],
    }
    final = {
        "id": "final",
        "code": "efgh",
        "title": "Test",
        "kind": "test",
        "minutes": 9,
        "page": "pages/final.html",
        "requires": [],
    }
    return {
        "id": "small",
        "version": "1.0.0",
        "title": "Small course",
        "language": "en",
        "modules": [
            {**lesson, "objectives": [objective], "questions": [question("last-date")], "test": None},
            {**final, "objectives": [], "questions": [question("t1"), question("t2", "multiple"), question("t3")], "test": test},
        ],
    }


def unrecorded() -> Files:
    """Return the files of the small bundle, without manifest and digests."""
    keys = {name: {"key": ["a"]} for name in ("t1", "t2", "t3")}
    data = course_data()
    form = '<template data-question="t1"><form class="question" data-question="t1"><input type="radio" value="a"></form></template>'
    links = {"pages/lesson.html": "Lesson", "pages/final.html": "Test", "https://example.org/act": "The Act"}
    cover = "".join(f'<p><a href="{address}">{text}</a></p>' for address, text in links.items())
    lesson = '<h2 id="clock">Clock</h2><p><img src="../media/desk.png" alt="A desk"> <a href="../index.html#/final">Test</a></p>'
    return {
        "assets/player.css": b"body{background:url(data:image/png;base64,AA==)}\n",
        "assets/player.js": b"self.karmakit=" + json.dumps(data).encode() + b";\n(()=>{})();\n",
        "index.html": page("Small course", cover, root="."),
        "karmakit/course.json": json.dumps(data).encode(),
        "media/desk.png": PIXEL,
        "metadata/lom.xml": LOM,
        "pages/final.html": page("Test", form, data={"module": "final", "sealed": sealed("small/final", keys)}),
        "pages/lesson.html": page("Lesson", lesson, data={"module": "lesson", "keys": {"last-date": {"key": ["a"]}}}),
    }


def recorded(files: Files, **written: str) -> Files:
    """Add digests that fit the files, and a manifest unless another launch file is among them."""
    provenance = "karmakit/provenance.json"
    whole = dict(files)
    if not whole.keys() & {"cmi5.xml", "tincan.xml"}:
        whole.setdefault(
            "imsmanifest.xml", manifest(sorted({*whole, provenance} - {"imsmanifest.xml", "metadata/lom.xml"}), **written)
        )
    rows = [{"path": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in sorted(whole.items())]
    record = {"format": 1, "tool": {"name": "karmakit", "version": "0.1.0"}, "source": {"sha256": "0" * 64}, "files": rows}
    return {**whole, provenance: json.dumps(record).encode()}


@pytest.fixture
def bundle() -> Files:
    """Return the files of a small bundle of ours that nothing can be said against."""
    return recorded(unrecorded())


@pytest.fixture
def stranger() -> Files:
    """Return the files of a minimal SCORM 1.2 package from another tool."""
    return {
        "imsmanifest.xml": (
            b'<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"'
            b' xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">'
            b"<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>"
            b'<organizations default="o"><organization identifier="o"><title>Theirs</title>'
            b'<item identifier="i" identifierref="r"><title>Theirs</title></item></organization></organizations>'
            b'<resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="start.htm">'
            b'<file href="start.htm"/></resource></resources></manifest>'
        ),
        "start.htm": b'<html><head><title>Theirs</title><script>go()</script></head><body onload="go()"><p>Hello</p></body></html>',
    }


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[bytes | Files], Verdict]]:
    """Return `verify` over bytes or files; afterwards nothing but the bundle may lie in the working and temporary folders."""
    work, scratch, place = tmp_path / "work", tmp_path / "scratch", tmp_path / "in"
    for folder in (work, scratch, place):
        folder.mkdir()
    monkeypatch.chdir(work)
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(scratch))
    monkeypatch.setattr("tempfile.tempdir", None)
    before = {path.name for path in tmp_path.parent.iterdir()}

    def verdict(given: bytes | Files) -> Verdict:
        path = place / "bundle.zip"
        path.write_bytes(given if isinstance(given, bytes) else zipped(given))
        return verify(path)

    yield verdict
    assert [path.name for folder in (work, scratch) for path in folder.rglob("*")] == []
    assert {path.name for path in place.iterdir()} <= {"bundle.zip"}
    assert {path.name for path in tmp_path.iterdir()} == {"work", "scratch", "in"}
    assert {path.name for path in tmp_path.parent.iterdir()} == before


def told(verdict: Verdict) -> list[str]:
    """Return the codes of a verdict, each once."""
    return sorted({finding.code for finding in verdict.findings})


@pytest.fixture
def codes(read: Callable[[bytes | Files], Verdict]) -> Callable[[bytes | Files], list[str]]:
    """Return the codes that `verify` gives, each once."""
    return lambda given: told(read(given))


@pytest.fixture
def record() -> Callable[..., Files]:
    """Return what adds a fitting manifest and fitting digests to files."""
    return recorded


@pytest.fixture
def files() -> Files:
    """Return the files of the small bundle, without manifest and digests."""
    return unrecorded()


@pytest.fixture
def pack() -> Callable[[Files], bytes]:
    """Return what zips files as karmakit does."""
    return zipped
