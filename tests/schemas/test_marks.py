"""A stand-in says from which bytes it was made."""

from hashlib import sha256

from karmakit_schemas.marks import is_stale, made_from, mark


def test_what_was_made_from_a_file_is_known_wherever_the_mark_stands():
    made = b"RIFF....WEBP" + mark(b"picture") + b"...."
    assert made_from(made) == sha256(b"picture").hexdigest()
    assert not is_stale(made, b"picture")
    assert is_stale(made, b"picture, changed")


def test_what_bears_no_mark_is_its_author_s_own():
    assert made_from(b"RIFF....WEBP") is None
    assert not is_stale(b"RIFF....WEBP", b"picture")
