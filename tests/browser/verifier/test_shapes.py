"""The page reads the same files as we do, and refuses the same: each model is closed, typed, and has one way of being written."""

import copy
import json
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from karmakit_schemas.course import Model
from karmakit_schemas.evidence import BuildStatement, Report
from karmakit_schemas.vetting import Head, Policy, Statement, canonical
from karmakit_validators.vetting.records import strict_json

sys.path.insert(0, str(Path(__file__).parent))

from page_reader import MISSING, NODE, read_by_the_page

pytestmark = pytest.mark.skipif(NODE is None, reason=MISSING)

SHA, DAY, MOMENT = "ab" * 32, "2026-02-03", "2026-02-03T09:00:00+00:00"
STATEMENT: dict[str, Any] = {
    "_type": "https://in-toto.io/Statement/v1",
    "subject": [{"name": "host/one", "digest": {"sha256": SHA}}],
    "predicateType": "https://w3id.org/karmakit/vetting/v1",
    "predicate": {
        "verdict": "approve",
        "reviewer": {"person": "asha", "institution": "An institute", "role": "subject-expert"},
        "scope": {"course": "host", "subject": "one", "language": "en"},
        "files": {"modules/one.md": SHA, "मीडिया/\U0001f600.svg": SHA, "मीडिया/\ufb01.svg": SHA},
        "semantic": SHA,
        "policy": SHA,
        "tool": "1.2.3",
        "ruleset": SHA,
        "source": SHA,
        "report": SHA,
        "previous": [SHA],
        "opened": MOMENT,
        "closed": MOMENT,
        "since": SHA,
        "thoroughness": "full",
        "no_conflict": True,
        "authors": ["Somebody"],
        "translators": ["Somebody"],
        "answers": [{"statement": "one-1", "answer": "yes", "by": "person", "evidence": ["STR001"], "note": "so"}],
        "comments": [{"id": "r1", "at": "q-1", "text": "Two keys", "blocking": True, "resolves": ["r0"]}],
        "waivers": [{"rule": "LNG001", "reason": "quoted", "until": DAY}],
        "revokes": SHA,
        "reason": "so",
    },
}
KEY = {"key": "ssh-ed25519 AAAA somebody", "since": DAY, "until": DAY, "revoked": DAY}
PERSON = {
    "id": "asha",
    "title": "Asha",
    "institution": "An institute",
    "roles": ["subject-expert"],
    "languages": ["hi"],
    "known_as": ["asha@example.org"],
    "handles": {"github": "asha"},
    "keys": [KEY],
}
WHEN = {"courses": ["rti-*"], "subject": "module", "media": True, "test": False, "translated": True}
POLICY: dict[str, Any] = {
    "version": 1,
    "number": 2,
    "previous": SHA,
    "name": "A policy",
    "demonstration": True,
    "owners": {"persons": ["asha"], "quorum": 1},
    "persons": [PERSON],
    "quorum": {"persons": 2, "institutions": 1, "roles": [{"role": "expert", "persons": 1, "when": WHEN, "speaks": True}]},
    "max_age_days": 730,
    "carry_over": "exact",
    "builders": ["asha"],
    "oldest_tool": "1.2.3",
    "framework": "igot-cfqa",
    "threshold": 70,
    "waivers": {"role": "registrar", "rules": ["LNG*"], "days": 30, "at_most": 3},
}
HEAD: dict[str, Any] = {"course": "host", "language": "en", "records": 2, "tips": [SHA], "person": "asha", "closed": MOMENT}
FOUND = {
    "code": "ACC001",
    "severity": "error",
    "kind": "fail",
    "gate": True,
    "path": "x.md",
    "line": 1,
    "column": 1,
    "message": "m",
}
REPORT: dict[str, Any] = {
    "version": 1,
    "tool": "1.2.3",
    "ruleset": SHA,
    "source": SHA,
    "whole": True,
    "asked": ["ACC001"],
    "findings": [FOUND],
    "excepted": [{"code": "ACC001", "path": "x.md", "line": 1, "reason": "so"}],
    "there": {"video": 1},
    "framework": "igot-cfqa",
    "form": [{"statement": "one-1", "answer": "yes", "why": "", "rules": ["ACC001"]}],
}
SUBJECT = {
    "name": "one",
    "title": "One",
    "digest": SHA,
    "semantic": SHA,
    "files": {"x.md": SHA},
    "names": ["A"],
    "media": True,
    "test": True,
}
BUILT: dict[str, Any] = {
    "_type": "https://in-toto.io/Statement/v1",
    "subject": [{"name": "host-web", "digest": {"sha256": SHA}}],
    "predicateType": "https://w3id.org/karmakit/build/v1",
    "predicate": {
        "tool": {"name": "karmakit", "version": "1.2.3"},
        "target": "web",
        "course": "host",
        "language": "en",
        "version": "1.0.0",
        "translated": False,
        "source": SHA,
        "report": SHA,
        "policy": SHA,
        "records": 1,
        "tips": [SHA],
        "subjects": [SUBJECT],
    },
}
KINDS: dict[str, tuple[type[Model], dict[str, Any]]] = {
    "statement": (Statement, STATEMENT),
    "policy": (Policy, POLICY),
    "head": (Head, HEAD),
    "report": (Report, REPORT),
    "build": (BuildStatement, BUILT),
}
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 11, 51, 101, 731, 3651),
    *(
        "",
        " ",
        " x ",
        "\u0085x\u3000",
        "\ufeff",
        "x",
        "X",
        "a--b",
        "a" * 65,
        "no",
        "both",
        "0" * 63,
        "0" * 64,
        "0" * 64 + "\n",
        "1.2.3.4",
    ),
    *("2026-02-30", "2026-02-03", "0000-01-01", "2026-2-3", "२०२६-02-03", "2026-02-03T09:00:00", "2026-02-03T24:00:00Z"),
    *("2026-02-03T09:00:00.123456-05:30", "2026-02-30T09:00:00Z", "2026-02-03T09:00:60Z", "2026-02-03T09:00:00+24:00"),
    *([], {}, [""], [None], [[]], {"": ""}, {"x": 1}, {"github": "x", "gitlab": "y"}, {"sha256": SHA}),
)


