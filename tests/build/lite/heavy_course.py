"""Make the host course heavy: a photograph, a film, a sound, and the lighter files beside and below `media/lite/`."""

import io
import random
import shutil
import struct
from pathlib import Path

from PIL import Image

HOST = Path(__file__).parents[2] / "validators" / "host"
CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:03.000\nHere is your receipt.\n"
SHOWN = """
![A clerk writes a number on a letter at the counter](../media/desk.jpg)

::: figure {src=media/hall.jpg alt="The hall of an office with four counters"}
The hall in the morning.
:::

::: video {src=media/counter.mp4 captions=media/counter.vtt poster=media/desk.jpg title="A receipt" duration="0:05" visual=spoken}
**Clerk:** Here is your receipt.
:::

::: video {src=media/walk.mp4 captions=media/counter.vtt title="The way of a letter" duration="0:05" visual=spoken}
**Clerk:** Here is your receipt. Come again in two weeks.
:::

::: audio {src=media/call.mp3 title="A call" duration="0:05"}
**Caller:** Has my letter come?
:::
"""


def photograph(width: int, height: int, quality: int, form: str = "JPEG") -> bytes:
    """Return a picture that no program packs well, the same in each run: coarse grain, as a photograph has."""
    grain = random.Random(7)
    coarse = Image.frombytes("RGB", (width // 4, height // 4), grain.randbytes(width // 4 * (height // 4) * 3))
    out = io.BytesIO()
    coarse.resize((width, height)).save(out, form, quality=quality)
    return out.getvalue()


def film(brand: bytes, size: int) -> bytes:
    """Return the head of an MPEG-4 file that says it lasts five seconds, and so many bytes."""
    head = struct.pack(">I", 20) + b"ftyp" + brand + b"\0\0\0\0" + brand
    lasts = struct.pack(">I", 108) + b"mvhd" + struct.pack(">IIIII", 0, 0, 0, 1000, 5_000) + bytes(80)
    return head + struct.pack(">I", 8 + len(lasts)) + b"moov" + lasts + struct.pack(">I", 8 + size) + b"mdat" + bytes(size)


def media() -> dict[str, bytes]:
    """Return the files by their path in the course."""
    return {
        "media/desk.jpg": photograph(960, 540, 88),
        "media/desk.jpg.webp": photograph(960, 540, 60, "WEBP"),
        "media/lite/desk.jpg.webp": photograph(320, 180, 30, "WEBP"),
        "media/hall.jpg": photograph(640, 360, 80),
        "media/hall.jpg.webp": photograph(640, 360, 40, "WEBP"),
        "media/counter.mp4": film(b"mp42", 300_000),
        "media/lite/counter.mp4.m4a": film(b"M4A ", 20_000),
        "media/walk.mp4": film(b"mp42", 400_000),
        "media/counter.vtt": CAPTIONS.encode(),
        "media/call.mp3": b"ID3\4\0\0\0\0\0\0" + b"\xff\xfb\x10\0" * 10_000,
        "media/lite/call.mp3.mp3": b"ID3\4\0\0\0\0\0\0" + b"\xff\xfb\x10\0" * 2_000,
    }


def heavy_course(folder: Path, language: str = "en") -> Path:
    """Write the course into a folder, and return it; in another language the text stays as it is."""
    shutil.copytree(HOST, folder)
    module = folder / "modules" / "look.md"
    text = module.read_text(encoding="utf-8")
    module.write_text(text.replace("::: question", SHOWN.lstrip("\n") + "\n::: question", 1), encoding="utf-8")
    for path, data in media().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    course = folder / "course.yml"
    course.write_text(course.read_text(encoding="utf-8").replace("language: en", f"language: {language}"), encoding="utf-8")
    return folder
