"""Send requests to a content API over HTTP, and believe no answer before it was looked at."""

import contextlib
import hashlib
import http.client
import json
import secrets as randomness
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, BinaryIO, NamedTuple, Protocol

from karmakit_build.igot.replay.address import TOKEN, Platform, Secrets
from karmakit_build.igot.replay.errors import LostAnswerError, PlatformError, RefusedError
from karmakit_build.igot.replay.lines import one_line
from karmakit_schemas.errors import UnusableInputError

LARGEST_ANSWER = 8 * 1024 * 1024
TIMEOUT = 60
UPLOAD_TIMEOUT = 600  # the platform passes a file on before it answers
DEADLINE = 900
ATTEMPTS = 4
LONGEST_WAIT = 120
_CHUNK = 1 << 18
_BUSY = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True)
class Upload:
    """A file to be sent as multipart form data: its name there, its type, its size and digest (hex), and what opens it."""

    name: str
    mime_type: str
    size: int
    sha256: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True)
class Request:
    """A request: `repeatable` says that sending it twice does no more than sending it once."""

    method: str
    path: str
    body: Mapping[str, Any] | None = None
    upload: Upload | None = None
    repeatable: bool = False


class Client(Protocol):
    """What carries requests to a platform."""

    def send(self, request: Request) -> dict[str, Any]:
        """Return the `result` of the answer; raise PlatformError if there is none to believe."""
        ...


@dataclass(frozen=True)
class HttpClient:
    """Send requests to one platform, each on a connection of its own; follow no redirect."""

    platform: Platform
    secrets: Secrets
    sleep: Callable[[float], None] = time.sleep
    channel: str = ""
    _context: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)

    def send(self, request: Request) -> dict[str, Any]:
        """Return the `result` of the platform's answer, after waiting out what passes by itself.

        A request that is not repeatable is sent again only where it surely was not done: no connection, or 429.
        LostAnswerError says that it may have been done.
        """
        for attempt in range(1, ATTEMPTS + 1):
            last = attempt == ATTEMPTS
            try:
                answer = self._exchange(request)
            except _NotSentError as error:
                if last:
                    raise PlatformError(
                        f"{self.platform.origin} cannot be reached: {error}; look at --url and the network"
                    ) from None
                self.sleep(2 ** (attempt - 1))
                continue
            except _LostError as error:
                if last or not request.repeatable:
                    raise LostAnswerError(f"{request.method} {request.path}: the answer was lost: {error}") from None
                self.sleep(2 ** (attempt - 1))
                continue
            if answer.status in _BUSY and not last and _may_repeat(request, answer):
                self.sleep(_wait(answer.retry_after, attempt))
                continue
            return self._result(request, answer)
        raise AssertionError  # pragma: no cover - the last attempt returns or raises

    def _exchange(self, request: Request) -> "_Answer":
        place, timeout = self.platform, UPLOAD_TIMEOUT if request.upload else TIMEOUT
        connection = (
            http.client.HTTPSConnection(place.host, place.port, timeout=timeout, context=self._context)
            if place.secure
            else http.client.HTTPConnection(place.host, place.port, timeout=timeout)
        )
        try:
            try:
                connection.connect()
            except OSError as error:
                raise _NotSentError(_reason(error)) from None
            try:
                return self._talk(connection, request)
            except (OSError, http.client.HTTPException) as error:
                raise _LostError(_reason(error)) from None
        finally:
            connection.close()

    def _talk(self, connection: http.client.HTTPConnection, request: Request) -> "_Answer":
        prefix = self.platform.upload_prefix if request.upload else self.platform.prefix
        headers = {"Accept": "application/json", "Authorization": f"Bearer {self.secrets.token}", "Connection": "close"}
        if self.secrets.user_token:
            headers["X-Authenticated-User-Token"] = self.secrets.user_token
        if self.channel:
            headers["X-Channel-Id"] = self.channel
        if request.upload:
            boundary = randomness.token_hex(24)
            head, tail = _form(boundary, request.upload)
            headers["Content-Type"] = f"multipart/form-data; boundary={boundary}"
            headers["Content-Length"] = str(len(head) + request.upload.size + len(tail))
            connection.request(request.method, prefix + request.path, _parts(head, request.upload, tail), headers)
        else:
            data = None if request.body is None else json.dumps(request.body, ensure_ascii=False).encode()
            if data is not None:
                headers["Content-Type"] = "application/json; charset=utf-8"
            connection.request(request.method, prefix + request.path, data, headers)
        answer = connection.getresponse()
        return _Answer(answer.status, answer.getheader("Retry-After"), answer.getheader("Location"), _limited(answer))

    def _result(self, request: Request, answer: "_Answer") -> dict[str, Any]:
        """Return what a good answer holds; raise what every other means."""
        name = f"{request.method} {request.path}"
        body = _object(answer.data)
        refusal = self._refusal(name, answer, body)
        if answer.status in _BUSY and not _may_repeat(request, answer):
            raise LostAnswerError(f"{name}: the platform answered {answer.status}")
        if refusal:
            raise refusal
        result = body.get("result")
        if isinstance(result, dict):
            return result
        said = f"{name}: the answer is no content API's: there is no JSON object with a `result`"
        raise PlatformError(f"{said}; look at --url") if request.repeatable else LostAnswerError(said)

    def _refusal(self, name: str, answer: "_Answer", body: Mapping[str, Any]) -> RefusedError | None:
        status = answer.status
        if 200 <= status < 300:  # noqa: PLR2004 - the successes of HTTP (RFC 9110, 15.3)
            return None
        params, result = body.get("params"), body.get("result")
        code = params.get("err") if isinstance(params, dict) else None
        said = params.get("errmsg") if isinstance(params, dict) else None
        messages = result.get("messages") if isinstance(result, dict) else None
        words = self._clean(" ".join(str(part) for part in (said, *(messages if isinstance(messages, list) else ())) if part))
        if 300 <= status < 400:  # noqa: PLR2004 - the redirections of HTTP (RFC 9110, 15.4)
            words = f"the platform points to {self._clean(answer.location or 'nowhere')}; the token goes nowhere else: mend --url"
        elif status == HTTPStatus.UNAUTHORIZED:
            words = f"the platform does not know the token (401); renew {TOKEN} and run again"
        elif status == HTTPStatus.FORBIDDEN:
            words = "this account may not do that (403); have the author's role given to it, or use another account's token"
        elif status in _BUSY:
            words = f"the platform answered {status} {ATTEMPTS} times; run again later, it goes on where it stopped"
        else:
            mend = "; if it was deleted in the portal, begin anew with another --ledger" if status == HTTPStatus.NOT_FOUND else ""
            words = f"refused ({status}): {words or 'no reason given'}{mend}"
        return RefusedError(f"{name}: {words}", status, self._clean(str(code or "")))

    def _clean(self, text: str) -> str:
        """Return what a server says, fit for a terminal and a log: one line, no control characters, no secret, not endless."""
        return " ".join(one_line(self.secrets.hide(text)[:4000]).split())[:300]


