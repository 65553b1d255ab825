"""Walk the steps of a plan against a content API: do what is not done, and say what is left for a person."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from karmakit_build.igot.replay.arranging import arrange
from karmakit_build.igot.replay.client import Client
from karmakit_build.igot.replay.describing import review, update
from karmakit_build.igot.replay.ledger import Entry, Ledger
from karmakit_build.igot.replay.making import adopt, create, send_file
from karmakit_build.igot.replay.steps import Arrange, ByHand, Create, Review, SendFile, Step, Update, kind

State = Literal["done", "already", "found", "would", "person", "look", "waits"]


@dataclass(frozen=True)
class Told:
    """What became of a step: done now, done already, found on the platform, would be done, left for a person, waiting for one."""

    step: Step
    state: State
    id: str = ""


@dataclass(frozen=True)
class Work:
    """What a replay works with: ids made by hand, by key; whether a course lacks what a review needs; what may be created again."""

    kit: Path
    ids: Mapping[str, str]
    incomplete: bool
    again: bool = False
    sleep: Callable[[float], None] = time.sleep


def preview(steps: tuple[Step, ...], work: Work, ledger: Ledger) -> Iterator[Told]:
    """Yield what a replay would do with every step, from the ledger alone."""
    waits = False
    for step in steps:
        identifier = _identifier(step, work, ledger)
        state: State = "would"
        if isinstance(step, ByHand):
            state = _by_hand(step, work, ledger)
        elif _is_done(step, identifier, ledger):
            state = "already"
        elif _waits(step, work, waits=waits):
            state = "waits"
        waits = waits or state in {"person", "waits"}
        yield Told(step, state, identifier)


def replay(steps: tuple[Step, ...], work: Work, ledger: Ledger, client: Client) -> Iterator[Told]:
    """Do every step that is not done, in order, and yield what became of it; what waits for a person is passed over."""
    waits = False
    for step in steps:
        identifier = _identifier(step, work, ledger)
        state: State = "done"
        if isinstance(step, ByHand):
            state = _by_hand(step, work, ledger)
            if identifier and not _is_done(step, identifier, ledger):
                ledger.record(Entry("create", step.key, "done", identifier))
                ledger.record(Entry("by-hand", step.key, "done", identifier, step.digest))
        elif _is_done(step, identifier, ledger):
            state = "already"
        elif _waits(step, work, waits=waits):
            state = "waits"
        else:
            state = _do(step, identifier, work, ledger, client)
        waits = waits or state in {"person", "waits"}
        yield Told(step, state, _identifier(step, work, ledger))


def gone(steps: tuple[Step, ...], ledger: Ledger) -> tuple[Entry, ...]:
    """Return what earlier kits brought to the platform and this one no longer names; units go with their hierarchy."""
    named = {step.key for step in steps}
    ours = {key for word, key in ledger.entries if word in {"upload", "by-hand"}}
    made = (entry for (word, _), entry in ledger.entries.items() if word == "create" and entry.state == "done")
    return tuple(entry for entry in made if entry.key in ours - named)


def _do(step: Step, identifier: str, work: Work, ledger: Ledger, client: Client) -> State:
    match step:
        case Create() if step.key in work.ids:
            adopt(step, identifier, client, ledger)
            return "found"
        case Create():
            return "found" if create(step, client, ledger, again=work.again, sleep=work.sleep) else "done"
        case SendFile():
            send_file(step, identifier, work.kit, client, ledger)
        case Update():
            update(step, identifier, client, ledger)
        case Arrange():
            made = {key: entry.id for (word, key), entry in ledger.entries.items() if word == "create" and entry.state == "done"}
            arrange(step, {**made, **work.ids}, client, ledger)
        case Review():
            review(step, identifier, client, ledger)
        case ByHand():  # pragma: no cover - a person's
            pass
    return "done"


def _identifier(step: Step, work: Work, ledger: Ledger) -> str:
    return work.ids.get(step.key) or ledger.identifier(step.key)


def _is_done(step: Step, identifier: str, ledger: Ledger) -> bool:
    entry = ledger.of(kind(step), step.key)
    return entry is not None and entry.state == "done" and (entry.id, entry.digest) == (identifier, step.digest)


def _by_hand(step: ByHand, work: Work, ledger: Ledger) -> State:
    """Say how it stands with what a person makes: missing, as this kit has it, or made from another kit's file."""
    if not _identifier(step, work, ledger):
        return "person"
    entry = ledger.of("by-hand", step.key)
    return "look" if entry and entry.digest != step.digest else "already"


def _waits(step: Step, work: Work, *, waits: bool) -> bool:
    """Say whether a step needs what a person has not given: the hierarchy every node, a review also every placeholder."""
    return (isinstance(step, Arrange) and waits) or (isinstance(step, Review) and (waits or work.incomplete))
