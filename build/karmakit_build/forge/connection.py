"""Talk to a forge's API: one host, no redirect, bounded answers, and a token that is shown nowhere."""

import http.client
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from karmakit_build.igot.replay.address import is_loopback
from karmakit_build.igot.replay.lines import one_line
from karmakit_schemas.errors import KarmakitError, UsageError

LARGEST = 16 * 1024**2
TIMEOUT = 30
_SECRET = re.compile(r"[\x21-\x7e]{1,8192}")
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)*")
_GOOD = range(200, 300)


class ForgeError(KarmakitError):
    """It was attempted to tell a forge something that it does not take; `status` is its answer (0: none)."""

    def __init__(self, message: str, status: int = 0) -> None:
        """Keep the status of the answer beside the line that tells of it."""
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Connection:
    """The API at an address, with the headers that go with every request: they prove who asks."""

    url: str
    headers: Mapping[str, str] = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse an address to which a token must not go, and a token that is none."""
        try:
            parts = urlsplit(self.url)
            has_place = bool(parts.hostname) and (parts.port is None or parts.port > 0)
        except ValueError:
            raise UsageError(f"{one_line(self.url)}: this is no address") from None
        if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname or "")):
            raise UsageError(f"{one_line(self.url)}: the API of a forge has an https address")
        if not has_place or parts.username or parts.query or not _PATH.fullmatch(parts.path.rstrip("/")):
            raise UsageError(f"{one_line(self.url)}: this is no address of an API")
        if not all(_SECRET.fullmatch(value.replace(" ", "-")) for value in self.headers.values()):
            raise UsageError("the token holds what no token holds; set it again")

    def send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Return what a forge answers to a request; raises `ForgeError` in one line where it refuses, or says nothing sensible."""
        parts = urlsplit(self.url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        headers = {"Accept": "application/json", "User-Agent": "karmakit", "Content-Type": "application/json", **self.headers}
        connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
        try:
            connection.request(method, parts.path.rstrip("/") + path, data, headers)
            answer = connection.getresponse()
            said = answer.read(LARGEST + 1)
        except (OSError, http.client.HTTPException) as error:
            raise ForgeError(f"{self.url}: cannot be reached ({one_line(str(error))[:200]}); look at the network") from None
        finally:
            connection.close()
        if answer.status not in _GOOD or len(said) > LARGEST:
            raise ForgeError(f"{method} {path}: the forge answered {answer.status}{_mend(answer.status)}", answer.status)
        try:
            return json.loads(said) if said else None
        except (ValueError, RecursionError):
            raise ForgeError(f"{method} {path}: the answer is no JSON; look at the address of the API", answer.status) from None


def _mend(status: int) -> str:
    """Return what to do about a refusal; forges answer 404 where a token may not see what it asks for."""
    if 300 <= status < 400:  # noqa: PLR2004 - the redirections of HTTP (RFC 9110, 15.4)
        return ", and points elsewhere: the token does not go there; mend the address"
    if status in {401, 403, 404}:
        return "; the token may not do that: see the page `In GitHub and GitLab` of the guide"
    return "; run it again later"
