"""The zip: the same bytes everywhere, and readable everywhere."""

import errno
import hashlib
import io
import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from karmakit_build.archive import digest, pack, write, write_folder
from karmakit_schemas.errors import OutputError, UnusableInputError

FILES = {"pages/b.html": b"two", "index.html": b"one" * 1000, "media/a.svg": b"", "imsmanifest.xml": "हिन्दी".encode()}


def test_entries_are_sorted_and_carry_nothing_of_the_machine():
    with zipfile.ZipFile(io.BytesIO(pack(FILES))) as archive:
        entries = archive.infolist()
        assert {entry.filename: archive.read(entry) for entry in entries} == FILES
        assert archive.testzip() is None
    assert [entry.filename for entry in entries] == sorted(FILES)
    for entry in entries:
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert (entry.create_system, entry.flag_bits, entry.extra, entry.comment) == (3, 0, b"", b"")
        assert entry.external_attr >> 16 == stat.S_IFREG | 0o644


def test_text_is_deflated_where_that_saves_and_media_are_stored():
    with zipfile.ZipFile(io.BytesIO(pack(FILES | {"media/a.png": b"one" * 1000}))) as archive:
        methods = {entry.filename: entry.compress_type for entry in archive.infolist()}
    assert methods["index.html"] == zipfile.ZIP_DEFLATED
    assert methods["media/a.png"] == methods["media/a.svg"] == methods["pages/b.html"] == zipfile.ZIP_STORED


def test_the_bytes_are_these_until_someone_decides_otherwise():
    digest = hashlib.sha256(pack(FILES)).hexdigest()
    assert digest == "312c9f397b88642c3c31e606bf5cc7823afc7d8daa729accfee4fb86ecfc7515", (
        "another version of the deflate library changes every bundle: say so in the changelog"
    )


def test_an_archive_beyond_the_format_is_refused(monkeypatch):
    monkeypatch.setattr("karmakit_build.zip_format.MOST_BYTES", 100)
    with pytest.raises(OutputError, match="divide the course"):
        pack(FILES)


def test_the_order_of_the_files_does_not_matter():
    assert pack(FILES) == pack(dict(reversed(FILES.items())))


@pytest.mark.parametrize(
    "name", ["a b.png", "चित्र.png", "../x", "/x", "a//b", "a/./b", "a\\b", "a+b", "", "a/", "x" * 181, "a\n", "a:b"]
)
def test_a_name_that_platforms_refuse_is_refused_and_named(name):
    with pytest.raises(UnusableInputError) as raised:
        pack({name: b""})
    assert repr(name) in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.skipif(not shutil.which("unzip"), reason="unzip is not installed")
def test_a_plain_unzip_opens_it(tmp_path):
    path = write(pack(FILES), tmp_path / "a.zip")
    assert subprocess.run(["unzip", "-t", path], capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("java"), reason="java is not installed")
def test_the_stream_reader_of_java_opens_it(tmp_path):
    path = write(pack(FILES), tmp_path / "a.zip")
    (tmp_path / "Read.java").write_text(
        "import java.io.*; import java.util.zip.*; class Read { public static void main(String[] a) throws Exception {"
        " ZipInputStream in = new ZipInputStream(new FileInputStream(a[0])); ZipEntry e;"
        ' while ((e = in.getNextEntry()) != null) System.out.println(e.getName() + " " + in.readAllBytes().length); } }'
    )
    done = subprocess.run(["java", "Read.java", path], cwd=tmp_path, capture_output=True, text=True, check=False)
    if "readAllBytes" in done.stderr or "ClassNotFound" in done.stderr:
        pytest.skip("this java cannot run a source file")
    assert done.stdout.splitlines() == [f"{name} {len(FILES[name])}" for name in sorted(FILES)]


def test_an_old_file_is_replaced_whole(tmp_path):
    path = tmp_path / "out" / "deep" / "a.zip"
    write(b"old", path)
    write(b"new", path)
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_a_failing_write_leaves_the_old_file_and_no_litter(tmp_path, monkeypatch):
    path = write(b"old", tmp_path / "a.zip")
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OutputError, match="no space left"):
        write(b"new", path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_where_the_folder_should_be_is_one_line(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError) as raised:
        write(b"", tmp_path / "out" / "a.zip")
    assert "\n" not in str(raised.value)


@pytest.mark.skipif(sys.platform == "win32" or getattr(os, "geteuid", lambda: 1)() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_one_line(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="cannot write"):
        write(b"", tmp_path / "a.zip")


def kit(**more):
    """Return the files of a folder with its provenance."""
    files = {"plan.json": b"{}", **{name.replace("_", "."): data for name, data in more.items()}}
    listed = [{"path": name, "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()]
    return {**files, "karmakit/provenance.json": json.dumps({"files": listed}).encode()}


def test_a_folder_takes_the_place_of_the_one_before_it(tmp_path):
    write_folder(kit(old_csv=b"1"), tmp_path / "igot")
    write_folder(kit(new_csv=b"2"), tmp_path / "igot")
    assert sorted(path.name for path in (tmp_path / "igot").iterdir()) == ["karmakit", "new.csv", "plan.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["igot"]


@pytest.mark.parametrize("change", ["more", "other", "no record", "broken record", "link"])
def test_what_a_person_put_into_a_folder_or_changed_there_is_never_lost(tmp_path, change):
    folder = write_folder(kit(), tmp_path / "igot")
    match change:
        case "more":
            (folder / "values.json").write_text("{}", encoding="utf-8")
        case "other":
            (folder / "plan.json").write_text('{"value": 1}', encoding="utf-8")
        case "no record":
            (folder / "karmakit" / "provenance.json").unlink()
        case "broken record":
            (folder / "karmakit" / "provenance.json").write_text("[", encoding="utf-8")
        case _:
            (folder / "plan.json").unlink()
            (folder / "plan.json").symlink_to(tmp_path)
    before = sorted(folder.rglob("*"))
    with pytest.raises(OutputError, match="would be lost"):
        write_folder(kit(new_csv=b"2"), folder)
    assert sorted(folder.rglob("*")) == before


def test_the_digest_of_a_folder_is_that_of_the_list_of_its_files():
    listed = b"".join(
        hashlib.sha256(data).hexdigest().encode() + b"  " + name + b"\n" for name, data in ((b"a", b"1"), (b"b/c", b"2"))
    )
    assert digest({"b/c": b"2", "a": b"1"}) == hashlib.sha256(listed).hexdigest()


def test_if_the_new_folder_cannot_be_moved_to_its_place_the_old_one_stays(tmp_path, monkeypatch):
    folder = write_folder(kit(), tmp_path / "igot")
    move = Path.replace

    def fails(path, to):
        if path.name == "made":
            raise OSError(errno.ENOSPC, "No space left on device")
        return move(path, to)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OutputError, match="no space left on device"):
        write_folder(kit(new_csv=b"2"), folder)
    assert sorted(path.name for path in folder.iterdir()) == ["karmakit", "plan.json"]
    assert list(tmp_path.iterdir()) == [folder]


def test_a_file_in_the_place_of_a_folder_stays(tmp_path):
    (tmp_path / "igot").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="would be lost"):
        write_folder(kit(), tmp_path / "igot")
    assert (tmp_path / "igot").read_text(encoding="utf-8") == "mine"
