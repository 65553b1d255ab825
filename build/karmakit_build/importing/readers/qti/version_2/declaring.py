"""What an item of QTI 2 declares as right: values, and what each of them is worth."""

from dataclasses import dataclass
from decimal import Decimal

from karmakit_build.importing.gaps import number
from karmakit_build.importing.xml import below, first, inside, said
from karmakit_build.xml import Element


@dataclass(frozen=True, slots=True)
class Declared:
    """The answers to one interaction: how they are counted, of which type, the right ones, and the worth of single ones."""

    cardinality: str
    base: str
    right: tuple[str, ...]
    worths: dict[str, Decimal]
    case: bool

    @property
    def best(self) -> list[str]:
        """Return the right values, with those that are worth as much as the best."""
        top = max(self.worths.values(), default=Decimal(0))
        return list(dict.fromkeys([*self.right, *(key for key, worth in self.worths.items() if worth == top and top > 0)]))

    @property
    def told(self) -> list[str]:
        """Return every value that is right, wholly or in part."""
        return list(dict.fromkeys([*self.right, *(key for key, worth in self.worths.items() if worth > 0)]))

    @property
    def positive(self) -> list[str]:
        """Return the right values, or where none is declared those that are worth something."""
        return list(self.right) or [key for key, worth in self.worths.items() if worth > 0]


def declared(item: Element, interaction: Element) -> Declared:
    """Return what is declared for an interaction; nothing is right where the item does not say."""
    wanted = interaction.get("responseIdentifier", "")
    for each in inside(item, "responseDeclaration"):
        if each.get("identifier") == wanted:
            right = tuple(" ".join(said(value).split()) for value in inside(first(each, "correctResponse"), "value"))
            entries = {
                " ".join(entry.get("mapKey", "").split()): number(entry.get("mappedValue", "")) or Decimal(0)
                for entry in below(each, "mapEntry")
            }
            case = any(entry.get("caseSensitive", "true").lower() == "true" for entry in below(each, "mapEntry"))
            return Declared(each.get("cardinality", ""), each.get("baseType", ""), tuple(filter(None, right)), entries, case)
    return Declared("", "", (), {}, case=False)
