"""Ask ffmpeg, where it is installed, for frames of a film and for its sound; a film is a stranger's file, and is treated as one.

ffmpeg gets a copy under a name of ours, the reader that the first bytes call for, no network, no other file, and little time.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from karmakit_build.media.drawing import Size, drawn
from karmakit_build.media.encoding import saved
from karmakit_build.rasters import UnreadablePictureError, raster
from karmakit_schemas.marks import mark
from karmakit_validators.pictures import format_of

READERS = {"mp4": "mov", "m4a": "mov", "webm": "matroska"}
SECONDS = 120
LOOKED_AT = 40
"""How many frames are looked at for a poster, one a second from the beginning: no title fades in for longer."""
BRIGHT, VARIED = 40, 20
"""Of 255: a frame of less light is black to the eye, one of less contrast is a plain card or a fade."""
POSTER_QUALITY = 82
RATE, BITS = 32_000, 40_000
"""Of the sound: speech, one channel; 300 kB a minute."""
_SAFE = ("-nostdin", "-hide_banner", "-loglevel", "error", "-protocol_whitelist", "file", "-max_alloc", "400000000")


class FilmError(Exception):
    """It was attempted to take out of a film what is not in it, or cannot be read; the message says what."""


def program() -> str | None:
    """Return where ffmpeg is installed; None if it is not."""
    return shutil.which("ffmpeg")


def poster(ffmpeg: str, film: bytes, width: int) -> tuple[bytes, Size]:
    """Return the first frame that is neither black nor plain as a JPEG of at most `width` pixels across, and its size."""
    with tempfile.TemporaryDirectory(prefix="karmakit-") as folder:
        place = Path(folder)
        told = ("-map", "0:v:0", "-an", "-sn", "-dn", "-vf", "fps=1", "-frames:v", str(LOOKED_AT), "-f", "image2", "-c:v", "png")
        _run(ffmpeg, film, place, ("-t", str(LOOKED_AT)), (*told, "frame-%03d.png"))
        best: tuple[float, bytes] = (-1.0, b"")
        for frame in sorted(place.glob("frame-*.png")):
            data = frame.read_bytes()
            light, contrast = _seen(data)
            if light >= BRIGHT and contrast >= VARIED:
                return _poster(data, width)
            best = max(best, (contrast, data))
    if not best[1]:
        raise FilmError("no picture could be taken out of it")
    return _poster(best[1], width)


def sound(ffmpeg: str, film: bytes) -> bytes:
    """Return the sound of a film as M4A, one channel, with the mark of the film it is of."""
    with tempfile.TemporaryDirectory(prefix="karmakit-") as folder:
        place = Path(folder)
        told = ("-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1", "-ac", "1", "-ar", str(RATE))
        written = ("-c:a", "aac", "-b:a", str(BITS), "-metadata", f"comment={mark(film).decode()}")
        _run(
            ffmpeg, film, place, (), (*told, *written, "-movflags", "+faststart", "-fflags", "+bitexact", "-f", "ipod", "sound.m4a")
        )
        made = place / "sound.m4a"
        data = made.read_bytes() if made.is_file() else b""
    if not data:
        raise FilmError("no sound could be taken out of it")
    return data


def _run(ffmpeg: str, film: bytes, place: Path, before: Sequence[str], after: Sequence[str]) -> None:
    """Run ffmpeg in a folder over a copy of a film; what it says is for nobody, since it quotes the film."""
    reader = READERS.get(format_of(film) or "")
    if reader is None:
        raise FilmError("is neither MP4 nor WebM inside")
    (place / "film").write_bytes(film)
    command = [ffmpeg, *_SAFE, "-f", reader, "-max_pixels", "40000000", *before, "-i", "file:film", *after]
    try:
        done = subprocess.run(  # noqa: S603 - a list of our own words, no shell
            command, cwd=place, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise FilmError(f"ffmpeg was not done with it after {SECONDS} seconds") from None
    except OSError as error:
        raise FilmError(f"ffmpeg cannot be run ({(error.strerror or str(error)).lower()})") from None
    if done.returncode:
        raise FilmError("ffmpeg cannot read it, or it has no such track")


def _seen(frame: bytes) -> tuple[float, float]:
    """Return how light a frame is, and how much its light varies, both of 255; nothing of one that cannot be decoded."""
    from PIL import ImageStat  # noqa: PLC0415 - slow, and wanted by films alone

    try:
        with raster(frame, ("PNG",)) as opened:
            measured = ImageStat.Stat(opened.convert("L"))
    except UnreadablePictureError:
        return 0.0, -1.0
    return measured.mean[0], measured.stddev[0]


def _poster(frame: bytes, width: int) -> tuple[bytes, Size]:
    try:
        with raster(frame, ("PNG",)) as opened:
            share = min(1.0, width / opened.width)
            picture = drawn(opened, (max(1, round(opened.width * share)), max(1, round(opened.height * share)))).convert("RGB")
            return saved(picture, "JPEG", quality=POSTER_QUALITY, progressive=True, optimize=True), picture.size
    except UnreadablePictureError as error:
        raise FilmError(f"a picture of it {error}") from None
