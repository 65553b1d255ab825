"""What a server of play is asked, and what it answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

LARGEST = 16 * 1024 * 1024
"""So many bytes of a request are read; a statement or a state has some kilobytes."""

LONGEST = 300
"""Digits of a whole number: longer ones are larger than what a program counts with."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request: `path` is unquoted, names of headers are in lower case."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def as_json(self) -> Any:
        """Return the body as JSON; raise Refused where it is none, or holds a number that no browser could read again."""
        try:
            return json.loads(self.body, parse_constant=_none, parse_float=_float, parse_int=_whole)
        except (ValueError, RecursionError):
            raise Refused(400, "the body is no JSON") from None


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; `status` 0 is no answer at all: the line is cut."""

    status: int
    body: bytes = b""
    type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):  # noqa: N818 - what the server does, not what went wrong in it
    """It was attempted to ask for what is not given; the message says why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def _none(_: str) -> float:
    raise ValueError


def _float(text: str) -> float:
    return value if isfinite(value := float(text)) else _none(text)


def _whole(text: str) -> int | float:
    return int(text) if len(text) <= LONGEST else _none(text)


def request_of(method: str, address: str, headers: Mapping[str, str], body: bytes) -> Request:
    """Return a request as it came over the wire; raise Refused where its address cannot be read."""
    try:
        parts = urlsplit(address)
        query = dict(parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100))
    except ValueError:
        raise Refused(400, "the address cannot be read") from None
    return Request(method, unquote(parts.path), query, {name.lower(): value for name, value in headers.items()}, body)


def json_reply(value: Any, status: int = 200, **headers: str) -> Reply:
    """Return an answer in JSON."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    # half a character, as scripts cut them, is no UTF-8
    return Reply(status, json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"), headers=named)
