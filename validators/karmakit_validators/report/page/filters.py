"""Choosing what is shown, with radio buttons and the style sheet alone; where `:has()` is unknown, everything is shown."""

from collections.abc import Sequence
from html import escape

from karmakit_validators.report.manner import Manner
from karmakit_validators.report.page.finding import classes
from karmakit_validators.report.part import Part
from karmakit_validators.report.words import Words

KINDS = {"grave": "grave", "gates": "gate", "humans": "human", "mendable": "mendable"}
"""What can be chosen, each with the class of the findings that it shows."""


def filters(parts: Sequence[Part], manner: Manner, say: Words) -> str:
    """Return the choice with the number of findings behind each; nothing where there is nothing to choose."""
    found = [classes(finding, manner).split() for part in parts for finding in part.findings]
    numbers = {key: sum(name in marks for marks in found) for key, name in KINDS.items()}
    worth = {key: number for key, number in numbers.items() if 0 < number < len(found)}
    if not worth:
        return ""
    rows = "".join(_choice(key, number, say, checked=key == "all") for key, number in {"all": len(found), **worth}.items())
    return f'<fieldset class="filters"><legend>{escape(say("page.filter"))}</legend>{rows}</fieldset>\n'


def _choice(key: str, number: int, say: Words, *, checked: bool) -> str:
    mark = " checked" if checked else ""
    told = f'{escape(say(f"page.filter.{key}"))} <span class="many">{say.grouped(number)}</span>'
    return f'<label><input type="radio" name="show" id="show-{key}" autocomplete="off"{mark}><span>{told}</span></label>'
