"""A picture lies in a course once, under a safe name, and only if a page may show what its bytes are."""

import base64

from karmakit_build.importing.shelf import LONGEST, Shelf

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


def test_names_are_safe_and_no_file_lies_there_twice():
    shelf = Shelf()
    assert shelf.picture("a/../Ein Bild (1).PNG", PNG) == "../media/ein-bild-1.png"
    assert shelf.picture("other.png", PNG) == "../media/ein-bild-1.png"
    assert shelf.picture("ein bild 1.png", PNG + b"\0") == "../media/ein-bild-1-2.png"
    assert shelf.picture("चित्र.png", PNG + b"1") == "../media/picture.png"
    assert shelf.put(f"{'x' * 300}.pdf", ".pdf", b"%PDF-") == f"media/{'x' * LONGEST}.pdf"


def test_the_ending_is_what_the_bytes_are():
    assert Shelf().picture("photo.jpg", PNG) == "../media/photo.png"
    assert Shelf().picture("photo.jpeg", b"\xff\xd8\xff\0") == "../media/photo.jpeg"
    assert Shelf().picture("photo.png", b"<html>") is None
    assert Shelf().picture("photo.png", None) is None


def test_a_drawing_comes_along_only_if_it_does_nothing_else():
    assert Shelf().picture("map.svg", SVG) == "../media/map.svg"
    for active in (
        b"<script>x()</script>",
        b'<a xlink:href="https://example.org/"/>',
        b'<path onload="x()"/>',
        b"<foreignObject/>",
        b"\xff",
    ):
        assert Shelf().picture("map.svg", SVG.replace(b"</svg>", active + b"</svg>")) is None


def test_a_picture_written_in_its_address_is_a_picture_too():
    shelf = Shelf()
    assert shelf.shown(f"data:image/png;base64,{base64.b64encode(PNG).decode()}", lambda _: None) == "../media/picture.png"
    assert shelf.shown("data:image/png;base64,????", lambda _: None) is None
    assert shelf.shown(f"data:text/html;base64,{base64.b64encode(PNG).decode()}", lambda _: None) is None
