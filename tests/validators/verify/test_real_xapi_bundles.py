"""The builder's own cmi5 and xAPI bundles: nothing is said of them, and one change gives one code."""

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from importlib import resources

import pytest

COURSE = "rti-answering"
RECORD = "karmakit/provenance.json"


@pytest.fixture(scope="session")
def built(root, tmp_path_factory):
    """Return what the sample course becomes: as one unit, as one unit a module, and for a record store."""
    if not resources.files("karmakit_build").joinpath("player", "xapi.js").is_file():
        pytest.skip("the player is missing: run `make setup`")
    folder = tmp_path_factory.mktemp("xapi")
    # far from the policy of the sample courses: a proof of vetting would betray each change once more
    whole, by_module = (shutil.copytree(root / "courses" / COURSE, folder / name / COURSE) for name in ("whole", "parted"))
    with (by_module / "course.yml").open("a", encoding="utf-8") as file:
        file.write("\ntargets: {cmi5: {au: module}}\n")
    made = {}
    for name, course, targets in (("course", whole, "cmi5,xapi"), ("module", by_module, "cmi5")):
        program = "from karmakit_build.cli import main; import sys; sys.exit(main())"
        command = [
            sys.executable,
            "-c",
            program,
            "build",
            course,
            "--target",
            targets,
            "--out",
            folder / name,
            "--profile",
            "draft",
        ]
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        for path in (folder / name).rglob("*.zip"):
            made[f"{path.stem.removeprefix(f'{COURSE}-')}-{name}"] = path.read_bytes()
    return made


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def altered(data, name, old, new):
    """Return the files of a bundle with one text replaced, and a record of digests that fits them."""
    files = unpacked(data)
    assert re.search(old, files[name]), f"{old!r} is not in {name}"
    files[name] = re.sub(old, new, files[name], count=1)
    record = json.loads(files.pop(RECORD))
    record["files"] = [
        {"path": path, "sha256": hashlib.sha256(body).hexdigest(), "size": len(body)} for path, body in files.items()
    ]
    return {**files, RECORD: json.dumps(record).encode()}


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("cmi5-course", ("cmi5", 1, "index.html")),
        ("cmi5-module", ("cmi5", 15, "pages/first-day.html")),
        ("xapi-course", ("xAPI", 1, "index.html")),
    ],
)
def test_nothing_is_said_of_a_bundle_as_built(read, built, name, facts):
    verdict = read(built[name])
    assert verdict.findings == ()
    assert (verdict.facts.standard, verdict.facts.scos, verdict.facts.launch) == facts
    assert verdict.facts.csp


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("cmi5-course", ("cmi5.xml", rb'masteryScore="[^"]*"', b'masteryScore="0.1"'), "PKG008"),
        ("cmi5-course", ("cmi5.xml", rb">index\.html<", b">Index.html<"), "PKG003"),
        ("cmi5-module", ("cmi5.xml", rb'moveOn="Completed"', b'moveOn="Passed"'), "PKG011"),
        ("cmi5-module", ("cmi5.xml", rb' id="[^"]*/units/[^"]*"', b' id="unit"'), "PKG005"),
        ("cmi5-module", ("cmi5.xml", rb"<title>(?s:.*?)</title>", b""), "PKG011"),
        ("xapi-course", ("tincan.xml", rb' lang="en"', b""), "PKG002"),
        ("xapi-course", ("tincan.xml", rb'id="[^"]*"', b'id="https://example.org/x"'), "PKG005"),
        ("xapi-course", ("karmakit/profile.jsonld", rb"#experienced", b"#expected"), "PKG013"),
        ("xapi-course", ("index.html", rb"script-src 'self'", b"script-src 'self' https:"), "SEC015"),
    ],
)
def test_one_change_gives_one_code(codes, built, name, change, code):
    assert codes(altered(built[name], *change)) == [code]


def test_one_byte_changed_in_the_profile_is_found(codes, built):
    files = unpacked(built["xapi-course"])
    files["karmakit/profile.jsonld"] = files["karmakit/profile.jsonld"].replace(b"A sitting", b"A setting")
    assert codes(files) == ["PKG026"]


def test_no_bundle_holds_an_address_of_a_store_or_a_credential(built):
    for data in built.values():
        for name, body in unpacked(data).items():
            assert b"Basic " + b"a" not in body, name
            assert not re.search(rb"https?://[^\s\"'<>]*(lrs|/xapi/statements)", body), name
