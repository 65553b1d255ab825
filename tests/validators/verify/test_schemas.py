"""The published schemas: laid out as they are, and patched only where engines of today cannot load them."""

import hashlib
from pathlib import Path

import pytest
from lxml import etree

from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.findings import Kind
from karmakit_validators import xsd_setup
from karmakit_validators.verify import schema
from karmakit_validators.xsd_setup import SCORM12, lay_out, main, patched, setup

LAID = Path(xsd_setup.__file__).parent / "xsd" / "scorm12"


@pytest.fixture
def package(tmp_path):
    """Return a folder like the schemas in the npm package, made from the originals that are laid out."""
    folder = tmp_path / "package" / SCORM12.source
    folder.mkdir(parents=True)
    for path in (LAID / "original").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return tmp_path / "package"


def snapshot(folder):
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(folder.rglob("*.xsd"))}


def test_the_originals_are_byte_for_byte_the_published_files():
    told = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (LAID / "original").iterdir()}
    assert told == SCORM12.files


def test_each_patch_changes_its_file_and_says_why():
    files = {name: (LAID / "original" / name).read_bytes() for name in SCORM12.files}
    changed = patched(SCORM12, files)
    assert {name for name in files if files[name] != changed[name]} == {patch.file for patch in SCORM12.patches}
    assert all(patch.reason for patch in SCORM12.patches)


def test_the_checking_copy_loads_and_the_originals_do_not():
    etree.XMLSchema(etree.parse(str(LAID / "checking" / "all.xsd")))
    with pytest.raises(etree.XMLSchemaParseError):
        etree.XMLSchema(etree.parse(str(LAID / "original" / "imsmd_rootv1p2p1.xsd")))


def test_a_second_run_changes_nothing(package, tmp_path):
    setup(package, tmp_path / "xsd")
    before = snapshot(tmp_path / "xsd")
    setup(package, tmp_path / "xsd")
    assert snapshot(tmp_path / "xsd") == before
    assert {name: data for name, (data, _) in before.items()} == {
        f"scorm12/{path.relative_to(LAID)}".replace("\\", "/"): path.read_bytes() for path in LAID.rglob("*.xsd")
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
