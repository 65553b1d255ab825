"""The directives of the dialect: which there are, what they may say and what they may hold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive: `needs` and `may` are its attribute names, `inside` the directives it must stand in (none: anywhere)."""

    name: str
    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()


def _d(name: str, needs: str = "", may: str = "", inside: str = "", **choices: str) -> Directive:
    return Directive(
        name,
        needs=frozenset(needs.split()),
        may=frozenset(may.split()),
        inside=frozenset(inside.split()),
        choices=tuple((key, tuple(value.split())) for key, value in choices.items()),
    )


DIRECTIVES: dict[str, Directive] = {
    d.name: d
    for d in (
        _d("callout", may="kind title id", kind="note tip important warning caution"),
        _d("scenario", may="title id"),
        _d("figure", needs="src", may="alt decorative id width", decorative="true"),
        _d("description", inside="figure video"),
        _d("tabs", may="id"),
        _d("tab", needs="title", inside="tabs"),
        _d("steps", may="title id"),
        # that a video has no captions, ACC011 says, with the reason
        _d("video", needs="src title", may="captions poster duration id visual", visual="spoken shown"),
        _d("audio", needs="src title", may="duration id"),
        _d("further-reading", may="title id"),
        _d("reflection", needs="id", may="title"),
        _d("details", needs="title", may="id"),
        _d(
            "question",
            needs="id",
            may="objective type points attempts shuffle case bloom",
            type="single multiple true-false matching ordering fill-in numeric scale",
            shuffle="true false",
            case="true false",
            bloom="remember understand apply analyse evaluate create",
        ),
    )
}
