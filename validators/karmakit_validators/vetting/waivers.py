"""Which findings may stand for a time: the waivers on a subject as it is, held against what the policy allows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from karmakit_schemas.vetting import Policy, Predicate, Waiver
from karmakit_validators.catalogue import by_code
from karmakit_validators.vetting.content import Content
from karmakit_validators.vetting.records import Flaw, Record

CODE = "VET008"
_MEND = "Mend the text, or take the waiver back with `karmakit vet revoke`"
_NOBODY = "the policy lets nobody waive a rule"


@dataclass(frozen=True, slots=True)
class Given:
    """A waiver of one rule, and the record that it stands in."""

    record: Record
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class Held:
    """The codes that are waived, and what is wrong with waivers that do not hold."""

    codes: frozenset[str]
    flaws: tuple[Flaw, ...] = ()


def held(policy: Policy, content: Content, living: Sequence[Record], makers: frozenset[str], today: date) -> Held:
    """Return which waivers hold for a subject as it is; `living` are its records in their order, `makers` who worked on it.

    The last waiver of a rule is the one that counts. One on other content says nothing, one that does not hold refuses the subject.
    """
    last: dict[str, Given] = {}
    for given in _given(content, living):
        last.pop(given.waiver.rule, None)
        last[given.waiver.rule] = given
    wrong = {code: flaw for code, given in last.items() if (flaw := _flaw(policy, content, given, makers, today))}
    allowed = [code for code in last if code not in wrong]
    flaws = [*wrong.values()]
    over = allowed[policy.waivers.at_most :]
    if over:
        message = f"{content.title} has {len(allowed)} waivers, and the policy allows {policy.waivers.at_most}"
        flaws.append(Flaw(CODE, last[over[0]].record.path, message, _MEND))
    return Held(frozenset(allowed) - frozenset(over), tuple(flaws))


def _given(content: Content, living: Iterable[Record]) -> Iterator[Given]:
    for record in living:
        if record.statement.predicate.verdict == "waive" and record.statement.digest == content.digest:
            yield from (Given(record, waiver) for waiver in record.statement.predicate.waivers)


def _flaw(policy: Policy, content: Content, given: Given, makers: frozenset[str], today: date) -> Flaw | None:
    """Return why a waiver does not hold; None if it does."""
    predicate, waiver = given.record.statement.predicate, given.waiver
    refusal = _no_right(policy, content, predicate, makers) or not_allowed(policy, predicate.closed.date(), waiver)
    if refusal is None and waiver.until < today:
        refusal = f"the waiver of {waiver.rule} for {content.title} ran out on {waiver.until}"
    return Flaw(CODE, given.record.path, refusal, _MEND) if refusal else None


def _no_right(policy: Policy, content: Content, predicate: Predicate, makers: frozenset[str]) -> str | None:
    """Return why a person may waive nothing here."""
    who = predicate.reviewer
    person = policy.person(who.person)
    if person is None or who.role != policy.waivers.role or who.role not in person.roles:
        return f"{who.person} waived a rule as {who.role}, and only a {policy.waivers.role} may" if policy.waivers.role else _NOBODY
    if {person.id.casefold(), *(name.casefold() for name in person.known_as)} & makers:
        return f"{person.id} has worked on {content.title} and cannot waive a rule for it"
    return None


def not_allowed(policy: Policy, closed: date, waiver: Waiver) -> str | None:
    """Return which limit of the policy a waiver breaks that is given on a day; None if it keeps to all."""
    limits = policy.waivers
    if is_gate(waiver.rule):
        return f"{waiver.rule} is a gate, which nobody can waive"
    if not any(fnmatchcase(waiver.rule, pattern) for pattern in limits.rules):
        return f"the policy does not let {waiver.rule} be waived"
    days = (waiver.until - closed).days
    if days > limits.days:
        return f"the waiver of {waiver.rule} is for {days} days, and the policy allows {limits.days}"
    return None


def is_gate(code: str) -> bool:
    """Say whether a rule is a gate."""
    entry = by_code().get(code)
    return entry is not None and entry.rule.gate
