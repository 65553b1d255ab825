"""The value space of SCORM 1.2."""

from lms_values import Space, pattern, score, words

IDENTIFIER = pattern(r"[A-Za-z0-9_.\-]{1,255}")
TIMESPAN = pattern(r"\d{4}:[0-5]\d:[0-5]\d\.\d{2}")
STATUS = words("passed", "completed", "failed", "incomplete", "browsed", "not attempted")
TYPES = ("true-false", "choice", "fill-in", "matching", "performance", "likert", "sequencing", "numeric")
RESPONSES = {
    "true-false": words("t", "f"),
    "choice": pattern(r"[a-z0-9](,[a-z0-9])*"),
    "sequencing": pattern(r"[a-z0-9](,[a-z0-9])*"),
    "matching": pattern(r"[a-z0-9]\.[a-z0-9](,[a-z0-9]\.[a-z0-9])*"),
    "numeric": pattern(r"-?\d+(\.\d+)?"),
    "likert": pattern(r"[a-z0-9]"),
    "fill-in": words("0", "1"),  # what was typed stays with the learner
}

SPACE = Space(
    elements=(
        (r"cmi\.core\.lesson_status", STATUS),
        (r"cmi\.core\.lesson_location", pattern(r"[a-z0-9\-]{0,255}")),
        (r"cmi\.core\.exit", words("time-out", "suspend", "logout", "")),
        (r"cmi\.core\.session_time", TIMESPAN),
        (r"cmi\.core\.score\.(raw|min|max)", score),
        (r"cmi\.suspend_data", lambda value: len(value) <= 4096 and value.isascii()),
        (r"cmi\.objectives\.\d+\.id", IDENTIFIER),
        (r"cmi\.objectives\.\d+\.status", STATUS),
        (r"cmi\.objectives\.\d+\.score\.(raw|min|max)", score),
        (r"cmi\.interactions\.\d+\.id", IDENTIFIER),
        (r"cmi\.interactions\.\d+\.objectives\.\d+\.id", IDENTIFIER),
        (r"cmi\.interactions\.\d+\.type", words(*TYPES)),
        (r"cmi\.interactions\.\d+\.time", pattern(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d")),
        (r"cmi\.interactions\.\d+\.weighting", pattern(r"\d+(\.\d+)?")),
        (r"cmi\.interactions\.\d+\.result", words("correct", "wrong", "unanticipated", "neutral")),
        (r"cmi\.interactions\.\d+\.latency", TIMESPAN),
        (r"cmi\.interactions\.\d+\.(student_response|correct_responses\.\d+\.pattern)", lambda value: len(value) <= 255),
    ),
    response="student_response",
    responses=RESPONSES,
    patterns=RESPONSES,
)
