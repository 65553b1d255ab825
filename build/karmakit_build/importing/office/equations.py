"""Write an equation of Office (OMML, ECMA-376 Part 1, 22.1) as TeX, where it is made of what both have."""

from collections.abc import Callable, Mapping

from karmakit_build.importing.office.names import M, tag, text_in
from karmakit_build.importing.office.symbols import ACCENTS, FUNCTIONS, OPERATORS, SIGNS
from karmakit_build.importing.xml import local
from karmakit_build.xml import Element


class UnknownError(Exception):
    """It was attempted to write a part of an equation for which there is no word here; it carries the part's name."""


def tex_of(equation: Element) -> tuple[str, str]:
    """Return the TeX of an `m:oMath`, and the name of the first part that could not be written.

    With such a part, the first text is not TeX but the equation's characters, one after another.
    """
    try:
        return " ".join(_row(equation).split()), ""
    except UnknownError as unknown:
        return text_in(equation, tag(M, "t")).strip(), str(unknown)


def _row(element: Element | None) -> str:
    """Return the TeX of all that stands in an element, one after another."""
    return "" if element is None else " ".join(_written(each) for each in element)


def _written(element: Element) -> str:
    name = local(element)
    if name in _WRITERS:
        return _WRITERS[name](element)
    if name.endswith("Pr") or element.tag == tag(M, "t"):
        return ""
    if not element.tag.startswith(f"{{{M}}}"):
        return "" if not "".join(map(str, element.itertext())).strip() else _raise(name)
    return _raise(name)


def _raise(name: str) -> str:
    raise UnknownError(name)


def _run(element: Element) -> str:
    """Return characters: names and numbers as they are, signs by their names in TeX; a plain run as text."""
    text = text_in(element, tag(M, "t"))
    plain = element.find(f"{tag(M, 'rPr')}/{tag(M, 'nor')}") is not None
    if plain or (len(text.split()) > 1 and text.replace(" ", "").isalpha()):
        return rf"\text{{{_escaped(text)}}}" if text.strip() else r"\ "
    if text.strip() in FUNCTIONS:
        return rf"\{text.strip()} "
    return "".join(SIGNS.get(sign, _escaped(sign)) for sign in text)


def _escaped(text: str) -> str:
    return "".join(rf"\{sign}" if sign in "#$%&_{}" else r"\backslash " if sign == "\\" else sign for sign in text)


def _part(element: Element, name: str) -> str:
    return _row(element.find(tag(M, name))).strip()


def _property(element: Element, name: str, default: str = "") -> str:
    """Return a value out of the properties that an object begins with."""
    first = element[0] if len(element) and local(element[0]).endswith("Pr") else None
    found = first.find(tag(M, name)) if first is not None else None
    return default if found is None else found.get(tag(M, "val"), "")


def _fraction(element: Element) -> str:
    return rf"\frac{{{_part(element, 'num')}}}{{{_part(element, 'den')}}}"


def _root(element: Element) -> str:
    degree = _part(element, "deg")
    return rf"\sqrt{f'[{degree}]' if degree else ''}{{{_part(element, 'e')}}}"


def _scripts(*names: tuple[str, str]) -> Callable[[Element], str]:
    """Return the writer of a base with scripts: each by its part's name and the sign that TeX has for it."""

    def write(element: Element) -> str:
        return f"{{{_part(element, 'e')}}}{''.join(f'{sign}{{{_part(element, name)}}}' for name, sign in names)}"

    return write


def _before(element: Element) -> str:
    return f"{{}}_{{{_part(element, 'sub')}}}^{{{_part(element, 'sup')}}}{{{_part(element, 'e')}}}"


def _large(element: Element) -> str:
    """Return a sum, an integral and the like; without a sign of its own it is an integral (22.1.2.70)."""
    sign = _property(element, "chr", "\u222b")
    if sign not in OPERATORS:
        raise UnknownError(f"nary {sign}")
    limits = "".join(f"{mark}{{{text}}}" for mark, text in (("_", _part(element, "sub")), ("^", _part(element, "sup"))) if text)
    return f"{OPERATORS[sign]}{limits} {_part(element, 'e')}"


def _fenced(element: Element) -> str:
    opening, closing = _property(element, "begChr", "("), _property(element, "endChr", ")")
    parting = _property(element, "sepChr", "|")
    inner = f" {_fence(parting)} ".join(_row(each).strip() for each in element.findall(tag(M, "e")))
    return rf"\left{_fence(opening)} {inner} \right{_fence(closing)}"


def _fence(sign: str) -> str:
    known = {"": ".", "{": r"\{", "}": r"\}", "\u2016": r"\|", "\u27e8": r"\langle ", "\u27e9": r"\rangle "}
    plain = {"(", ")", "[", "]", "|", "/"}
    named = {"\u230a": r"\lfloor ", "\u230b": r"\rfloor ", "\u2308": r"\lceil ", "\u2309": r"\rceil "}
    if sign in plain:
        return sign
    return known.get(sign) or named.get(sign) or _raise(f"fence {sign}")


def _matrix(element: Element) -> str:
    rows = [" & ".join(_row(each).strip() for each in row.findall(tag(M, "e"))) for row in element.findall(tag(M, "mr"))]
    return _stacked(rows)


def _lines(element: Element) -> str:
    return _stacked([_row(each).strip() for each in element.findall(tag(M, "e"))])


def _stacked(rows: list[str]) -> str:
    return r" \\ ".join(rows).join([r"\begin{matrix} ", r" \end{matrix}"])


def _accent(element: Element) -> str:
    sign = _property(element, "chr", "\u0302")
    return f"{ACCENTS.get(sign) or _raise(f'accent {sign}')}{{{_part(element, 'e')}}}"


def _bar(element: Element) -> str:
    return rf"\{'overline' if _property(element, 'pos') == 'top' else 'underline'}{{{_part(element, 'e')}}}"


def _function(element: Element) -> str:
    return f"{_part(element, 'fName')} {{{_part(element, 'e')}}}"


def _limit(element: Element) -> str:
    mark = "_" if local(element) == "limLow" else "^"
    base = _part(element, "e")
    return (
        f"{base}{mark}{{{_part(element, 'lim')}}}"
        if base.startswith("\\")
        else rf"\mathop{{{base}}}{mark}{{{_part(element, 'lim')}}}"
    )


def _inner(element: Element) -> str:
    return _part(element, "e")


_WRITERS: Mapping[str, Callable[[Element], str]] = {
    "r": _run,
    "oMath": _row,
    "f": _fraction,
    "rad": _root,
    "sSup": _scripts(("sup", "^")),
    "sSub": _scripts(("sub", "_")),
    "sSubSup": _scripts(("sub", "_"), ("sup", "^")),
    "sPre": _before,
    "nary": _large,
    "d": _fenced,
    "m": _matrix,
    "eqArr": _lines,
    "acc": _accent,
    "bar": _bar,
    "func": _function,
    "limLow": _limit,
    "limUpp": _limit,
    "box": _inner,
    "borderBox": lambda element: rf"\boxed{{{_part(element, 'e')}}}",
    "phant": _inner,
}
