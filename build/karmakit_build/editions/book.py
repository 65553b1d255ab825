"""Put the parts of an edition in their order."""

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.compiler.sheet import Shared, Sheet
from karmakit_build.editions.back import closing, glossary
from karmakit_build.editions.edition import Edition
from karmakit_build.editions.front import contents, cover
from karmakit_build.editions.module import module_part
from karmakit_build.editions.session import marks, session
from karmakit_build.editions.writers import shared
from karmakit_schemas.course import Module, Unit


def book(edition: Edition) -> str:
    """Return the whole text of an edition as HTML."""
    common = shared(edition)
    sheet = Sheet(common, "course.yml", ".")
    guide = (session(edition, sheet), marks(edition)) if edition.answers else ()
    units = (_unit(edition, common, unit, modules, place) for place, (unit, modules) in enumerate(edition.units, 1) if modules)
    terms = glossary(edition, Sheet(common, "glossary.md", "."))
    return "".join((cover(edition, sheet), contents(edition, sheet), *guide, *units, terms, closing(edition, sheet)))


def _unit(edition: Edition, common: Shared, unit: Unit, modules: tuple[Module, ...], place: int) -> str:
    title = tag("h2", escape(unit.title), id=f"u{place}")
    parts = "".join(module_part(edition, common, module) for module in modules)
    return tag("section", f"{title}\n{parts}", class_="unit") + "\n"
