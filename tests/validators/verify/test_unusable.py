"""What is no bundle at all is one clear line, never a traceback."""

import os
import subprocess
import sys

import pytest

from karmakit_schemas.errors import UnusableInputError
from karmakit_validators.verify import verify


@pytest.mark.parametrize("data", [b"", b"hello", b"\x1f\x8b\x08" + b"\0" * 40, b"<html></html>", b"%PDF-1.7\n", b"\0" * 70_000])
def test_what_is_no_zip_is_unusable(read, data):
    with pytest.raises(UnusableInputError) as error:
        read(data)
    assert "not a zip" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_is_unusable(tmp_path):
    with pytest.raises(UnusableInputError, match="folder"):
        verify(tmp_path)


def test_a_missing_file_is_unusable(tmp_path):
    with pytest.raises(UnusableInputError, match="no such file"):
        verify(tmp_path / "none.zip")


def test_a_name_with_a_nul_character_is_unusable(tmp_path):
    with pytest.raises(UnusableInputError):
        verify(tmp_path / "a\0b.zip")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_unusable(tmp_path):
    path = tmp_path / "shut.zip"
    path.write_bytes(b"PK\5\6" + b"\0" * 18)
    path.chmod(0)
    with pytest.raises(UnusableInputError, match="cannot be read"):
        verify(path)


def test_a_file_too_large_is_not_even_read(tmp_path):
    path = tmp_path / "large.zip"
    with path.open("wb") as file:
        file.truncate(201 * 1024 * 1024)
    assert [finding.code for finding in verify(path).findings] == ["PKG017"]


def test_verify_loads_neither_the_builder_nor_the_rule_engine_nor_heavy_libraries():
    program = "import sys, karmakit_validators.verify; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    unwanted = {"karmakit_build", "karmakit_authoring", "karmakit_validators.rule", "karmakit_validators.catalogue"}
    unwanted |= {"pydantic", "rich", "click", "markdown_it", "yaml", "lxml.html", "zipfile", "tempfile"}
    assert not unwanted & set(loaded)
