"""The builder's own bundles: nothing is said of them, and one change gives one code. The builder is asked by its command alone."""

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_schemas.state import worst_case

COURSE = "rti-answering"
RECORD = "karmakit/provenance.json"


def build(course: Path, target: str, out: Path) -> bytes:
    """Return the bundle of a course for a target, made by the command in a process of its own."""
    program = "from karmakit_build.cli import main; main()"
    command = [sys.executable, "-c", program, "build", str(course), "--target", target, "--out", str(out), "--profile", "draft"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(out.rglob("*.zip")).read_bytes()


@pytest.fixture(scope="session", params=["scorm12", "scorm2004"])
def target(request) -> str:
    return request.param


@pytest.fixture(scope="session")
def built(root, target, tmp_path_factory) -> dict[str, bytes]:
    """Return the files of the sample course, built for the target.

    It is built far from its policy: a proof of vetting would betray each change once more.
    """
    folder = tmp_path_factory.mktemp("built")
    data = build(shutil.copytree(root / "courses" / COURSE, folder / COURSE), target, folder / "out")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="session")
def by_module(root, target, tmp_path_factory) -> bytes:
    """Return the sample course with one SCO a module."""
    folder = tmp_path_factory.mktemp("modules")
    copy = folder / COURSE
    shutil.copytree(root / "courses" / COURSE, copy)
    with (copy / "course.yml").open("a", encoding="utf-8") as file:
        file.write(f"\ntargets: {{{target}: {{sco: module}}}}\n")
    return build(copy, target, folder / "out")


def resealed(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files with a record of digests that fits them, as somebody would who means to deceive."""
    record = json.loads(files[RECORD])
    rest = {name: data for name, data in files.items() if name != RECORD}
    record["files"] = [
        {"path": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in sorted(rest.items())
    ]
    return {**rest, RECORD: json.dumps(record).encode()}


def replaced(files, name, old, new):
    assert re.search(old, files[name]), f"{old!r} is not in {name}"
    return resealed({**files, name: re.sub(old, new, files[name], count=1)})


def test_nothing_is_said_of_a_bundle_as_built(read, built):
    verdict = read(built)
    assert verdict.findings == ()
    assert verdict.facts.csp
    assert 0 < (verdict.facts.state or 0) <= 4096


def test_the_longest_state_is_the_one_the_schemas_work_out_by_themselves(read, root, built):
    parsed = parse(load(root / "courses" / COURSE))
    assert parsed.course is not None
    assert read(built).facts.state == worst_case(parsed.course)


def test_one_byte_changed_in_a_page_is_found(codes, built):
    name = min(name for name in built if name.startswith("pages/"))
    at = built[name].index(b"<h1>") + len(b"<h1>")
    data = bytearray(built[name])
    data[at] ^= 2
    assert codes({**built, name: bytes(data)}) == ["PKG026"]


def test_a_file_dropped_is_found(codes, built):
    dropped = {name: data for name, data in built.items() if name != "assets/player.js"}
    assert codes(dropped) == ["LNK001", "PKG003", "PKG026"]


def test_a_file_renamed_is_found(codes, built):
    renamed = dict(built)
    renamed["assets/Player.css"] = renamed.pop("assets/player.css")
    assert codes(renamed) == ["LNK001", "PKG003", "PKG004", "PKG026"]


def test_a_href_in_other_capital_letters_is_found(codes, built):
    assert codes(replaced(built, "imsmanifest.xml", rb'href="assets/player.css"', b'href="Assets/player.css"')) == [
        "PKG003",
        "PKG004",
    ]


def test_a_remote_picture_is_found(codes, built):
    assert codes(replaced(built, "index.html", rb"<h1>", b'<img src="https://example.org/x.png" alt=""><h1>')) == ["SEC004"]


def test_a_policy_taken_out_is_found(codes, built):
    assert codes(replaced(built, "index.html", rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n', b"")) == ["SEC015"]


def test_keys_in_clear_are_found(codes, built):
    course = json.loads(built["karmakit/course.json"])
    page = next(module["page"] for module in course["modules"] if module["kind"] == "test")
    assert codes(replaced(built, page, rb'"sealed":\s*"[^"]*"', b'"keys":{"x":{"key":["a"]}}')) == ["ITM033"]


def test_a_raised_mastery_score_is_found(codes, built):
    raised = re.sub(rb"(masteryscore>)\d+<", rb"\g<1>99<", built["imsmanifest.xml"])
    raised = re.sub(rb"(NormalizedMeasure>)[\d.]+<", rb"\g<1>0.99<", raised)
    assert codes(resealed({**built, "imsmanifest.xml": raised})) == ["PKG008"]


def test_a_state_that_does_not_fit_is_found(codes, built, target):
    questions = {"scorm12": 400, "scorm2004": 5000}[target]
    course = json.loads(built["karmakit/course.json"])
    lesson = next(module for module in course["modules"] if module["kind"] != "test")
    lesson["questions"] = [
        {"id": f"q{n}", "code": f"{n:04}", "type": "ordering", "codes": list("abcdef"), "points": 1} for n in range(questions)
    ]
    assert codes(resealed({**built, "karmakit/course.json": json.dumps(course).encode()})) == ["PKG009"]


def test_an_interaction_id_no_platform_takes_is_found(codes, built):
    course = json.loads(built["karmakit/course.json"])
    lesson = next(module for module in course["modules"] if module["questions"])
    lesson["questions"][0]["id"] = "प्रश्न"
    assert codes(resealed({**built, "karmakit/course.json": json.dumps(course).encode()})) == ["PKG014"]


def test_one_sco_a_module_is_as_good(read, by_module):
    verdict = read(by_module)
    assert verdict.findings == ()
    assert verdict.facts.scos > 1