def read_by_us(model: type[Model], data: bytes) -> bool:
    try:
        value = strict_json(data)
        model.model_validate(value)
    except (ValueError, RecursionError, ValidationError):
        return False
    return canonical(value) == data


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield way
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield from places(item, (*way, key))


def changed(whole: Any, way: tuple[Any, ...], *value: Any) -> Any:
    """Return the whole with a value in that place, or without what stands there."""
    if not way:
        return value[0] if value else {}
    whole = copy.deepcopy(whole)
    inner = whole
    for key in way[:-1]:
        inner = inner[key]
    if value:
        inner[way[-1]] = value[0]
    else:
        del inner[way[-1]]
    return whole


def variants(sample: dict[str, Any]) -> Iterator[bytes]:
    """Yield the sample with each value changed to every other, left out, or in company, and written in other ways."""
    yield canonical(sample)
    for way in places(sample):
        yield canonical(changed(sample, way))
        yield from (canonical(changed(sample, way, value)) for value in VALUES)
        here = sample
        for key in way:
            here = here[key]
        if isinstance(here, dict):
            yield canonical(changed(sample, way, {**here, "more": 1}))
        if isinstance(here, list):
            yield canonical(changed(sample, way, [*here, *here]))
    data = canonical(sample)
    yield from (
        data[:-1],
        data + b"\n",
        b"\xef\xbb\xbf" + data,
        b" " + data,
        data.replace(b":", b": ", 1),
        data[:-2] + b',"_type":1}\n',
    )
    yield json.dumps(sample, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    yield json.dumps(sample, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    yield from (
        b"",
        b"{}\n",
        b"[]\n",
        b"null\n",
        b"\xff\n",
        b"{" * 5000,
        b"[" * 5000,
        b'{"a":NaN}\n',
        b'{"a":1,"a":1}\n',
        b'{"a":"\\ud800"}\n',
    )


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_we_refuse_the_page_refuses_and_what_we_read_it_reads(kind: str) -> None:
    model, sample = KINDS[kind]
    assert read_by_us(model, canonical(sample))
    asked = [(kind, data) for data in dict.fromkeys(variants(sample))]
    ours = [read_by_us(model, data) for _, data in asked]
    differing = [
        (data.decode("utf-8", "replace"), our)
        for (_, data), our, page in zip(asked, ours, read_by_the_page(asked), strict=True)
        if our != page
    ]
    assert differing == []
    assert 1 < sum(ours) < len(ours)


def test_patterns_fit_the_same_names() -> None:
    names = ["", "rti", "rti-answering", "RTI", "a.b", "a]b", "a-b", "LNG001", "x" * 40]
    patterns = [
        "*",
        "?*",
        "rti*",
        "*-*",
        "[a-r]*",
        "[!a-r]*",
        "[]]",
        "a[]]b",
        "a[!]]b",
        "[",
        "[!",
        "a[-]b",
        "a.b",
        "LNG[0-9]*",
        "[z-a]*",
        "*x*x*x*y",
    ]
    pairs = [(name, pattern) for name in names for pattern in patterns]
    told = read_by_the_page([("pattern", json.dumps(pair).encode()) for pair in pairs])
    assert told == [fnmatchcase(*pair) for pair in pairs]


def test_names_are_compared_alike() -> None:
    pairs = [("Asha", "asha"), ("STRASSE", "straße"), ("ΣΟΦΟΣ", "σοφος"), ("मीना", "मीना"), ("İ", "i"), ("ﬁ", "FI"), ("a", "b")]
    told = read_by_the_page([("name", json.dumps(pair).encode()) for pair in pairs])
    assert told == [one.casefold() == other.casefold() for one, other in pairs]