class _Answer(NamedTuple):
    """An answer as it came."""

    status: int
    retry_after: str | None
    location: str | None
    data: bytes


class _NotSentError(Exception):
    """There was no connection: nothing was sent."""


class _LostError(Exception):
    """The connection broke after something was sent."""


def _may_repeat(request: Request, answer: _Answer) -> bool:
    """Say whether a request that found the platform busy can be sent again: 429 says that nothing was done (RFC 6585, 4)."""
    return request.repeatable or answer.status == HTTPStatus.TOO_MANY_REQUESTS


def _form(boundary: str, upload: Upload) -> tuple[bytes, bytes]:
    """Return what stands before and after a file in multipart/form-data (RFC 7578); the portal calls its one part `data`."""
    disposition = f'Content-Disposition: form-data; name="data"; filename="{upload.name}"'
    head = f"--{boundary}\r\n{disposition}\r\nContent-Type: {upload.mime_type}\r\n\r\n"
    return head.encode("ascii"), f"\r\n--{boundary}--\r\n".encode("ascii")


def _parts(head: bytes, upload: Upload, tail: bytes) -> Iterator[bytes]:
    """Yield a form in pieces; its end only if the file is still the one that was looked at, for a form without end is none."""
    yield head
    left, digest = upload.size, hashlib.sha256()
    with upload.open() as file:
        while chunk := file.read(min(_CHUNK, left)):
            left -= len(chunk)
            digest.update(chunk)
            yield chunk
    if digest.hexdigest() != upload.sha256:
        raise UnusableInputError(f"{upload.name} was changed while it was sent; build the kit again")
    yield tail


def _limited(answer: http.client.HTTPResponse) -> bytes:
    """Read an answer in pieces, so that neither a long nor a slow one holds us."""
    end, parts, size = time.monotonic() + DEADLINE, [], 0
    while chunk := answer.read1(_CHUNK):
        size += len(chunk)
        if size > LARGEST_ANSWER:
            raise http.client.HTTPException("it is larger than 8 MB")
        if time.monotonic() > end:
            raise TimeoutError("it took too long")
        parts.append(chunk)
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
    return b"".join(parts)


def _object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data.decode())
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _wait(header: str | None, attempt: int) -> float:
    """Return the seconds to wait that a `Retry-After` asks for (RFC 9110, 10.2.3), within bounds."""
    wait: float = 2 ** (attempt - 1)
    if header and header.strip().isascii() and header.strip().isdigit():
        wait = int(header.strip()[:9])
    elif header:
        with contextlib.suppress(ValueError, TypeError, OverflowError):  # no date, one without a zone, one beyond the calendar
            wait = (parsedate_to_datetime(header) - datetime.now(tz=UTC)).total_seconds()
    return min(max(wait, 0.0), LONGEST_WAIT)


def _reason(error: Exception) -> str:
    words = error.strerror.lower() if isinstance(error, OSError) and error.strerror else str(error) or type(error).__name__
    return " ".join(words.split())[:200]
