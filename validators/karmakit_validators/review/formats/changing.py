"""Changes as rows of a list: what it is, what happened to it, then its values and parts one step further in."""

from collections.abc import Iterator

from karmakit_validators.report.words import Words
from karmakit_validators.review.formats.pieces import ELISION, Line, Piece, Row, clip, clip_start, code, plain, strong
from karmakit_validators.review.values import KEY, KEY_WORDING, Change, Scalar, Value
from karmakit_validators.review.wording import Run

LONGEST = 1_200
"""Characters of one stretch of text that are shown; JSON has all of it."""
AROUND = 80
"""Characters that are shown of what stayed, on each side of a change."""
DIGITS = 16
"""Hexadecimal digits that are shown of a digest."""
IDS = frozenset({"module", "objective", "option", "question", "term", "unit", "exception", "link", "file", "figure"})
"""Kinds of things whose id, address or path is shown."""
TITLED = frozenset({"module", "objective", "option", "competency", "outcome", "unit", "term"})
"""Kinds of things whose title is shown beside the id."""
WHOLE = frozenset({KEY, KEY_WORDING, "sha256"})
"""Values that are told side by side, not word by word."""


def rows(change: Change, say: Words, depth: int = 0, *, longest: int = LONGEST) -> Iterator[Row]:
    """Yield a change and, below it, all that is other about it."""
    yield Row(depth, head(change, say, longest))
    for value in change.values:
        if not _is_in_head(change, value):
            yield Row(depth + 1, line(value, say, change.kind, longest))
    for part in change.parts:
        if not _is_in_key(change, part):
            yield from rows(part, say, depth + 1, longest=longest)


def _is_in_key(change: Change, part: Change) -> bool:
    """Say whether the key has told all that is other about an option."""
    has_key = any(value.name in {KEY, KEY_WORDING} for value in change.values)
    return has_key and part.how == "changed" and not part.is_renamed and {value.name for value in part.values} == {"right"}


def head(change: Change, say: Words, longest: int = LONGEST) -> Line:
    """Return what a change is about, and what happened; of a text, the text itself with what is other about it."""
    name = [strong(kind(change, say))]
    if change.kind in IDS and change.now.id:
        name += [plain(" "), code(clip(change.now.id, 120))]
    told = [*name, plain(": "), plain(", ".join(_happened(change, say)))]
    shown = change.value("text") if change.kind in {"block", "cue"} else None
    if change.how in {"added", "removed"} and (text := _text(change)):
        side: Piece = Piece(clip(text, longest), "new" if change.after else "gone")
        return (*told, plain(" — "), side)
    if shown and change.before and change.after:
        return (*told, plain(" — "), *words_of(shown, longest))
    if change.kind in TITLED and not change.value("title") and not change.value("text"):
        return (*told, plain(" — "), plain(clip(change.now.text, 160)))
    if change.kind in {"block", "cue"}:
        return (*told, plain(" — "), plain(clip(change.now.text, 160)))
    return tuple(told)


def kind(change: Change, say: Words) -> str:
    """Return what a thing is called."""
    what = change.now.kind
    if change.kind == "figure":
        return named(say, f"figure.{what}", "kind.figure")
    if change.kind == "block":
        short = "title" if what.endswith(" title") else what.partition(" ")[0]
        return named(say, f"block.{short}", "kind.block")
    return say(f"kind.{change.kind}")


def named(say: Words, *keys: str) -> str:
    """Return the first of several texts that there is."""
    return next((say(key) for key in keys if key in say.texts), "")


def _text(change: Change) -> str:
    """Return what an added or removed thing says."""
    return "" if change.kind in {"figure", "file", "link"} and not change.now.text else change.now.text


def _happened(change: Change, say: Words) -> Iterator[str]:
    if change.how in {"added", "removed"}:
        yield say(f"how.{change.how}")
        return
    was, now = change.before, change.after
    if was and now and change.is_renamed and change.kind not in {"figure", "link", "file", "block"}:
        yield say("how.letter" if change.kind == "option" else "how.renamed", id=was.id)
    if change.moved:
        homes = (was.home, now.home) if was and now else ("", "")
        if change.kind == "module" and homes[0] != homes[1]:
            yield say("how.moved-unit", home=homes[0], now=homes[1])
        elif homes[0] != homes[1]:
            yield say("how.moved-from", home=homes[0])
        else:
            yield say("how.moved")
    if change.values or change.parts or (change.is_renamed and change.kind in {"file", "block"}):
        yield say("how.changed")


def _is_in_head(change: Change, value: Value) -> bool:
    """Say whether the head of a change tells a value already."""
    if value.name == "text" and change.kind in {"block", "cue"}:
        return True
    if change.how in {"added", "removed"}:
        return value.name in {
            "text",
            "stem",
            "title",
            "name",
            "kind",
            "src",
            "href",
            "within",
            "id",
            "reason",
            "level",
            "sha256",
        } or (value.name == "alt" and change.kind == "figure")
    return False


def line(value: Value, say: Words, of: str = "", longest: int = LONGEST) -> Line:
    """Return one value: its name, and what it was and is."""
    label = value_name(value, say, of)
    return strong(label), plain(": "), *words_of(value, longest, say)


def value_name(value: Value, say: Words, of: str = "") -> str:
    """Return what a value is called; which of several, where it is one of a list."""
    short = value.name.rpartition(".")[2]
    first = value.name.partition(".")[0]
    known = named(say, f"{of}.{short}", f"value.{short}", f"value.{first}") if first != "targets" else ""
    label = known or value.name
    which = value.of or (short if first == "translations" else "")
    return f"{label} ({clip(which, 120)})" if which else label


def words_of(value: Value, longest: int = LONGEST, say: Words | None = None) -> Line:
    """Return what a value was and is: word by word where it is running text, else side by side."""
    if value.name in WHOLE or not (isinstance(value.before, str) and isinstance(value.after, str)):
        return tuple(_side_by_side(value, DIGITS if value.name == "sha256" else longest, say))
    return tuple(_running(value.runs, longest, say))


def _side_by_side(value: Value, longest: int, say: Words | None) -> Iterator[Piece]:
    if value.before is not None:
        yield Piece(clip(_shown(value.before, say), longest), "gone")
    if value.before is not None and value.after is not None:
        yield plain(" → ")
    if value.after is not None:
        yield Piece(clip(_shown(value.after, say), longest), "new")


def _shown(value: Scalar, say: Words | None) -> str:
    text = str(value)
    return say(text) if say and text in {"true", "false"} else text


def _running(runs: tuple[Run, ...], longest: int, say: Words | None) -> Iterator[Piece]:
    for number, run in enumerate(runs):
        if run.is_same:
            yield plain(_elided(run.before, at_start=number == 0, at_end=number == len(runs) - 1))
            continue
        if len(runs) == 1 and run.before and run.after:
            yield Piece(clip(_shown(run.before, say), longest), "gone")
            yield plain(" → ")
            yield Piece(clip(_shown(run.after, say), longest), "new")
            continue
        if run.before:
            yield Piece(clip(run.before, longest), "gone")
        if run.after:
            yield Piece(clip(run.after, longest), "new")


def _elided(text: str, *, at_start: bool, at_end: bool) -> str:
    """Return what of an unchanged stretch stands beside a change."""
    if len(text) <= AROUND * (1 if at_start or at_end else 2) + len(ELISION):
        return text
    if at_start:
        return clip_start(text, AROUND)
    return clip(text, AROUND) if at_end else f"{clip(text, AROUND)} {clip_start(text, AROUND).removeprefix(ELISION)}"
