"""What flashes, by WCAG's measure: how often, how bright, how large; and pictures that would take too long."""

import io

import pytest
from PIL import Image

from karmakit_validators import flashes as module
from karmakit_validators.flashes import TooLargeError, flashes

BLACK, WHITE, PALE = (0, 0, 0), (255, 255, 255), (235, 235, 235)


def animated(kind="GIF", size=160, stands=100, count=10, colours=(BLACK, WHITE), **options):
    """Return a picture that takes the colours in turn, each frame `stands` milliseconds."""
    frames = [Image.new("RGB", (size, size), colours[n % len(colours)]) for n in range(count)]
    data = io.BytesIO()
    frames[0].save(data, kind, save_all=True, append_images=frames[1:], duration=stands, **{"loop": 0, **options})
    return data.getvalue()


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_five_flashes_a_second_are_too_many_and_one_is_not(kind):
    assert flashes(animated(kind))
    assert not flashes(animated(kind, stands=500))


def test_a_frame_without_a_time_stands_as_long_as_browsers_let_it():
    assert flashes(animated(stands=0))


def test_two_frames_flash_if_they_are_played_again_and_again():
    assert flashes(animated("PNG", count=2))
    assert not flashes(animated("GIF", count=2, loop=None))


def test_a_small_area_is_safe():
    assert not flashes(animated(size=140))


def test_a_change_among_bright_colours_is_no_flash():
    assert not flashes(animated(colours=(WHITE, PALE)))


def test_a_picture_that_goes_on_turning_brighter_does_not_flash():
    greys = [(n * 25, n * 25, n * 25) for n in range(10)]
    assert not flashes(animated(colours=greys, loop=None))


def test_what_cannot_be_decoded_does_not_flash():
    whole = animated()
    assert not flashes(b"")
    assert not flashes(whole[:40])
    assert not flashes(whole[:10] + b"\xff" * 200)


def test_a_picture_too_large_is_not_decoded():
    header = b"GIF89a" + (60_000).to_bytes(2, "little") * 2 + bytes(20)
    with pytest.raises(TooLargeError):
        flashes(header)


def test_more_frames_than_are_looked_at_are_told_unless_the_first_ones_flash(monkeypatch):
    monkeypatch.setattr(module, "MOST_FRAMES", 9)
    assert flashes(animated(count=12))
    with pytest.raises(TooLargeError):
        flashes(animated(count=12, stands=500))


def test_a_moving_picture_that_is_too_large_goes_to_people(checked, host_text):
    frame = b"\x21\xf9\x04\0\0\0\0\0"
    data = b"GIF89a" + (60_000).to_bytes(2, "little") * 2 + bytes(3) + frame * 2
    found = checked({"media/x.gif": data, "modules/more.md": host_text("modules/more.md") + "\n![A lamp](../media/x.gif)\n"})
    assert [(finding.code, finding.kind.name) for finding in found] == [
        ("ACC015", "fail"),
        ("ACC024", "needs_human"),
        ("MED003", "fail"),
    ]
