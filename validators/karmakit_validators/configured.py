"""The settings of a course: what `karmakit.toml` says, and what the command line says over it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from karmakit_authoring.config import Project
from karmakit_schemas.config import CheckConfig, FolderConfig
from karmakit_schemas.course import Place
from karmakit_schemas.errors import UsageError
from karmakit_schemas.findings import Severity
from karmakit_validators.catalogue import did_you_mean, discover, matching
from karmakit_validators.settings import Profile, Settings


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says; None and nothing are left to the configuration."""

    profile: Profile | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    today: date | None = None


def settings_of(project: Project, given: Given, way: str = ".") -> Settings:
    """Return the settings of the course that lies `way` below the folder of the configuration.

    `--select` takes the place of every `select` and `ignore` of the file: who asks for a rule wants to see it. `--ignore` adds to
    what the file ignores. Of folders the later one wins.
    """
    check = project.check
    folders = [(number, each) for number, each in enumerate(check.folder) if _is_in(way, each.path)]
    layers: list[tuple[Place, CheckConfig | FolderConfig]] = [(("check",), check)]
    layers += [(("check", "folder", number), each) for number, each in folders]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: dict[str, Severity] = {}
    for place, layer in layers:
        for key in ("select", "ignore"):
            _must_be_rules(project, (*place, key), getattr(layer, key))
        select = layer.select or select
        ignore += layer.ignore
        severities.update(_severities(project, (*place, "severity"), layer))
    if given.select:
        select, ignore = given.select, ()
    return Settings(
        profile=given.profile or check.profile or "review",
        select=select,
        ignore=(*ignore, *given.ignore),
        today=given.today,
        severities=severities,
        known=project.known,
        terms=check.terms,
    )


def _is_in(way: str, pattern: str) -> bool:
    """Say whether a course, or a folder that holds it, has a path of this pattern; a `*` stays within one name."""
    names, wanted = way.split("/"), pattern.strip("/").split("/")
    return len(names) >= len(wanted) and all(fnmatchcase(name, one) for name, one in zip(names, wanted, strict=False))


def _must_be_rules(project: Project, place: Place, selectors: tuple[str, ...]) -> None:
    try:
        matching(selectors)
    except UsageError as error:
        raise project.fault(place, str(error)) from None


def _severities(project: Project, place: Place, layer: CheckConfig | FolderConfig) -> Iterator[tuple[str, Severity]]:
    """Yield the codes whose weight is set; a gate has its own, whatever is wished."""
    for word, name in layer.severity.items():
        entry = next((e for e in discover() if word.upper() == e.code or word.lower() == e.name), None)
        if entry is None:
            raise project.fault((*place, word), f"no rule is called '{word}'{did_you_mean(word)}")
        if entry.rule.gate:
            raise project.fault((*place, word), f"{entry.code} {entry.name} is a gate, and keeps its weight; remove this line")
        yield entry.code, Severity[name]
