"""What iGOT calls things: languages, licences, categories, and the limits of its forms."""

import re
from collections.abc import Mapping
from types import MappingProxyType

HTML_ARCHIVE = "application/vnd.ekstep.html-archive"
COLLECTION = "application/vnd.ekstep.content-collection"
QUESTION_SET = "application/vnd.sunbird.questionset"
QUESTION = "application/vnd.sunbird.question"

# the enumeration of iGOT's content schema, by BCP 47
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "as": "Assamese",
        "bn": "Bengali",
        "brx": "Bodo",
        "doi": "Dogri",
        "en": "English",
        "gu": "Gujarati",
        "hi": "Hindi",
        "hoc": "Ho",
        "jun": "Juang",
        "kn": "Kannada",
        "kok": "Konkani",
        "ks": "Kashmiri",
        "mai": "Maithili",
        "ml": "Malayalam",
        "mni": "Manipuri",
        "mr": "Marathi",
        "ne": "Nepali",
        "or": "Odia",
        "pa": "Punjabi",
        "sa": "Sanskrit",
        "sat": "Santali",
        "sd": "Sindhi",
        "ta": "Tamil",
        "te": "Telugu",
        "unr": "Munda",
        "ur": "Urdu",
    }
)
OTHER = "Other"

LEARNING_MODES = MappingProxyType({"self-paced": "Self Paced", "instructor-led": "Instructor Led", "blended": "Instructor Led"})

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-(?:NC|ND|SA))*)-(\d\.\d)")


def language(tag: str) -> str:
    """Return the English name that iGOT has for a language, or `Other`."""
    return LANGUAGES.get(tag.lower().split("-")[0], OTHER)


def licence(spdx: str) -> str | None:
    """Return a licence as iGOT spells it, `CC BY 4.0`; None where it knows none of that name."""
    known = _CREATIVE_COMMONS.fullmatch(spdx)
    return f"CC {known[1]} {known[2]}" if known else None


def seconds(minutes: float) -> int:
    """Return a learning time in whole seconds, the unit of everything on iGOT but its marketplace."""
    return max(1, round(minutes * 60))


def units(text: str) -> int:
    """Return the length of a text as iGOT's forms count it: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
