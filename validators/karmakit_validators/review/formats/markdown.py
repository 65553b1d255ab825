"""A review as the comment of a pull request: the most important first, and never longer than the forge takes."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from karmakit_validators.report.words import Words
from karmakit_validators.review.formats.escaping import code, escaped
from karmakit_validators.review.formats.pieces import Line, Piece, Row, Section, plain
from karmakit_validators.review.formats.telling import sections
from karmakit_validators.review.formats.words import words
from karmakit_validators.review.review import Review

LIMIT = 65_000
"""Characters of a comment: GitHub takes 65,536, and whoever posts it may put a line before it."""
A_SECTION = (48_000, 24_000, 12_000, 6_000)
"""Characters to which sections are cut where the whole is too long: the first that is enough, or the last and whole sections go."""
LONGEST = 800
MARKER = "<!-- {} -->"
_TAGS = {"strong": "strong", "gone": "del", "new": "ins"}


def render(review: Review, lang: str) -> str:
    """Return the comment; its first line is a mark by which a later one finds it."""
    say = words(lang)
    told = list(sections(review, say, longest=LONGEST))
    start = MARKER.format(say("marker"))
    shown = [_section(section, say) for section in told]
    if _length([start, *shown]) <= LIMIT:
        return "\n\n".join([start, *filter(None, shown)]) + "\n"
    cut: Counter[str] = Counter()
    end = _cut_line(review, say, Counter({section.name: 10**6 for section in told}))
    for most in A_SECTION:
        shown = [_section(section, say, most) for section in told]
        if _length([start, *shown, end]) <= LIMIT:
            break
    for place in sorted(range(len(told)), key=lambda place: (-told[place].rank, -place)):
        if _length([start, *shown, end]) <= LIMIT:
            break
        cut[told[place].name] += told[place].number
        shown[place] = ""
    _drop_lonely(told, shown)
    return "\n\n".join([start, *filter(None, shown), _cut_line(review, say, cut)]) + "\n"


def _length(parts: Sequence[str]) -> int:
    return sum(len(part) + 2 for part in parts if part)


def _drop_lonely(told: Sequence[Section], shown: list[str]) -> None:
    """Take out the headings of modules of which nothing is left."""
    for place, section in enumerate(told):
        if section.name == "about" and not section.rows and not any(shown[place + 1 : _end(told, place)]):
            shown[place] = ""


def _end(told: Sequence[Section], place: int) -> int:
    """Return where the sections below a heading end."""
    following = (other for other in range(place + 1, len(told)) if told[other].level <= told[place].level)
    return next(following, len(told))


def _cut_line(review: Review, say: Words, cut: Counter[str]) -> str:
    """Return what was cut, and the command that shows it; of sections that were cut in themselves, these tell."""
    command = f"karmakit review --base {review.base} --format text"
    what = ", ".join(say("cut-section", name=_name(name, say), n=say.grouped(number)) for name, number in cut.items()) or say(
        "text"
    )
    before, _, after = say("cut", what=what, command="\0").partition("\0")
    return f"<em>{escaped(before)}{code(command)}{escaped(after)}</em>"


def _name(name: str, say: Words) -> str:
    return say(name, base="", title="") if name == "review" else say(name)


def _section(section: Section, say: Words, most: int | None = None) -> str:
    """Return a section, by itself: whatever is opened in it is closed in it. A cut one says how much it leaves out."""
    if not (section.heading or section.rows or section.table):
        return ""
    heading = _line(section.heading)
    parts = [_table(section.table)] if section.table else []
    if section.rows:
        parts.append(_list(section.rows, say, most, plain_text=section.level <= 3))  # noqa: PLR2004 - above, single lines stand under a title
    body = "\n\n".join(parts)
    if section.folded and heading and body:
        return f"<details><summary>{heading}</summary>\n\n{body}\n\n</details>"
    title = f"{'#' * section.level} {heading}" if heading else ""
    return "\n\n".join(filter(None, [title, body]))


def _list(rows: Sequence[Row], say: Words, most: int | None, *, plain_text: bool) -> str:
    starts = [number for number, row in enumerate(rows) if row.depth == 0] or [0]
    items = [
        "\n".join(_row(row, plain_text=plain_text) for row in rows[a:b])
        for a, b in zip(starts, [*starts[1:], len(rows)], strict=True)
    ]
    between = "\n\n" if plain_text else "\n"
    if most is None or len(between.join(items)) <= most:
        return between.join(items)
    kept: list[str] = []
    for item in items:
        if _length([*kept, item]) > most:
            break
        kept.append(item)
    left = Row(0, (plain(say.number("more", len(items) - len(kept))),))
    return between.join([*kept, _row(left, plain_text=plain_text)])


def _row(row: Row, *, plain_text: bool) -> str:
    return _line(row.line) if plain_text else f"{'  ' * row.depth}- {_line(row.line)}"


def _table(table: Sequence[Sequence[Line]]) -> str:
    rows = ["| " + " | ".join(_line(cell, starts=False) for cell in row) + " |" for row in table]
    return "\n".join([rows[0], "|" + " --- |" * len(table[0]), *rows[1:]])


def _line(line: Line, *, starts: bool = True) -> str:
    """Return pieces as Markdown; neighbours of one kind are one."""
    runs = [Piece("".join(piece.text for piece in run), kind) for kind, run in groupby(line, lambda piece: piece.kind)]
    return "".join(_piece(piece, starts=starts and number == 0) for number, piece in enumerate(runs))


def _piece(piece: Piece, *, starts: bool) -> str:
    if piece.kind == "code":
        return code(piece.text)
    if piece.kind == "plain":
        return escaped(piece.text, starts=starts)
    tag = _TAGS[piece.kind]
    return f"<{tag}>{escaped(piece.text, starts=False)}</{tag}>"
