"""Build XML: elements of one namespace from their names, children and attributes."""

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml gives its only element type no public name
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes elements of a namespace, written with `prefix` ("": as the default namespace)."""

    namespace: str
    prefix: str = ""

    def __call__(self, name: str, *content: "Element | str", **attributes: str) -> Element:
        """Return an element that holds `content`, in its order."""
        names: Any = {self.prefix or None: self.namespace}
        made = etree.Element(f"{{{self.namespace}}}{name}", attributes, nsmap=names)
        for part in content:
            if isinstance(part, str):
                made.text = text(part)
            else:
                made.append(part)
        return made


def text(given: str) -> str:
    """Return text that XML may hold."""
    return _FORBIDDEN.sub("\ufffd", given)


def line(given: str, longest: int | None = None) -> str:
    """Return text on one line, cut after a word where it is too long."""
    whole = text(" ".join(given.split()))
    if longest is None or len(whole) <= longest:
        return whole
    return f"{whole[: longest - 1].rpartition(' ')[0] or whole[: longest - 1]}…"


def as_bytes(root: Element) -> bytes:
    """Return XML as it stands in a file."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
