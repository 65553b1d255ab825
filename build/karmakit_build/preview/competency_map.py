"""The competencies of a course against its modules, as a picture and as a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.preview.pictures import Mark, Row, picture
from karmakit_build.preview.showing import Showing
from karmakit_build.preview.ways import Way, module_page
from karmakit_schemas.course import Competency, Module

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
    rows, modules = served(showing.modules), showing.modules
    if not rows:
        return '<p class="none">No module names a competency.</p>'
    columns = [str(number) for number in range(1, len(modules) + 1)]
    drawn = [
        Row(one.name, tuple(_mark(one, module, number) for number, module in enumerate(modules) if module.id in one.modules))
        for one in rows
    ]
    title = f"{len(rows)} {'competency' if len(rows) == 1 else 'competencies'} against {len(modules)} modules"
    shown = picture("competencies", title, _told(rows, modules), drawn, columns=columns)
    legend = (
        '<p class="legend"><span class="key full"></span> an objective of the module serves it '
        '<span class="key open"></span> the module only names it. Numbers: the modules in their order.</p>'
    )
    return shown + legend + _table(rows, showing, way)


def _mark(one: Served, module: Module, number: int) -> Mark:
    level, is_served = one.modules[module.id]
    says = "served by an objective" if is_served else "named only"
    return Mark(number, "full" if is_served else "open", f"{module.meta.title}: {says}{f', level {level}' if level else ''}")


def _told(rows: Iterable[Served], modules: tuple[Module, ...]) -> str:
    places = {module.id: number for number, module in enumerate(modules, 1)}
    return "; ".join(f"{one.name}: modules {', '.join(str(places[name]) for name in one.modules)}" for one in rows)


def _table(rows: Iterable[Served], showing: Showing, way: Way) -> str:
    titles = {module.id: module.meta.title for module in showing.modules}
    lines = "".join(
        f'<tr><th scope="row">{escape(one.key[0])}: {escape(one.name)}</th><td>{_places(one, titles, showing, way)}</td></tr>'
        for one in rows
    )
    head = '<thead><tr><th scope="col">Competency</th><th scope="col">Modules</th></tr></thead>'
    return f"<details><summary>The same as a table</summary><table>{head}<tbody>{lines}</tbody></table></details>"


def _places(one: Served, titles: Mapping[str, str], showing: Showing, way: Way) -> str:
    links = {name: tag("a", escape(titles[name]), href=way.to(module_page(showing.name, name))) for name in one.modules}
    return f"<ul>{''.join(f'<li>{links[name]} ({_notes(*how)})</li>' for name, how in one.modules.items())}</ul>"


def _notes(level: str, is_served: bool) -> str:  # noqa: FBT001 - what a cell of the map holds
    said = "served by an objective" if is_served else "named only"
    return escape(f"level {level}, {said}" if level else said)
