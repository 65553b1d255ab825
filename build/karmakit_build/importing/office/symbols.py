"""The signs of equations by their names in TeX."""

_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu "
    "nu xi omicron pi rho varsigma sigma tau upsilon phi chi psi omega"
)
_LARGE = {
    "\u0393": "Gamma",
    "\u0394": "Delta",
    "\u0398": "Theta",
    "\u039b": "Lambda",
    "\u039e": "Xi",
    "\u03a0": "Pi",
    "\u03a3": "Sigma",
    "\u03a6": "Phi",
    "\u03a8": "Psi",
    "\u03a9": "Omega",
}
_NAMED = {
    "\u2212": "-",
    "\u00d7": r"\times ",
    "\u00f7": r"\div ",
    "\u00b1": r"\pm ",
    "\u2213": r"\mp ",
    "\u00b7": r"\cdot ",
    "\u22c5": r"\cdot ",
    "\u2217": "*",
    "\u2264": r"\leq ",
    "\u2265": r"\geq ",
    "\u2260": r"\neq ",
    "\u2248": r"\approx ",
    "\u2261": r"\equiv ",
    "\u221d": r"\propto ",
    "\u221e": r"\infty ",
    "\u2202": r"\partial ",
    "\u2207": r"\nabla ",
    "\u2208": r"\in ",
    "\u2209": r"\notin ",
    "\u2282": r"\subset ",
    "\u2286": r"\subseteq ",
    "\u222a": r"\cup ",
    "\u2229": r"\cap ",
    "\u2200": r"\forall ",
    "\u2203": r"\exists ",
    "\u2227": r"\wedge ",
    "\u2228": r"\vee ",
    "\u00ac": r"\neg ",
    "\u2190": r"\leftarrow ",
    "\u2192": r"\rightarrow ",
    "\u21d2": r"\Rightarrow ",
    "\u21d4": r"\Leftrightarrow ",
    "\u2026": r"\ldots ",
    "\u22ef": r"\cdots ",
    "\u2032": "'",
    "\u2061": "",
    "\u00b0": r"^{\circ}",
    "\u03d5": r"\phi ",
    "\u03d1": r"\vartheta ",
    "\u03f5": r"\epsilon ",
}

SIGNS = {
    **{chr(0x3B1 + number): rf"\{name} " for number, name in enumerate(_GREEK.split())},
    **{sign: rf"\{name} " for sign, name in _LARGE.items()},
    **_NAMED,
}
"""A character of an equation, and what it is in TeX."""

OPERATORS = {
    "\u2211": r"\sum",
    "\u220f": r"\prod",
    "\u222b": r"\int",
    "\u222c": r"\iint",
    "\u222d": r"\iiint",
    "\u222e": r"\oint",
    "\u22c3": r"\bigcup",
    "\u22c2": r"\bigcap",
}
"""A large operator, and its name in TeX."""

ACCENTS = {
    "\u0302": r"\hat",
    "\u0303": r"\tilde",
    "\u0304": r"\bar",
    "\u0305": r"\overline",
    "\u0307": r"\dot",
    "\u0308": r"\ddot",
    "\u20d7": r"\vec",
}
"""A combining character over a base, and its name in TeX."""

_UPRIGHT = "arccos arcsin arctan cos cosh cot csc det exp gcd lim ln log max min sec sin sinh sup tan tanh"
FUNCTIONS = frozenset(_UPRIGHT.split())
"""Names that TeX sets upright."""
