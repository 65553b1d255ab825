"""Long sequences are aligned in time, and files are told by what they are."""

import struct
import zlib

import pytest

from karmakit_validators.review.align import matched
from karmakit_validators.review.changes import changes
from karmakit_validators.review.formats.pieces import clip, clip_start
from karmakit_validators.review.media import cue_changes
from karmakit_validators.review.values import Change


def png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) + chunk(b"IEND", b"")


def test_a_long_sequence_keeps_all_that_stayed_when_some_of_it_changed():
    before = [f"line {number}" for number in range(3000)]
    after = [f"other {number}" if number % 3 == 0 else line for number, line in enumerate(before)]
    found = matched(before, after)
    assert len(found) == 2000
    assert all(one == other and one % 3 for one, other in found)


def test_a_long_sequence_turned_round_is_aligned_the_same_in_both_directions():
    before = [str(number) for number in range(1200)]
    found = matched(before, before[::-1])
    assert len(found) == 1
    assert [(one, other) for other, one in matched(before[::-1], before)] == found


def test_alike_lines_between_those_that_stayed_are_matched_too():
    before = [line for number in range(600) for line in (f"line {number}", "again")]
    after = [line for number in range(600) for line in ("again", f"line {number}", "again")]
    assert len(matched(before, after)) == 1200


@pytest.mark.parametrize(
    ("text", "start", "end"), [("one two three", "one two…", "…three"), ("क्षेत्र में प्रश्न पूछा", "क्षेत्र में…", "…पूछा")]
)
def test_a_text_is_cut_between_the_characters_that_a_reader_sees(text, start, end):
    assert clip(text, 100) == clip_start(text, 100) == text
    found = clip(text, 7 if text.isascii() else 6)
    assert found == start or found.startswith(start[:3])
    assert text.startswith(found.removesuffix("…"))
    assert text.endswith(clip_start(text, 5).removeprefix("…"))
    assert not clip(text, 1).startswith("क…")


def test_a_picture_tells_its_pixels_and_a_file_that_nobody_shows_stands_apart(small):
    parsed = small.course({"modules/one.md": "![A desk](../media/desk.png)"})
    sides = [
        small.with_bytes(parsed, {"media/desk.png": png(*size), "media/unused.bin": size[0].to_bytes(2)})
        for size in ((4, 3), (8, 6))
    ]
    found = changes(*sides)
    (figure,) = found.modules[0].figures
    assert (figure.value("pixels").before, figure.value("pixels").after) == ("4 x 3", "8 x 6")
    assert figure.value("sha256")
    assert [change.now.id for change in found.files] == ["media/unused.bin"]
    lost = changes(sides[0], small.with_bytes(parsed, {}))
    assert [(change.now.id, change.how) for change in lost.files] == [("media/unused.bin", "removed")]
    assert lost.modules[0].figures[0].value("sha256").after is None


def test_a_file_under_another_name_is_told_as_that(small):
    parsed = small.course({"modules/one.md": "Text."})
    one, other = (small.with_bytes(parsed, {name: b"same"}) for name in ("media/a.bin", "media/b.bin"))
    (change,) = changes(one, other).files
    assert (change.how, change.before.id, change.after.id, change.values) == ("changed", "media/a.bin", "media/b.bin", ())


def test_captions_that_were_broken_are_told_as_far_as_they_are_cues():
    assert list(cue_changes("WEBVTT\n\nno cue", "no captions")) == []
    (cue,) = cue_changes("", "WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n")
    assert (cue.how, cue.now.text, cue.now.span.line) == ("added", "Hello.", 3)


def test_a_change_without_a_side_is_none():
    with pytest.raises(ValueError, match="at least one side"):
        _ = Change(kind="block", before=None, after=None).now
