"""Write a formula in presentation MathML as LaTeX, where that can be done without guessing."""

import re

from karmakit_build.importing.xml import inside, local, said
from karmakit_build.xml import Element

_SIGNS = {
    "×": r"\times",  # noqa: RUF001 - the sign itself
    "÷": r"\div",
    "·": r"\cdot",
    "±": r"\pm",
    "−": "-",  # noqa: RUF001 - the minus of MathML
    "≤": r"\le",
    "≥": r"\ge",
    "≠": r"\ne",
    "≈": r"\approx",
    "→": r"\to",
    "∞": r"\infty",
    "∑": r"\sum",
    "∏": r"\prod",
    "∫": r"\int",
    "∂": r"\partial",
    "√": r"\surd",
    "∈": r"\in",
    "∪": r"\cup",  # noqa: RUF001 - the sign itself
    "∩": r"\cap",
    "π": r"\pi",
    "α": r"\alpha",  # noqa: RUF001 - the Greek letter
    "β": r"\beta",
    "γ": r"\gamma",  # noqa: RUF001 - the Greek letter
    "δ": r"\delta",
    "θ": r"\theta",
    "λ": r"\lambda",
    "μ": r"\mu",
    "σ": r"\sigma",  # noqa: RUF001 - the Greek letter
    "φ": r"\phi",
    "ω": r"\omega",
    "Δ": r"\Delta",
    "Σ": r"\Sigma",
    "Ω": r"\Omega",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "\u2061": "",
    "\u2062": "",
    "\u2063": ",",
}
_PLAIN = re.compile(r"[A-Za-z0-9+\-*/=<>()\[\]|!,.;:' ]*")
_FUNCTIONS = frozenset({"sin", "cos", "tan", "log", "ln", "exp", "lim", "max", "min"})
_GROUPS = frozenset({"math", "mrow", "mstyle", "mpadded", "semantics"})
# how many children each has, and how they are written
_FORMS = {
    "mfrac": (2, r"\frac{{{0}}}{{{1}}}"),
    "msup": (2, "{{{0}}}^{{{1}}}"),
    "msub": (2, "{{{0}}}_{{{1}}}"),
    "msubsup": (3, "{{{0}}}_{{{1}}}^{{{2}}}"),
    "mroot": (2, r"\sqrt[{1}]{{{0}}}"),
    "munder": (2, "{0}_{{{1}}}"),
    "mover": (2, "{0}^{{{1}}}"),
    "munderover": (3, "{0}_{{{1}}}^{{{2}}}"),
}


def latex(formula: Element) -> str | None:
    """Return a formula as LaTeX; None where it holds what has no plain counterpart."""
    try:
        return " ".join(_written(formula).split()) or None
    except ValueError:
        return None


def _written(element: Element) -> str:  # noqa: PLR0911 - a return a form
    name, children = local(element), list(inside(element))
    if name in {"mi", "mn", "mo"}:
        return _sign("".join(said(element).split()))
    if name == "mtext":
        words = said(element)
        if not _PLAIN.fullmatch(words):
            raise ValueError(words)
        return rf"\text{{{words}}}" if words.strip() else " "
    if name == "semantics":
        return _written(children[0]) if children else ""
    if name in _GROUPS:
        return " ".join(map(_written, children))
    if name == "msqrt":
        return rf"\sqrt{{{' '.join(map(_written, children))}}}"
    if name == "mfenced":
        opening, closing = element.get("open", "("), element.get("close", ")")
        return f"{_sign(opening)} {', '.join(map(_written, children))} {_sign(closing)}"
    if name == "mspace":
        return " "
    count, form = _FORMS.get(name, (-1, ""))
    if len(children) != count:
        raise ValueError(name)
    return form.format(*map(_written, children))


def _sign(text: str) -> str:
    if text in _FUNCTIONS:
        return rf"\{text} "
    made = "".join(f"{_SIGNS[sign]} " if sign in _SIGNS else sign for sign in text)
    if not all(sign in _SIGNS or _PLAIN.fullmatch(sign) for sign in text):
        raise ValueError(text)
    return rf"\mathrm{{{made}}}" if len(text) > 1 and text.isalpha() and text.isascii() else made
