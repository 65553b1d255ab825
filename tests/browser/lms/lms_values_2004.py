"""The value space of SCORM 2004, 3rd and 4th edition, where the judges differ that of the stricter one."""

import re

from lms_values import Space, pattern, score, words

# a dot or a space in an identifier is taken by some platforms and refused by others
IDENTIFIER = pattern(r"[A-Za-z0-9_\-]{1,4000}")
DURATION = pattern(r"PT(\d+H)?(\d+M)?\d+(\.\d{1,2})?S")
# to the hundredth of a second: a zone is allowed only after decimals, and no more than two of them
TIMESTAMP = pattern(r"20\d\d-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d\dZ")
REAL = r"-?\d+(\.\d{1,7})?"
COMPLETION = words("completed", "incomplete", "not attempted", "unknown")
SUCCESS = words("passed", "failed", "unknown")
TYPES = ("true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric", "other")
CODES = r"[a-z0-9](\[,\][a-z0-9])*"
RESPONSES = {
    "true-false": words("true", "false"),
    "choice": pattern(CODES),
    "sequencing": pattern(CODES),
    "matching": pattern(r"[a-z0-9]\[\.\][a-z0-9](\[,\][a-z0-9]\[\.\][a-z0-9])*"),
    "numeric": pattern(REAL),
    "likert": pattern(r"[a-z0-9]"),
    "fill-in": words("0", "1"),  # what was typed stays with the learner
}


def _share(value: str) -> bool:
    return re.fullmatch(r"\d(\.\d{1,7})?", value) is not None and 0 <= float(value) <= 1


SPACE = Space(
    elements=(
        (r"cmi\.completion_status", COMPLETION),
        (r"cmi\.success_status", SUCCESS),
        (r"cmi\.progress_measure", _share),
        (r"cmi\.location", pattern(r"[a-z0-9\-]{0,1000}")),
        (r"cmi\.exit", words("time-out", "suspend", "logout", "normal", "")),
        (r"cmi\.session_time", DURATION),
        (r"cmi\.(objectives\.\d+\.)?score\.(raw|min|max)", score),
        (r"cmi\.(objectives\.\d+\.)?score\.scaled", _share),
        (r"cmi\.suspend_data", lambda value: len(value) <= 64_000 and value.isascii()),
        (r"cmi\.objectives\.\d+\.id", IDENTIFIER),
        (r"cmi\.objectives\.\d+\.success_status", SUCCESS),
        (r"cmi\.objectives\.\d+\.completion_status", COMPLETION),
        (r"cmi\.interactions\.\d+\.id", IDENTIFIER),
        (r"cmi\.interactions\.\d+\.objectives\.\d+\.id", IDENTIFIER),
        (r"cmi\.interactions\.\d+\.type", words(*TYPES)),
        (r"cmi\.interactions\.\d+\.timestamp", TIMESTAMP),
        (r"cmi\.interactions\.\d+\.weighting", pattern(REAL)),
        (r"cmi\.interactions\.\d+\.result", words("correct", "incorrect", "unanticipated", "neutral")),
        (r"cmi\.interactions\.\d+\.latency", DURATION),
        (r"cmi\.interactions\.\d+\.(learner_response|correct_responses\.\d+\.pattern)", lambda value: 0 < len(value) <= 4000),
        (r"adl\.nav\.request", words("continue", "suspendAll")),
    ),
    response="learner_response",
    responses=RESPONSES,
    patterns={**RESPONSES, "numeric": pattern(rf"({REAL})?\[:\]({REAL})?")},
    # "data model element value not initialized" is how the standard says that there is none yet (RTE 3.1.7.6); of the statuses,
    # which begin as `unknown`, scorm-again alone says so
    unset=(("cmi.location", "cmi.suspend_data", "cmi.score.raw", "cmi.completion_status", "cmi.success_status"), "403"),
)
