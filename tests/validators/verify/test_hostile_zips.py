"""Zips made to harm: each is reported, and nothing is written anywhere (the fixture `read` looks)."""

import io
import struct
import warnings
import zipfile
import zlib

import pytest

from karmakit_schemas.findings import Severity

END = b"PK\x05\x06"
CENTRAL = b"PK\x01\x02"
LOCAL = b"PK\x03\x04"


def plain(entries, *, comment=b"", method=zipfile.ZIP_STORED, prepare=lambda _: None) -> bytes:
    """Return a zip of (name, contents), in the order given, with names as wild as wished."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, contents in entries:
            entry = zipfile.ZipInfo("placeholder", (1980, 1, 1, 0, 0, 0))
            entry.filename = name  # past the cleaning of names
            entry.compress_type = method
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            prepare(entry)
            archive.writestr(entry, contents)
        archive.comment = comment
    return buffer.getvalue()


@pytest.fixture
def with_entry(bundle):
    """Return the good bundle with one more entry, as bytes."""

    def build(name, contents=b"x", prepare=lambda _: None):
        entries = sorted(bundle.items())
        return plain([*entries, (name, contents)], prepare=lambda e: prepare(e) if e.filename == name else None)

    return build


def unsafe(read, data):
    verdict = read(data)
    return [finding.message for finding in verdict.findings if finding.code == "SEC014"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../evil.html", "leads out of the folder"),
        ("pages/../../evil.html", "leads out of the folder"),
        ("/etc/passwd", "begins at the root"),
        ("//server/share", "begins at the root"),
        ("C:/evil.html", "names a drive"),
        ("c:evil.html", "names a drive"),
        ("..\\evil.html", "backslash"),
        ("pages\\evil.html", "backslash"),
        ("a//b.html", "empty or a dot folder"),
        ("./a.html", "empty or a dot folder"),
    ],
)
def test_a_name_that_leads_elsewhere_is_unsafe(read, with_entry, name, reason):
    messages = unsafe(read, with_entry(name))
    assert len(messages) == 1
    assert reason in messages[0]


def test_a_name_with_a_nul_character_is_unsafe(read, with_entry):
    data = with_entry("zQz.html").replace(b"zQz.html", b"z\0z.html")
    assert any("NUL" in message for message in unsafe(read, data))


def test_a_symbolic_link_is_unsafe(read, with_entry):
    def link(entry):
        entry.external_attr = 0o120777 << 16

    assert unsafe(read, with_entry("zlink", b"/etc/passwd", link)) == ["zlink is a symbolic link, not a file"]


def test_a_device_is_unsafe(read, with_entry):
    def device(entry):
        entry.external_attr = 0o020666 << 16

    assert unsafe(read, with_entry("znull", b"", device)) == ["znull is a character device, not a file"]


def test_the_same_name_twice_is_unsafe(read, bundle):
    entries = [*sorted(bundle.items()), ("pages/lesson.html", b"<p>other</p>")]
    assert "twice in the zip" in unsafe(read, plain(entries))[0]


def test_two_names_that_differ_in_capital_letters_are_unsafe(read, with_entry):
    assert "beside pages/lesson.html" in unsafe(read, with_entry("pages/Lesson.html"))[0]


def test_a_name_that_is_a_file_and_a_folder_is_unsafe(read, with_entry):
    assert "is a file and" in unsafe(read, with_entry("index.html/x.txt"))[0]


def test_an_encrypted_entry_is_unsafe(read, pack, bundle):
    data = bytearray(pack(bundle))
    local, central = data.find(LOCAL), data.find(CENTRAL)
    data[local + 6] |= 1
    data[central + 8] |= 1
    assert unsafe(read, bytes(data)) == ["assets/player.css is encrypted"]


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9, 0.999])
def test_a_zip_that_is_cut_off_is_unsafe(read, pack, bundle, share):
    data = pack(bundle)
    assert len(unsafe(read, data[: int(len(data) * share)])) == 1


def test_a_changed_byte_is_found_by_the_checksum(read, pack, bundle):
    data = bytearray(pack(bundle))
    data[data.find(b"Clock")] ^= 1
    assert "does not match its checksum" in unsafe(read, bytes(data))[0]


def test_a_spoilt_file_is_one_finding_and_not_missing_wherever_it_is_named(read, pack, bundle):
    data = bytearray(pack(bundle))
    data[data.find(bundle["assets/player.css"]) + 1] ^= 1
    (finding,) = (found for found in read(bytes(data)).findings if found.severity >= Severity.error)
    assert (finding.code, finding.span.path) == ("SEC014", "assets/player.css")


def test_an_entry_that_unpacks_to_gigabytes_is_not_unpacked(read):
    data = plain([("imsmanifest.xml", b"<manifest/>"), ("bomb.txt", b"\0" * 30_000_000)], method=zipfile.ZIP_DEFLATED)
    verdict = read(data)
    assert any("would unpack from" in finding.message for finding in verdict.findings)
    assert verdict.facts.unpacked == 0


def test_many_entries_that_unpack_to_too_much_together_are_not_unpacked(read):
    lump = bytes(range(256)) * 4096  # about 1:100 when deflated, under the limit for one entry
    data = plain([(f"{number:03}.txt", lump) for number in range(420)], method=zipfile.ZIP_DEFLATED)
    assert any("would unpack to" in message for message in unsafe(read, data))


def patched(data: bytes, signature: bytes, offset: int, layout: str, value: int) -> bytes:
    """Return a zip with one field of its first record of a kind changed."""
    out = bytearray(data)
    struct.pack_into(layout, out, data.find(signature) + offset, value)
    return bytes(out)


def test_an_entry_that_announces_less_than_it_holds_is_unsafe(read):
    data = plain([("a.txt", b"A" * 5000)], method=zipfile.ZIP_DEFLATED)
    data = patched(data, LOCAL, 22, "<L", 10)
    data = patched(data, CENTRAL, 24, "<L", 10)
    assert "unpacks to more than the 10 bytes" in unsafe(read, data)[0]


def test_headers_that_disagree_on_the_size_are_unsafe(read, pack, bundle):
    assert "do not agree on its size" in unsafe(read, patched(pack(bundle), LOCAL, 22, "<L", 3))[0]


def test_headers_that_disagree_on_the_name_are_unsafe(read, pack, bundle):
    data = pack(bundle).replace(b"assets/player.css", b"assets/Player.css", 1)
    assert any("do not agree on its name" in message for message in unsafe(read, data))


def test_headers_that_disagree_on_the_method_are_unsafe(read, pack, bundle):
    assert "do not agree on its method" in unsafe(read, patched(pack(bundle), LOCAL, 8, "<H", 8))[0]


def test_two_entries_over_the_same_bytes_are_unsafe(read):
    """The quoted-overlap bomb: many entries of the directory share one piece of data."""
    data = plain([("a.txt", b"A" * 100), ("b.txt", b"A" * 100)])
    second = data.find(CENTRAL, data.find(CENTRAL) + 1)
    out = bytearray(data)
    struct.pack_into("<L", out, second + 42, 0)
    messages = unsafe(read, bytes(out))
    assert any("lies over another entry" in message for message in messages)


def test_an_entry_quoted_inside_another_is_unsafe(read):
    inner = plain([("b.txt", b"B" * 50)])
    body = inner[: inner.find(CENTRAL)]
    data = plain([("a.txt", body)])
    start, end = data.find(CENTRAL), data.find(END)
    quoted = data.find(body, 30)
    central = bytearray(inner[inner.find(CENTRAL) : inner.find(END)])
    struct.pack_into("<L", central, 42, quoted)
    tail = bytearray(data[end:])
    struct.pack_into("<HHL", tail, 8, 2, 2, end - start + len(central))
    messages = unsafe(read, data[:end] + bytes(central) + bytes(tail))
    assert any("lies over another entry" in message for message in messages)


def test_bytes_before_the_zip_are_unsafe(read, pack, bundle):
    assert "before its first entry" in unsafe(read, b"MZ program" + pack(bundle))[0]


def test_bytes_after_the_zip_are_unsafe(read, pack, bundle):
    assert unsafe(read, pack(bundle) + b"<script>") == ["8 bytes follow the end of the zip"]


def test_bytes_between_the_entries_are_unsafe(read, pack, bundle):
    data = pack(bundle)
    start, end = data.find(CENTRAL), data.find(END)
    tail = bytearray(data[end:])
    struct.pack_into("<L", tail, 16, start + 7)
    assert "7 bytes between its entries" in unsafe(read, data[:start] + b"hidden!" + data[start:end] + bytes(tail))[0]


def test_bytes_behind_the_deflated_data_of_an_entry_are_unsafe(read):
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = engine.compress(b"A" * 200) + engine.flush() + b"hidden"
    data = plain([("a.txt", body)])
    for signature, method, size, crc in ((LOCAL, 8, 22, 14), (CENTRAL, 10, 24, 16)):
        data = patched(data, signature, method, "<H", 8)
        data = patched(data, signature, size, "<L", 200)
        data = patched(data, signature, crc, "<L", zlib.crc32(b"A" * 200))
    assert "hides further bytes" in unsafe(read, data)[0]


def test_a_directory_that_announces_more_entries_than_it_holds_is_unsafe(read, pack, bundle):
    data = patched(pack(bundle), END, 8, "<L", 50 | 50 << 16)
    assert len(unsafe(read, data)) == 1


def test_a_zip64_that_nothing_asks_for_is_unsafe(read, pack, bundle):
    data = pack(bundle)
    end = data.find(END)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    assert "zip64" in unsafe(read, data[:end] + locator + data[end:])[0]
    assert "zip64" in unsafe(read, patched(data, END, 16, "<L", 0xFFFFFFFF))[0]


def test_a_zip_in_parts_is_unsafe(read, pack, bundle):
    assert "one part of several" in unsafe(read, patched(pack(bundle), END, 4, "<H", 1))[0]


def test_a_second_name_in_an_extra_field_is_unsafe(read, with_entry):
    def renamed(entry):
        entry.extra = struct.pack("<HHBL", 0x7075, 5 + 4, 1, 0) + b"evil"

    assert any("second name" in message for message in unsafe(read, with_entry("zz.txt", b"x", renamed)))


def test_a_second_end_record_in_the_comment_is_no_way_to_another_directory(read, pack, bundle):
    other = pack({"imsmanifest.xml": b"<manifest/>"})
    verdict = read(pack(bundle)[:-2] + struct.pack("<H", len(other)) + other)
    assert not verdict.fit


def test_an_empty_zip_has_no_manifest(codes):
    assert codes(END + b"\0" * 18) == ["PKG001"]


@pytest.mark.parametrize("name", ["my page.html", "q&a.html", "a+b.html", "प्रश्न.html", "a'b.html", "x\x7f.html"])
def test_a_name_that_a_platform_refuses_is_said(read, with_entry, name):
    verdict = read(with_entry(name))
    assert next(finding.message for finding in verdict.findings if finding.code == "PKG016").startswith("the name")


def test_a_rare_method_is_said(read):
    verdict = read(plain([("imsmanifest.xml", b"<manifest/>"), ("a.txt", b"a" * 100)], method=zipfile.ZIP_BZIP2))
    assert "packed by method 12" in next(finding.message for finding in verdict.findings if finding.code == "PKG016")


def test_entries_that_are_not_sorted_cannot_be_built_again(codes, bundle):
    assert codes(plain(sorted(bundle.items(), reverse=True))) == ["PKG015"]


def test_entries_of_different_times_cannot_be_built_again(codes, bundle):
    def later(entry):
        entry.date_time = (1980 + len(entry.filename), 1, 1, 0, 0, 0)

    assert codes(plain(sorted(bundle.items()), prepare=later)) == ["PKG015"]


def test_folders_cannot_be_built_again(codes, bundle):
    assert codes(plain(sorted([*bundle.items(), ("pages/", b"")]))) == ["PKG015"]


def test_litter_of_a_tool_is_said(read, record, files):
    files["pages/.DS_Store"] = b"x"
    assert [finding.code for finding in read(record(files)).findings] == ["PKG015"]


def test_extra_fields_and_comments_are_said(read, bundle):
    def extra(entry):
        entry.extra = struct.pack("<HHL", 0x5455, 4, 0)
        entry.comment = b"hi"

    verdict = read(plain(sorted(bundle.items()), prepare=extra, comment=b"hello"))
    assert [finding.code for finding in verdict.findings] == ["PKG016"] * 3


def test_data_descriptors_are_said_of_ours_and_pass_as_information_for_a_stranger(read, bundle, stranger):
    class Stream(io.RawIOBase):
        """A pipe: what cannot be sought makes descriptors necessary."""

        def __init__(self):
            self.parts = []

        def writable(self):
            return True

        def write(self, data):
            self.parts.append(bytes(data))
            return len(data)

    def streamed(files):
        stream = Stream()
        with zipfile.ZipFile(stream, "w") as archive:
            for name in sorted(files):
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name])
        return b"".join(stream.parts)

    assert [finding.code for finding in read(streamed(bundle)).findings] == ["PKG016"]
    assert read(streamed(stranger)).fit


def test_too_many_entries_are_unsafe(read):
    data = plain([(f"{number:05}", b"") for number in range(20_001)])
    assert len(unsafe(read, data)) == 1
