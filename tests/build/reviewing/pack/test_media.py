"""Media travel inside a pack, up to a limit."""

import pytest

from karmakit_build.reviewing.pack import media
from karmakit_build.reviewing.pack.media import carried


def test_a_file_is_carried_under_the_address_that_pages_use():
    assert carried({"media/a b.svg": b"<svg/>"}, ["media/a b.svg"]) == {"media/a%20b.svg": "data:image/svg+xml;base64,PHN2Zy8+"}


@pytest.mark.parametrize(("path", "data"), [("media/film.mp4", b"12345"), ("media/reader.pdf", b"1")])
def test_what_is_too_large_or_no_medium_is_left_out(monkeypatch, path, data):
    monkeypatch.setattr(media, "EACH", 4)
    assert carried({path: data}, [path]) == {path: None}


def test_all_together_have_a_limit_too(monkeypatch):
    monkeypatch.setattr(media, "ALL", 5)
    found = carried(
        {"media/a.png": b"123", "media/b.png": b"123", "media/c.png": b"12"}, ["media/a.png", "media/b.png", "media/c.png"]
    )
    assert [path for path, address in found.items() if address is None] == ["media/b.png"]
