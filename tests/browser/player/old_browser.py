"""What a browser of the age of Chrome 80 makes of the stylesheet: it leaves out what it does not know."""

import re

_UNKNOWN = re.compile(
    r"(?:inset|margin|padding|border)-(?:inline|block)|inset(?:-(?:inline|block)-(?:start|end))?|border-(?:start|end)-(?:start|end)-radius"
    r"|appearance|accent-color|color-scheme|aspect-ratio|text-wrap|text-underline-offset|text-decoration-thickness"
)
_UNKNOWN_SELECTOR = re.compile(r":(?:focus-visible|is|where|has)\b|::?marker")
_GAP = re.compile(r"(?:row-|column-)?gap")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
MISSING = "(not (appearance: none)) and (not (inset: 0))"


def aged(style: str) -> str:
    """Return the stylesheet as such a browser reads it."""
    return _RULE.sub(_rule, style.replace(f"@supports {MISSING}", "@supports (display: block)"))


def _rule(rule: re.Match[str]) -> str:
    selector, body = rule[1], rule[2]
    if _UNKNOWN_SELECTOR.search(selector):
        return ""
    # a gap is known in a grid since Chrome 66, in a flexible box since Chrome 84
    grid = "display:grid" in body
    kept = [line for line in body.split(";") if not _unknown(line.partition(":")[0], grid=grid)]
    return f"{selector}{{{';'.join(kept)}}}"


def _unknown(name: str, *, grid: bool) -> bool:
    return bool(_UNKNOWN.fullmatch(name) or (_GAP.fullmatch(name) and not grid))
