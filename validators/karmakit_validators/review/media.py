"""What changed in pictures, films, sound and the files behind them: their bytes, what stands for them, captions cue by cue."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_schemas.stand_ins import stand_ins
from karmakit_validators import films, pictures, vtt
from karmakit_validators.context import Context
from karmakit_validators.page import Page, is_remote
from karmakit_validators.published import words
from karmakit_validators.review.align import aligned, paired
from karmakit_validators.review.facts import Facts
from karmakit_validators.review.values import Change, Scalar, Thing, differences, is_nothing
from karmakit_validators.review.writing import written

CAPTIONS = ".vtt"
TOLD = ("alt", "decorative", "title", "width", "duration", "visual")


class Shown(NamedTuple):
    """A picture, film, sound or link of a page: what it says, and the files behind it by the attribute that names them.

    What some edition shows in the place of one of these has its own path for a name.
    """

    thing: Thing
    facts: Facts
    files: Mapping[str, str]
    digest: str


def figures(page: Page, home: str) -> list[Shown]:
    """Return what a page shows and plays, in its order."""
    return [_shown(node, page, home, "src") for node in page.nodes if node.kind in {"image", "figure", "video", "audio"}]


def links(page: Page, home: str) -> list[Shown]:
    """Return the links of a page, in its order."""
    return [_shown(node, page, home, "href") for node in page.nodes if node.kind == "link"]


def _shown(node: Node, page: Page, home: str, main: str) -> Shown:
    files = {name: path for name in (main, "captions", "poster") if (path := _file(node.attrs.get(name, ""), page))}
    address = files.get(main) or node.attrs.get(main, "")
    text = written(node) if main == "href" else node.attrs.get("alt") or node.attrs.get("title", "")
    facts: Facts = {("src" if main == "src" else "href", ""): address}
    facts |= {(name, ""): value for name in TOLD if (value := node.attrs.get(name))}
    if main == "href":
        facts["text", ""] = text
    facts |= {(name, ""): path for name, path in files.items() if name != main}
    there = page.context.parsed.sources.files
    files |= {other: other for path in tuple(files.values()) for other in stand_ins(path, there)}
    data = page.context.parsed.sources.files.get(files.get(main, ""))
    digest = hashlib.sha256(data).hexdigest() if data is not None else ""
    return Shown(Thing(id=address, text=text, kind=node.kind, home=home, span=node.span), facts, files, digest)


def _file(address: str, page: Page) -> str:
    """Return the file of the course that an address means; an empty text if it means none."""
    if not address or is_remote(address) or address.startswith("#"):
        return ""
    path = page.context.resolve(page.path, address)
    return path if path in page.context.parsed.sources.files and not path.endswith((".md", ".yml")) else ""


def changed(before: list[Shown], after: list[Shown], sides: tuple[Context | None, Context | None]) -> list[Change]:
    """Return what is not as it was; what has another file of the same content, or the same words, is the same."""
    pairs = paired(
        before,
        after,
        lambda shown: (shown.thing.id, shown.thing.text),
        lambda shown: shown.thing.id,
        lambda shown: shown.digest or None,
        lambda shown: (shown.thing.kind, shown.thing.text) if shown.thing.text else None,
    )
    found = [_change(was, now, sides) for was, now in pairs]
    return [change for change in found if not is_nothing(change)]


def _change(before: Shown | None, after: Shown | None, sides: tuple[Context | None, Context | None]) -> Change:
    one, other = (_facts(shown, context) for shown, context in zip((before, after), sides, strict=True))
    things = [shown.thing if shown else None for shown in (before, after)]
    is_link = any(thing and thing.kind == "link" for thing in things)
    return Change(
        kind="link" if is_link else "figure",
        before=things[0],
        after=things[1],
        values=differences(one, other),
        parts=tuple(_cues_of(before, after, sides)),
    )


def _facts(shown: Shown | None, context: Context | None) -> Facts:
    """Return what something shown says, and what its files are."""
    if shown is None or context is None:
        return {}
    facts = dict(shown.facts)
    for name, path in shown.files.items():
        if not path.endswith(CAPTIONS):
            facts |= file_facts(context.parsed.sources.files[path], "" if name in {"src", "href"} else name)
    return facts


def file_facts(data: bytes, of: str = "") -> Facts:
    """Return what a file is: its digest, its size in bytes, of a picture its pixels, of a film its seconds."""
    facts: dict[str, Scalar] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    if measured := pictures.size(data):
        facts["pixels"] = "{} x {}".format(*measured)
    if seconds := films.seconds(data):
        facts["seconds"] = round(seconds, 1)
    return {(name, of): value for name, value in facts.items()}


def _cues_of(before: Shown | None, after: Shown | None, sides: tuple[Context | None, Context | None]) -> Iterator[Change]:
    """Yield the captions that are not as they were."""
    texts = [
        context.text(path) if shown and context and (path := shown.files.get("captions", "")).endswith(CAPTIONS) else ""
        for shown, context in zip((before, after), sides, strict=True)
    ]
    if texts[0] != texts[1]:
        yield from cue_changes(*texts)


def cue_changes(before: str, after: str) -> Iterator[Change]:
    """Yield the cues of a caption file that were added, removed, or say something else, or at another time."""
    was, now = (list(vtt.cues(tuple(text.split("\n")))) for text in (before, after))
    texts = [[" ".join(cue.text) for cue in cues] for cues in (was, now)]
    bags = [words(text) for text in texts[0]], [words(text) for text in texts[1]]
    for one, other, wandered in aligned(texts[0], texts[1], bags):
        old, new = (was[one] if one is not None else None, now[other] if other is not None else None)
        facts = [_cue(cue) for cue in (old, new)]
        things = [
            Thing(text=" ".join(cue.text), kind="cue", span=Span("", cue.line, 1, cue.line, cue.width + 1)) if cue else None
            for cue in (old, new)
        ]
        values = differences(*facts)
        if wandered or values:
            yield Change(kind="cue", before=things[0], after=things[1], moved=wandered, values=values)


def _cue(cue: vtt.Cue | None) -> Facts:
    return {("time", ""): f"{_time(cue.start)} → {_time(cue.end)}", ("text", ""): " ".join(cue.text)} if cue else {}


def _time(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes)}:{rest:06.3f}"


def file_changes(before: Context | None, after: Context | None, shown: frozenset[str]) -> list[Change]:
    """Return the files that are not as they were and that no module shows: of the cover, credited works, what nobody refers to."""
    one = before.parsed.sources.files if before else {}
    other = after.parsed.sources.files if after else {}
    names = [name for name in sorted({*one, *other}) if not name.endswith((".md", ".yml")) and name not in shown]
    pairs = paired(
        [name for name in names if name in one],
        [name for name in names if name in other],
        lambda name: name if name in one and name in other else None,
        lambda name: hashlib.sha256((other if name in other else one)[name]).hexdigest(),
    )
    found = [
        Change(
            kind="file",
            before=Thing(id=was, text=was, span=Span(was)) if was else None,
            after=Thing(id=now, text=now, span=Span(now)) if now else None,
            values=differences(file_facts(one[was]) if was else {}, file_facts(other[now]) if now else {}),
        )
        for was, now in pairs
    ]
    return [change for change in found if not is_nothing(change)]
