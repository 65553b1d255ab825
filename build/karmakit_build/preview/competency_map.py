"""The competencies of a course against its modules, as a picture and as a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.preview.pictures import Mark, Row, legend, picture, table
from karmakit_build.preview.showing import Showing
from karmakit_build.preview.ways import Way, module_page
from karmakit_schemas.course import Competency, Module
from karmakit_validators.report.words import Words

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Served:
    """A competency with the modules that name it, each with its level there, and whether an objective there serves it."""

    key: Key
    modules: Mapping[str, tuple[str, bool]]

    @property
    def name(self) -> str:
        """Return theme and sub-theme."""
        return f"{self.key[1]} › {self.key[2]}"  # noqa: RUF001 - the sign of a path, as readers know it


def served(modules: Iterable[Module]) -> tuple[Served, ...]:
    """Return the competencies that modules name, in the order in which they are met."""
    found: dict[Key, dict[str, tuple[str, bool]]] = {}
    for module in modules:
        aims = {name for objective in module.meta.objectives for name in objective.serves}
        for each in module.meta.competencies:
            found.setdefault(_key(each), {})[module.id] = _level(each), each.subtheme in aims
    return tuple(Served(key, where) for key, where in found.items())


def _key(competency: Competency) -> Key:
    return competency.area, competency.theme, competency.subtheme


def _level(competency: Competency) -> str:
    return "" if competency.level is None else str(competency.level)


def competency_map(showing: Showing, way: Way) -> str:
    """Return the map as HTML; a line where no module names a competency."""
    say, rows, modules = way.say, served(showing.modules), showing.modules
    if not rows:
        return tag("p", escape(say("competencies.none")), class_="none")
    columns = [str(number) for number in range(1, len(modules) + 1)]
    drawn = [
        Row(one.name, tuple(_mark(one, module, number, say) for number, module in enumerate(modules) if module.id in one.modules))
        for one in rows
    ]
    key = "competencies.title.one" if len(rows) == 1 else "competencies.title.other"
    title = say(key, n=len(rows), modules=say.number("modules", len(modules)))
    shown = picture("competencies", title, _told(rows, modules, say), drawn, columns=columns)
    keys = legend(("full", say("competencies.full")), ("open", say("competencies.open")), ("", say("competencies.numbers")))
    return shown + keys + _table(rows, showing, way)


def _mark(one: Served, module: Module, number: int, say: Words) -> Mark:
    level, is_served = one.modules[module.id]
    return Mark(number, "full" if is_served else "open", f"{module.meta.title}: {_notes(level, is_served, say)}")


def _told(rows: Iterable[Served], modules: tuple[Module, ...], say: Words) -> str:
    places = {module.id: number for number, module in enumerate(modules, 1)}
    return "; ".join(
        say("competencies.told", name=one.name, modules=", ".join(str(places[name]) for name in one.modules)) for one in rows
    )


def _table(rows: Iterable[Served], showing: Showing, way: Way) -> str:
    titles = {module.id: module.meta.title for module in showing.modules}
    lines = "".join(
        f'<tr><th scope="row">{escape(one.key[0])}: {escape(one.name)}</th><td>{_places(one, titles, showing, way)}</td></tr>'
        for one in rows
    )
    return table([way.say("competencies.head"), way.say("competencies.head.modules")], lines, way)


def _places(one: Served, titles: Mapping[str, str], showing: Showing, way: Way) -> str:
    links = {name: tag("a", escape(titles[name]), href=way.to(module_page(showing.name, name))) for name in one.modules}
    return f"<ul>{''.join(f'<li>{links[name]} ({escape(_notes(*how, way.say))})</li>' for name, how in one.modules.items())}</ul>"


def _notes(level: str, is_served: bool, say: Words) -> str:  # noqa: FBT001 - what a cell of the map holds
    said = say("competencies.served" if is_served else "competencies.named")
    return say("competencies.level", said=said, level=level) if level else said
