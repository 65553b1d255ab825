"""Works of others are credited."""

import re

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.pictures import chunks
from karmakit_validators.rule import Fault, Faults, Rule

SVG = re.compile(
    r"<(?:dc:(?:creator|rights)|cc:(?:license|attributionName))(?=[\s/>])[^>]*?(?:/>|>(.*?)</(?:dc|cc):)", re.DOTALL | re.IGNORECASE
)
TAGS = re.compile(r"<[^>]+>")
PNG = re.compile(rb"(?s)(?:Copyright|Author|Artist)\0(.*)")
# an international text says its compression, its language and its keyword in that language first
PNG_INTERNATIONAL = re.compile(rb"(?s)(?:Copyright|Author|Artist)\0\0.[^\0]*\0[^\0]*\0(.*)")
MARKS = re.compile(
    rb"(?:Shutterstock|Getty Images|gettyimages|iStock|Adobe Stock|AdobeStock|Dreamstime|Alamy|Depositphotos|123RF|Freepik)"
)
HEAD = 200_000
SHORTEST = 3


def not_credited(course: Course, context: Context) -> Faults:
    """Yield each file in `media/` that names a maker or an agency inside and stands in no credit."""
    credited = {credit.file for credit in course.meta.credits}
    for path in context.media:
        if path in credited:
            continue
        owner = _owner(path, context.parsed.sources.files[path])
        if owner and owner.casefold() != course.meta.provider.casefold():
            mend = "Add it to credits in course.yml: file, title, author, source, licence"
            yield Fault(context.whole(path), f"the file names `{owner}` as its maker, and no credit does", mend)


def _owner(path: str, data: bytes) -> str:
    """Return whom a file names as maker or holder of rights, if anybody."""
    if path.lower().endswith(".svg"):
        for named in SVG.finditer(data[:HEAD].decode("utf-8", "replace")):
            text = " ".join(TAGS.sub(" ", named[1] or "").split())
            if text:
                return text[:60]
        return ""
    for kind, chunk in chunks(data[:HEAD]):
        pattern, encoding = (PNG, "latin-1") if kind == b"tEXt" else (PNG_INTERNATIONAL, "utf-8")
        if kind in {b"tEXt", b"iTXt"} and (match := pattern.fullmatch(chunk)):
            words = " ".join(match[1].decode(encoding, "replace").split())
            if len(words) >= SHORTEST:
                return words[:60]
    agency = MARKS.search(data[:HEAD]) if path.lower().endswith((".jpg", ".jpeg", ".png", ".webp")) else None
    return agency[0].decode() if agency else ""


RULE = Rule(Severity.error, gate=True, course=not_credited)
