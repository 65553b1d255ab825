"""Say where a platform is, and to whom a token may go."""

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from karmakit_schemas.errors import UsageError

TOKEN = "KARMAKIT_IGOT_TOKEN"  # noqa: S105 - the name of a variable, not a secret
USER_TOKEN = "KARMAKIT_IGOT_USER_TOKEN"  # noqa: S105 - the name of a variable, not a secret
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)*")
_SECRET = re.compile(r"[\x21-\x7e]{8,8192}")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}|[0-9A-Fa-f:]{2,45}")


@dataclass(frozen=True)
class Platform:
    """The door of a platform: `content/v3/create` lies at `prefix` + `/content/v3/create`, uploads at `upload_prefix`."""

    secure: bool
    host: str
    port: int
    prefix: str = ""
    upload_prefix: str = ""

    @property
    def origin(self) -> str:
        """Return scheme, host and port, as they are written in a ledger."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.secure else 'http'}://{host}:{self.port}"


@dataclass(frozen=True)
class Secrets:
    """What proves who asks; it is shown nowhere, not even by `repr`."""

    token: str = field(repr=False)
    user_token: str = field(default="", repr=False)

    def hide(self, text: str) -> str:
        """Return a text without the secrets, for a server may echo them."""
        for secret in (self.token, self.user_token):
            text = text.replace(secret, "…") if secret else text
        return text


def platform_at(url: str, upload_url: str | None = None) -> Platform:
    """Return the platform at an address; UsageError if a token must not go there."""
    secure, host, port, prefix = _parts(url)
    if upload_url is None:
        return Platform(secure, host, port, prefix, prefix)
    *place, upload_prefix = _parts(upload_url)
    if place != [secure, host, port]:
        raise UsageError(f"--upload-url names another host than --url: the token goes to one host only, {host}")
    return Platform(secure, host, port, prefix, upload_prefix)


def _parts(url: str) -> tuple[bool, str, int, str]:
    try:
        split = urlsplit(url)
        host, port = split.hostname or "", split.port
    except ValueError:
        raise UsageError("--url is no address: give one like https://portal.example.gov.in") from None
    if split.scheme not in {"https", "http"} or not _HOST.fullmatch(host) or split.username or split.password:
        raise UsageError("--url is no address that can be used: give one like https://portal.example.gov.in, without a user name")
    if split.query or split.fragment or not _PATH.fullmatch(split.path.rstrip("/")) or ".." in split.path.split("/"):
        raise UsageError("--url holds more than a host and a plain path: give one like https://portal.example.gov.in/apis")
    if split.scheme == "http" and not is_loopback(host):
        raise UsageError("--url is plain http: a token would be read by everybody on the way; give an https address")
    return split.scheme == "https", host, port or (443 if split.scheme == "https" else 80), split.path.rstrip("/")


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine, where plain http is nobody else's to read."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def secrets_of(environment: Mapping[str, str] = os.environ) -> Secrets:
    """Return the secrets that the environment holds; UsageError if there are none or they cannot stand in a header."""
    token, user = environment.get(TOKEN, "").strip(), environment.get(USER_TOKEN, "").strip()
    if not token:
        raise UsageError(f"there is no token: put it into the environment as {TOKEN} (never on the command line)")
    for name, secret in ((TOKEN, token), (USER_TOKEN, user)):
        if secret and not _SECRET.fullmatch(secret):
            raise UsageError(f"what {name} holds is no token: 8 to 8192 printable ASCII characters without spaces")
    return Secrets(token, user)
