"""WebVTT caption files: their cues, and what the grammar does not know."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from karmakit_schemas.spans import Span

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+(.*))?")
_SETTING = re.compile(r"(vertical:(rl|lr)|(line|position):\S+|size:\d+(\.\d+)?%|align:(start|center|end|left|right)|region:\S+)")
_MARKUP = re.compile(r"<[^>]*>")
_ARROW = "-->"


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: its times in seconds, its lines without markup, and where its times stand."""

    start: float
    end: float
    text: tuple[str, ...]
    line: int
    width: int


def cues(lines: tuple[str, ...]) -> Iterator[Cue]:
    """Yield the cues that can be read."""
    for number, line in enumerate(lines, 1):
        match = _TIMING.fullmatch(line.strip())
        if match:
            text = []
            for following in lines[number:]:
                if not following.strip() or _ARROW in following:
                    break
                text.append(html.unescape(_MARKUP.sub("", following)).strip())
            if any(text):
                yield Cue(_seconds(match, 1), _seconds(match, 5), tuple(text), number, len(line))


def _seconds(match: re.Match[str], first: int) -> float:
    hours, minutes, seconds, millis = (int(match[first + offset] or 0) for offset in range(4))
    return hours * 3600 + minutes * 60 + seconds + millis / 1000


def is_timing(line: str) -> bool:
    """Say whether a line is a pair of times of a caption, with or without settings."""
    return _TIMING.fullmatch(line.strip()) is not None


def syntax_faults(path: str, lines: tuple[str, ...]) -> Iterator[tuple[Span, str, str]]:
    """Yield place, fault and mend of what is not WebVTT."""
    first = lines[0] if lines else ""
    if not re.match(r"WEBVTT(?:[ \t]|$)", first):
        mend = "Begin the file with a line WEBVTT and an empty line"
        yield Span(path, 1, 1, 1, len(first) + 1), f"a caption file begins with WEBVTT, not `{first[:20]}`", mend
        return
    if len(lines) > 1 and lines[1].strip() and _ARROW in lines[1]:
        yield (
            Span(path, 2, 1, 2, len(lines[1]) + 1),
            "after WEBVTT there is no empty line",
            "Put an empty line before the first caption",
        )
    for number, line in enumerate(lines, 1):
        span = Span(path, number, 1, number, len(line) + 1)
        if _ARROW not in line:
            continue
        match = _TIMING.fullmatch(line.strip())
        if not match:
            mend = "Write 00:01.000 --> 00:04.000, with a full stop before the thousandths"
            yield span, f"`{line.strip()[:60]}` is no pair of times", mend
            continue
        for setting in (match[9] or "").split():
            if not _SETTING.fullmatch(setting):
                yield (
                    span,
                    f"`{setting}` is no setting of a caption",
                    "Use align, line, position, size or vertical; or leave it out",
                )
        if number == len(lines) or not lines[number].strip():
            yield span, "the caption has no words", "Write what is said on the next line"
