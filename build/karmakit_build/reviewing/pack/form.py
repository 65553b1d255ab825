"""The quality form in the pack: what the rules answered, with their evidence, and the questions that are left to a reviewer."""

from collections.abc import Iterator
from dataclasses import dataclass

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.reviewing.pack.controls import area, radios
from karmakit_build.reviewing.pack.deciding import LONGEST
from karmakit_build.reviewing.pack.told import plain_list
from karmakit_schemas.quality import Criterion
from karmakit_validators.report.page.inline import signs
from karmakit_validators.report.words import Words
from karmakit_validators.vetting.form import Reply, Settled
from karmakit_validators.vetting.form_report import Shown, evidence

_STRICTER: dict[Reply | None, tuple[Reply, ...]] = {
    None: ("yes", "no", "not-applicable"),
    "yes": ("no", "not-applicable"),
    "not-applicable": ("no",),
    "no": (),
}
"""What a person may still answer beside the rules' answer: a stricter one alone."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement for the script: its id, the rules beside it, and whether nobody has answered it."""

    id: str
    evidence: tuple[str, ...]
    is_open: bool


def statements(shown: Shown) -> tuple[Statement, ...]:
    """Return the statements in their order."""
    return tuple(Statement(one.line.statement.id, one.line.statement.rules, one.answer is None) for one in shown.form.lines)


def form(shown: Shown, say: Words) -> str:
    """Return the form as HTML: a part for each criterion, a group of native controls for each statement."""
    return "".join(_criterion(criterion, shown, say) for criterion in shown.form.framework.criteria)


def _criterion(criterion: Criterion, shown: Shown, say: Words) -> str:
    parts = "".join(_statement(one, shown, say) for one in shown.form.of(criterion))
    return tag("section", f"{tag('h3', escape(criterion.title.in_(shown.lang)))}{parts}", class_="part criterion")


def _statement(one: Settled, shown: Shown, say: Words) -> str:
    statement = one.line.statement
    name = statement.id
    parts = [tag("legend", f"{escape(statement.text.in_(shown.lang))} {tag('code', escape(name))}")]
    parts.append(tag("p", escape(_state(one, say)), class_=f"state {one.answer or 'open'}"))
    parts.append(plain_list((signs(told) for told in evidence(one, shown)), "evidence"))
    parts += _answers(one, say)
    return tag("fieldset", "".join(parts), class_="statement", data_statement=name, id=f"s-{name}")


def _state(one: Settled, say: Words) -> str:
    if one.answer is None:
        return say("form.open")
    return say(f"form.by-{one.by}", answer=say(f"answer.{one.answer}"))


def _answers(one: Settled, say: Words) -> Iterator[str]:
    """Yield the choice and the note; where the rules say no there is nothing to choose."""
    name, choices = one.line.statement.id, _STRICTER[one.line.answer]
    if not choices:
        yield tag("p", escape(say("form.no-choice")), class_="hint")
        return
    none = say("form.not-answered") if one.answer is None else say("form.keep")
    given = [*((choice, say(f"answer.{choice}")) for choice in choices), ("", none)]
    yield tag("div", radios(f"answer {name}", given), class_="choices")
    note = area(f"note-{name}", say("form.note"), {"rows": 2, "maxlength": LONGEST, "data-note": True})
    yield f"<details><summary>{escape(say('form.note-for', id=name))}</summary>{note}</details>"
