"""Packages by other people: read without a crash, and the faults they were made to have are found."""

import io
import zipfile
from pathlib import Path

import pytest

from karmakit_validators.verify import verify_bytes


def packages(shared: Path) -> dict[str, bytes]:
    """Return every package of the corpus as a zip, those that lie there as folders packed."""
    found: dict[str, bytes] = {}
    for path in sorted((shared / "corpus").rglob("*.zip")):
        found[path.name] = path.read_bytes()
    for manifest in sorted((shared / "corpus").rglob("imsmanifest.xml")):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for path in sorted(manifest.parent.rglob("*")):
                if path.is_file():
                    archive.writestr(str(path.relative_to(manifest.parent)), path.read_bytes())
        found[manifest.parent.name] = buffer.getvalue()
    return found


def test_every_package_of_the_corpus_is_read(shared):
    verdicts = {name: verify_bytes(data, name) for name, data in packages(shared).items()}
    assert len(verdicts) >= 10
    assert not any(verdict.facts.made_here for verdict in verdicts.values())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("InvalidFileReferences_SCORM12", "PKG003"),
        ("ItemWithNonExistentResourceId_SCORM12", "PKG003"),
        ("MalformedXml_SCORM12", "PKG002"),
        ("MissingLaunchUrl_SCORM12", "PKG007"),
        ("PrerequisitesTest_SCORM12", "PKG002"),
    ],
)
def test_the_faults_of_the_corpus_are_found(shared, name, code):
    data = packages(shared).get(name)
    if data is None:
        pytest.skip(f"the corpus has no {name}")
    assert code in {finding.code for finding in verify_bytes(data, name).findings}
