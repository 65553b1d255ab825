"""Where ffmpeg is installed, a film without a poster gets one, and its sound is made; without it the rest is done."""

import shutil
import subprocess
from types import SimpleNamespace

import pytest
from media_pictures import opened

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.media import films
from karmakit_build.media.posters import poster_of, with_poster
from karmakit_schemas.marks import is_stale

MP4 = b"\0\0\0\x18ftypmp42" + b"\0" * 64
VIDEO = '::: video {{src={} title="At the counter" visual=spoken duration="0:03"}}\n**Clerk:** Here is your receipt.\n:::'
SHOWN = VIDEO.format("../media/counter.mp4")


@pytest.fixture(scope="session")
def film(tmp_path_factory):
    """Two seconds of black and two of a picture, with a sound."""
    if not films.program():
        pytest.skip("ffmpeg is not installed: what it makes of films is not tried here")
    place = tmp_path_factory.mktemp("film") / "film.mp4"
    black, scene = "color=black:s=320x180:d=2:r=5", "testsrc2=s=320x180:d=2:r=5"
    told = ["-f", "lavfi", "-i", black, "-f", "lavfi", "-i", scene, "-f", "lavfi", "-i", "sine=d=4"]
    joined = ["-filter_complex", "[0:v][1:v]concat=n=2:v=1[v]", "-map", "[v]", "-map", "2:a", "-c:v", "mpeg4", "-c:a", "aac"]
    subprocess.run([films.program(), "-v", "error", *told, *joined, place], check=True)
    return place.read_bytes()


@pytest.fixture
def nowhere(monkeypatch):
    """Let ffmpeg be not installed."""
    monkeypatch.setattr(shutil, "which", lambda _: None)


def test_without_ffmpeg_the_command_says_what_it_left_in_one_line_and_goes_on(committed, karmakit, phone, nowhere):
    course = committed({"counter.mp4": MP4, "desk.jpg": phone}, f"{SHOWN}\n\n![A desk](../media/desk.jpg)")
    said = karmakit("media", course, "--lite")
    left = "ffmpeg is not installed, which leaves 1 film without poster and 1 film without sound for the low-bandwidth edition"
    assert (said.status, said.err) == (0, f"karmakit: {course}: {left}\n")
    assert (course / "media/desk.jpg").read_bytes() != phone


def test_a_film_gets_a_poster_that_is_not_black_and_its_sound(committed, karmakit, film):
    course = committed({"counter.mp4": film}, SHOWN)
    module = course / "modules/counting.md"
    before = module.read_text(encoding="utf-8")
    assert karmakit("media", course, "--lite").status == 0
    written = before.replace("src=../media/counter.mp4", "src=../media/counter.mp4 poster=../media/counter-poster.jpg")
    assert module.read_text(encoding="utf-8") == written
    poster = opened((course / "media/counter-poster.jpg").read_bytes())
    assert poster.size == (320, 180)
    assert sum(poster.convert("L").tobytes()) / (320 * 180) > films.BRIGHT
    sound = (course / "media/lite/counter.mp4.m4a").read_bytes()
    assert sound[4:11] == b"ftypM4A"
    assert not is_stale(sound, film)
    assert is_stale(sound, film + b"another")
    after = {path: path.read_bytes() for path in course.rglob("media/*") if path.is_file()}
    assert karmakit("media", course, "--check") == (0, "", "")
    assert {path: path.read_bytes() for path in after} == after


def test_a_sound_of_an_earlier_film_is_made_anew_or_taken_away(committed, karmakit, film, monkeypatch):
    course = committed({"counter.mp4": film}, SHOWN)
    karmakit("media", course, "--lite")
    sound = course / "media/lite/counter.mp4.m4a"
    other = film + b"\0\0\0\x08free"
    (course / "media/counter.mp4").write_bytes(other)
    assert karmakit("media", course).status == 0
    assert not is_stale(sound.read_bytes(), other)
    (course / "media/counter.mp4").write_bytes(film)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert karmakit("media", course).status == 0
    assert not sound.exists()


PLAYLISTS = {
    "a playlist that leads elsewhere": b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/secret\n",
    "a list of other files": b"ffconcat version 1.0\nfile /etc/passwd\n",
    "a film that is none": MP4,
}


@pytest.mark.parametrize("data", PLAYLISTS.values(), ids=PLAYLISTS)
def test_a_file_that_is_no_film_is_left_with_a_word(committed, karmakit, film, data):
    course = committed({"counter.mp4": data}, SHOWN)
    said = karmakit("media", course, "--lite")
    assert (said.status, said.err) == (0, "")
    assert "media/counter.mp4" in said.out
    assert "has no poster: " in said.out
    assert not list((course / "media").glob("*.jpg"))


def test_ffmpeg_gets_a_fixed_list_no_network_no_other_file_and_little_time(monkeypatch):
    called = []

    def run(command, **options):
        called.append((command, options))
        return SimpleNamespace(returncode=1)

    monkeypatch.setattr(subprocess, "run", run)
    for ask in (lambda: films.poster("ffmpeg", MP4, 640), lambda: films.sound("ffmpeg", MP4)):
        with pytest.raises(films.FilmError):
            ask()
    for command, options in called:
        assert command[command.index("-protocol_whitelist") + 1] == "file"
        assert command.index("-protocol_whitelist") < command.index("-i")
        assert command[command.index("-i") - 0 : command.index("-i") + 2] == ["-i", "file:film"]
        assert command[command.index("-f") + 1] == "mov"
        assert "-nostdin" in command
        assert (options["timeout"], options["stdin"], "shell" in options) == (films.SECONDS, subprocess.DEVNULL, False)


ADDRESSES = {
    "../media/counter.mp4": " poster=../media/counter-poster.jpg",
    "media/counter.mp4": " poster=media/counter-poster.jpg",
    '"../media/counter.mp4"': ' poster="../media/counter-poster.jpg"',
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_poster_is_written_as_its_film_is(shows, address):
    course = shows({"counter.mp4": MP4}, VIDEO.format(address))
    parsed = parse(load(course))
    poster = poster_of("media/counter.mp4", parsed.sources, b"JPEG")
    after = with_poster(parsed, "media/counter.mp4", poster, b"JPEG")
    assert after
    assert f"src={address}{ADDRESSES[address]} title=" in after.files["modules/counting.md"].decode()


def test_a_poster_that_cannot_be_written_safely_is_left_to_the_author(shows):
    text = VIDEO.format("../media/counter.mp4").replace(
        '{src=../media/counter.mp4 title="At the counter"', '{title="See ../media/counter.mp4 first" src=../media/counter.mp4'
    )
    parsed = parse(load(shows({"counter.mp4": MP4}, text)))
    assert with_poster(parsed, "media/counter.mp4", "media/counter-poster.jpg", b"JPEG") is None


def test_a_place_that_is_taken_is_not_written_over(shows):
    sources = load(shows({"counter.mp4": MP4, "counter-poster.jpg": b"an earlier one"}, SHOWN))
    assert poster_of("media/counter.mp4", sources, b"JPEG") == "media/counter-poster-2.jpg"
    assert poster_of("media/counter.mp4", sources, b"an earlier one") == "media/counter-poster.jpg"
