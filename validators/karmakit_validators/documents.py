"""What a PDF offers to a screen reader, read from its structure alone: no page is drawn, no script run, no address opened."""

import logging
import warnings
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any

LARGEST = 20_000_000
PAGES_READ = 50
FORMS_READ = 20


class UnreadableError(Exception):
    """It was attempted to read a PDF that is broken, encrypted, or larger than is worth the time."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """Whether a PDF has letters (and not pictures of them only), tags, a language and a title."""

    text: bool
    tags: bool
    language: bool
    title: bool


def read_pdf(data: bytes) -> Pdf:
    """Return what a PDF offers; raises UnreadableError with the reason if nothing can be said."""
    if len(data) > LARGEST:
        raise UnreadableError(f"it has more than {LARGEST // 1_000_000} MB")
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL)  # the library tells of what it repairs
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pypdf import PdfReader  # noqa: PLC0415 - slow, and wanted by courses with a PDF alone

            return _pdf(PdfReader(BytesIO(data), strict=False))
    except (UnreadableError, ImportError):
        raise
    except Exception as error:  # a reader of hostile files raises what it likes, RecursionError too
        raise UnreadableError("it is broken") from error
    finally:
        logger.setLevel(before)


def _pdf(reader: Any) -> Pdf:
    if reader.is_encrypted:  # also with an empty password: some ciphers ask for a library that not every installation has
        raise UnreadableError("it is encrypted")
    root = _resolved(reader.trailer["/Root"])
    about = _resolved(reader.trailer.get("/Info")) or {}
    marked = _resolved((_resolved(root.get("/MarkInfo")) or {}).get("/Marked"))
    return Pdf(
        text=any(_has_font(_resolved(page.get("/Resources")), FORMS_READ) for page in islice(reader.pages, PAGES_READ)),
        tags="/StructTreeRoot" in root and getattr(marked, "value", False) is True,
        language=bool(str(_resolved(root.get("/Lang")) or "").strip()),
        title=bool(str(_resolved(about.get("/Title")) or "").strip()) or _titled(_resolved(root.get("/Metadata"))),
    )


def _resolved(value: Any) -> Any:
    """Return what a reference means; other values are what they are."""
    return value.get_object() if hasattr(value, "get_object") else value


def _has_font(resources: Any, left: int) -> bool:
    """Say whether a page, or a form on it, names a font: one that is a scan alone has none."""
    waiting = [resources]
    while waiting and left > 0:
        each = waiting.pop()
        left -= 1
        if not each:
            continue
        if _resolved(each.get("/Font")):
            return True
        drawn = [_resolved(one) for one in (_resolved(each.get("/XObject")) or {}).values()]
        waiting += [_resolved(one.get("/Resources")) for one in drawn if one.get("/Subtype") == "/Form"]
    return False


def _titled(metadata: Any) -> bool:
    """Say whether the XMP metadata name a title; they are searched, not parsed."""
    data = metadata.get_data() if metadata is not None and hasattr(metadata, "get_data") else b""
    start = data.find(b"<dc:title")
    return start >= 0 and b"<rdf:li" in data[start : start + 500] and b"/></rdf:Alt>" not in data[start : start + 500]
