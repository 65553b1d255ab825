"""What a new module is called, of which kind it is, and where it stands."""

from typing import cast, get_args

from karmakit_authoring.parse import FOLDER
from karmakit_authoring.scaffold.filling import template_language
from karmakit_authoring.scaffold.modules import NewModule
from karmakit_authoring.scaffold.names import called, free, numbered, one_line, slug, sound, taken_in, words_of
from karmakit_build.cli.new._asking import Asking
from karmakit_schemas.course import ModuleKind
from karmakit_schemas.errors import UsageError
from karmakit_schemas.parsed import Parsed

SHORTEST = 2  # letters: what is no longer says nothing as a title
KINDS: tuple[ModuleKind, ...] = get_args(ModuleKind)


def kind_of(asking: Asking, given: str | None) -> ModuleKind:
    """Return the kind of a module."""
    return cast("ModuleKind", asking.choice("--kind", "Kind", given, KINDS, "think"))


def name_of(asking: Asking, parsed: Parsed, identifier: str | None, title: str | None) -> tuple[str, str]:
    """Return id and title of a module that is to be."""
    taken = taken_in(parsed) - _awaited(parsed)
    if identifier is not None:
        sound(identifier, "module", taken)
    number = len(parsed.modules) + 1
    said = asking.text("--title", "Title", title, lambda text: one_line(text, "title"), _title(parsed, identifier, number))
    near = slug(said)
    made = free(near, taken) if near else numbered("module-", number, taken)
    return asking.proposed("ID", "Id", identifier, lambda text: sound(text, "module", taken), made), said


def _title(parsed: Parsed, identifier: str | None, number: int) -> str:
    """Return the title to propose, in the language of the course."""
    language = parsed.part.meta.language
    if identifier and len(identifier) > SHORTEST and template_language(language) == "en":
        return words_of(identifier)
    return called(language, "module", number)


def _awaited(parsed: Parsed) -> set[str]:
    """Return the modules that the outline names and nobody has written yet."""
    there = {module.id for module in parsed.modules}
    return {
        name
        for unit in parsed.part.meta.units
        for name in unit.modules
        if name not in there and f"{FOLDER}/{name}.md" not in parsed.sources.files
    }


def unit_of(asking: Asking, parsed: Parsed, new: NewModule, given: str | None) -> int | None:
    """Return the number of the unit to put a module into; None where one names it already."""
    units = parsed.part.meta.units
    ids = [unit.id for unit in units]
    standing = next((unit.id for unit in units if new.id in unit.modules), None)
    if standing is not None:
        if given not in {None, standing}:
            raise UsageError(f"`{new.id}` stands in the unit `{standing}` already: leave out --unit")
        return None
    only = ids[0] if len(ids) == 1 and given is None else given
    return ids.index(asking.choice("--unit", "Unit", only, ids, _last(parsed, new.kind)))


def _last(parsed: Parsed, kind: ModuleKind) -> str:
    """Return the last unit; for what is no test, the last that teaches, if one does."""
    tests = {module.id for module in parsed.modules if module.test is not None}
    units = parsed.part.meta.units
    teaching = [unit.id for unit in units if kind == "test" or not tests.issuperset(unit.modules)]
    return teaching[-1] if teaching else units[-1].id
