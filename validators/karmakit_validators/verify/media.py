"""Judge files by their names and first bytes: a picture is a picture, and nothing is a program."""

import re
from collections.abc import Iterator

from karmakit_schemas.findings import Finding
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import read_json
from karmakit_validators.verify.faults import found

# what iGOT refuses to take, and what mail filters and office rules call dangerous
_PROGRAMS = re.compile(
    r"\.(exe|com|scr|dll|msi|msp|bat|cmd|ps1|vbs|vbe|wsf|hta|lnk|reg|sh|bash|apk|jar|app|dmg|deb|rpm|php\d?|phtml|phar|jspx?|aspx?|cgi|pl|docm|dotm|xlsm|xltm|pptm|ppam)$",
    re.IGNORECASE,
)
_PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"#!")
_STARTS: dict[str, tuple[bytes, ...]] = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".pdf": (b"%PDF-",),
    ".woff": (b"wOFF",),
    ".woff2": (b"wOF2",),
    ".webm": (b"\x1a\x45\xdf\xa3",),
    ".ogg": (b"OggS",),
    ".ogv": (b"OggS",),
    ".opus": (b"OggS",),
    ".ico": (b"\0\0\1\0",),
    ".vtt": (b"WEBVTT", b"\xef\xbb\xbfWEBVTT"),
}
_BRANDED = {".mp4", ".m4a", ".m4v", ".mov", ".avif"}
_RIFF = {".webp": b"WEBP", ".wav": b"WAVE"}
_MARKUP = {".svg", ".html", ".htm", ".xml"}
_WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff")


def _right_start(suffix: str, data: bytes) -> bool:
    right = True
    if suffix in _STARTS:
        right = data.startswith(_STARTS[suffix])
    elif suffix in _BRANDED:
        right = data[4:8] == b"ftyp"
    elif suffix in _RIFF:
        right = data.startswith(b"RIFF") and data[8:12] == _RIFF[suffix]
    elif suffix == ".mp3":
        right = data.startswith(b"ID3") or (data[:1] == b"\xff" and data[1:2] >= b"\xe0")
    elif suffix in _MARKUP:
        head = data[:64].removeprefix(b"\xef\xbb\xbf")
        right = head.lstrip().startswith(b"<") or head.startswith(_WIDE_TEXT)
    elif suffix == ".json":
        right = read_json(data) is not None
    return right


def check_media(archive: Archive) -> Iterator[Finding]:
    """Yield programs, and files that are not what their name says."""
    for name, data in archive.files.items():
        if _PROGRAMS.search(name) or data.startswith(_PROGRAM_STARTS):
            message = f"{name} is a program or a document with macros; a course holds neither"
            yield found("SEC010", message, archive.at(name), "Leave it out, or give learners a PDF.")
            continue
        suffix = name[name.rfind(".") :].lower() if "." in name else ""
        if not _right_start(suffix, data):
            message = f"the contents of {name} are not what its name says"
            yield found("MED018", message, archive.at(name), f"Save it as a real `{suffix}` file, or give it its right name.")
