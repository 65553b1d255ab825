"""Write competencies under iGOT's names; identifiers come from the operator's framework file, or stay empty and are listed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from karmakit_build.igot.framework import Framework, Path
from karmakit_build.igot.placeholders import Placeholder
from karmakit_schemas.course import Competency, Course, Module

Names = tuple[str, str, str]
KINDS = ("Area", "Theme", "SubTheme")
_WORDS = {"Area": "area", "Theme": "theme", "SubTheme": "sub-theme"}
FRAMEWORK = "kcmfinal_fw"


@dataclass(frozen=True)
class Competencies:
    """The competencies of a course by their names, each with its place in the framework file, if that is there and knows it."""

    found: Mapping[Names, Path | None]

    def v6(self, modules: Iterable[Module]) -> list[dict[str, Any]]:
        """Return `competencies_v6` of some modules: one object a sub-theme, in the order of first appearance."""
        return [_v6(names, self.found[names]) for names in named(modules)]

    def v5(self, modules: Iterable[Module]) -> list[dict[str, Any]]:
        """Return `competencies_v5` of some modules; its whole numbers stand in no file we know, and are left to be filled in."""
        return [_v5(names) for names in named(modules)]

    def unfilled(self, nodes: Mapping[str, Iterable[Module]], *, v5: bool) -> list[Placeholder]:
        """Return what the operator has to fill in, in the nodes of these keys: an area or theme that many share under one name."""
        listed: list[Placeholder] = []
        first: dict[tuple[bool | str, ...], int] = {}
        for turn, (names, path) in enumerate(self.found.items(), 1):
            for depth, (kind, name) in enumerate(zip(KINDS, names, strict=True), 1):
                number = first.setdefault((path is None, *names[:depth]), turn)
                said = f"of the {_WORDS[kind]} {name}"
                if path is None:
                    listed += _at(
                        names, nodes, Gap(f"{number}.{kind.lower()}", "v6", f"{kind}Identifier", f"The identifier {said}")
                    )
                    listed += _at(
                        names, nodes, Gap(f"{number}.{kind.lower()}ref", "v6", f"{kind}RefId", f"The reference code {said}")
                    )
                if v5:
                    listed += _at(
                        names, nodes, Gap(f"{number}.{kind.lower()}id", "v5", f"{kind}Id", f"The older whole number {said}")
                    )
        return listed


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty field of a competency: the end of its placeholder's name, the generation of the list, the field and what it is."""

    name: str
    version: str
    field: str
    what: str


def competencies(course: Course, framework: Framework | None) -> Competencies:
    """Return the competencies of a course, looked up where there is a framework."""
    return Competencies({names: framework.find(*names) if framework else None for names in named(course.modules)})


def named(modules: Iterable[Module]) -> tuple[Names, ...]:
    """Return the competencies of modules by their names, each once."""
    return tuple(dict.fromkeys(_names(each) for module in modules for each in module.meta.competencies))


def _names(competency: Competency) -> Names:
    return competency.area, competency.theme, competency.subtheme


def _at(names: Names, nodes: Mapping[str, Iterable[Module]], gap: Gap) -> Iterable[Placeholder]:
    """Yield a placeholder for each place that the competency has in the lists of the nodes."""
    places: dict[int, list[str]] = {}
    for key, modules in nodes.items():
        listed = named(modules)
        if names in listed:
            places.setdefault(listed.index(names), []).append(key)
    for index, keys in places.items():
        path = f"competencies_{gap.version}.{index}.competency{gap.field}"
        is_old = gap.version == "v5"
        what = f"{gap.what}, from the framework {FRAMEWORK}."
        yield Placeholder(
            f"competency.{gap.name}", tuple(keys), path, "integer" if is_old else "string", needed=not is_old, what=what
        )


def _v6(names: Names, path: Path | None) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for kind, name, term in zip(KINDS, names, path or (None, None, None), strict=True):
        told |= {
            f"competency{kind}Identifier": term.identifier if term else "",
            f"competency{kind}RefId": term.code if term else "",
            f"competency{kind}Name": term.name if term else name,
            f"competency{kind}Description": term.description if term else "",
        }
        if kind == "Theme":
            told["competencyThemeType"] = "theme"
        if kind != "Area":
            told[f"competency{kind}AdditionalProperties"] = dict(term.more) if term else {}
    return told


def _v5(names: Names) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for kind, name in zip(KINDS, names, strict=True):
        told |= {f"competency{kind}": name, f"competency{kind}Id": "", f"competency{kind}Description": ""}
        if kind == "Theme":
            told["competencyThemeType"] = ""
    return told
