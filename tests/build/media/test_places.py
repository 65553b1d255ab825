"""The place goes out of a film in its own stretch of bytes: nothing else of it moves, and nothing is packed anew."""

import json
import shutil
import struct
import subprocess
import zlib

import pytest

from karmakit_build.media import films
from karmakit_build.media.unplacing import unplaced
from karmakit_schemas.marks import is_stale, mark
from karmakit_validators.places import places

HERE = b"+28.6139+077.2090/"
SHOWN = """::: video {src=../media/counter.mp4 title="At the counter" visual=spoken duration="0:03"}
**Clerk:** Here is your receipt.
:::"""


def box(kind, *bodies):
    return struct.pack(">I", 8 + sum(map(len, bodies))) + kind + b"".join(bodies)


def mp4(*told):
    return box(b"ftyp", b"mp42\0\0\0\0") + box(b"moov", box(b"udta", *told)) + box(b"mdat", b"the frames")


TITLE, PLACE = box(b"\xa9nam", b"\0\5\x15\xc7Hello"), box(b"\xa9xyz", b"\0\x12\x15\xc7", HERE)
FILM, BARE = mp4(PLACE, TITLE), mp4(box(b"free", bytes(22)), TITLE)


def test_only_the_place_becomes_empty():
    assert unplaced(FILM) == BARE
    assert unplaced(BARE) is BARE


@pytest.mark.parametrize("longer", [0, 200])
def test_a_webm_keeps_its_other_tags_and_gets_its_checksum_anew(longer):
    said = HERE.ljust(len(HERE) + longer)
    simple = b"\x67\xc8" + struct.pack(">H", 0x4000 | len(said) + 14) + b"\x45\xa3\x88LOCATION\x44\x87\x80" + said
    title = b"\x67\xc8\x8f\x45\xa3\x85TITLE\x44\x87\x84Desk"
    tags = b"\x73\x73" + struct.pack(">H", 0x4000 | len(simple + title)) + simple + title
    summed = b"\xbf\x84" + zlib.crc32(tags).to_bytes(4, "little") + tags
    data = b"\x1aE\xdf\xa3\x80\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff\x12\x54\xc3\x67" + struct.pack(
        ">H", 0x4000 | len(summed)
    )
    made = unplaced(data + summed)
    assert (len(made), places(made), HERE in made, made.count(title)) == (len(data + summed), (), False, 1)
    assert made[len(data) + 2 : len(data) + 6] == zlib.crc32(made[len(data) + 6 :]).to_bytes(4, "little")


def test_the_command_takes_it_out_without_ffmpeg_and_its_sound_still_stands_for_the_film(committed, karmakit, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    course = committed({"counter.mp4": FILM, "lite/counter.mp4.m4a": b"a sound " + mark(FILM)}, SHOWN)
    assert "MED013" in karmakit("check", course, "--select", "MED013").out
    assert karmakit("media", course, "--check").status == 1
    said = karmakit("media", course)
    assert (said.status, "place taken out of 1 film" in said.out) == (0, True)
    assert (course / "media/counter.mp4").read_bytes() == BARE
    assert (course / "media/lite/counter.mp4.m4a").read_bytes() == b"a sound " + mark(BARE)
    assert not is_stale((course / "media/lite/counter.mp4.m4a").read_bytes(), BARE)
    assert "MED013" not in karmakit("check", course, "--select", "MED013").out
    assert karmakit("media", course, "--check").status == 0


def test_a_film_that_git_does_not_hold_is_left_with_its_sound_and_copied_where_the_author_says(shows, karmakit, tmp_path):
    sound = b"a sound " + mark(FILM)
    course = shows({"counter.mp4": FILM, "lite/counter.mp4.m4a": sound}, SHOWN)
    said = karmakit("media", course, "--format", "json")
    (film,) = (each for each in json.loads(said.out)["courses"][0]["files"] if each["path"] == "media/counter.mp4" and each["done"])
    assert (said.status, film["refused"]) == (2, "in no Git repository")
    assert (course / "media/counter.mp4").read_bytes() == FILM
    assert (course / "media/lite/counter.mp4.m4a").read_bytes() == sound
    karmakit("media", course, "--originals", tmp_path / "kept")
    assert (tmp_path / "kept" / course.name / "media/counter.mp4").read_bytes() == FILM
    assert (course / "media/counter.mp4").read_bytes() == BARE


@pytest.mark.parametrize(("ending", "coded"), [("mp4", "mpeg4"), ("mov", "mpeg4"), ("webm", "libvpx")])
def test_a_real_film_keeps_its_streams_its_title_and_its_length(tmp_path, ending, coded):
    if not films.program():
        pytest.skip("ffmpeg is not installed: no real film can be made here")
    place = tmp_path / f"film.{ending}"
    told = ["-metadata", f"location={HERE.decode()}", "-metadata", "title=At the counter", "-c:v", coded, "-t", "1"]
    made = subprocess.run([films.program(), "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=64x48:r=5", *told, place], check=False)
    if made.returncode:
        pytest.skip(f"this ffmpeg does not write {ending}")
    data = place.read_bytes()
    made = unplaced(data)
    assert (bool(places(data)), places(made), len(made)) == (True, (), len(data))

    def told_of(film):
        place.write_bytes(film)
        read = [films.program(), "-v", "error", "-i", place, "-map", "0", "-c", "copy"]
        packets = subprocess.run([*read, "-f", "framemd5", "-"], check=True, capture_output=True)
        data = subprocess.run([*read, "-f", "ffmetadata", "-"], check=True, capture_output=True)
        assert (packets.stderr, data.stderr) == (b"", b"")
        return packets.stdout, [line for line in data.stdout.splitlines() if not line.lower().startswith(b"location")]

    before, after = told_of(data), told_of(made)
    assert before == after
    assert b"title=At the counter" in after[1]
