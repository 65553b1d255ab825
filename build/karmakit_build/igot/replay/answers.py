"""Read a platform's answers: what is not of the form that a content API gives is no answer."""

import re
from collections.abc import Mapping
from typing import Any, TypeGuard
from urllib.parse import urlsplit

from karmakit_build.igot.replay.errors import LostAnswerError, PlatformError

_IDENTIFIER = re.compile(r"do_[0-9A-Za-z_-]{1,80}")
_URL = re.compile(r"[\x21-\x7e]{1,2000}")
_DEEPEST = 8


def is_identifier(value: object) -> TypeGuard[str]:
    """Say whether a value is an id of the platform, and so fit to stand in an address."""
    return isinstance(value, str) and _IDENTIFIER.fullmatch(value) is not None


def new_identifier(result: Mapping[str, Any], name: str) -> str:
    """Return the id of what was created; LostAnswerError if the answer names none."""
    value = result.get("identifier")
    if not is_identifier(value):
        raise LostAnswerError(f"{name}: the answer names no id")
    return value


def same_identifier(result: Mapping[str, Any], identifier: str, name: str) -> None:
    """Raise PlatformError unless an answer is about what was asked."""
    if result.get("identifier") != identifier:
        raise PlatformError(f"{name}: the platform answered for another content than {identifier}; nothing was recorded: run again")


def content(result: Mapping[str, Any], identifier: str, name: str) -> dict[str, Any]:
    """Return the content that a read or a hierarchy gives."""
    found = result.get("content")
    if not isinstance(found, dict):
        raise PlatformError(f"{name}: the answer holds no content; look at --url")
    same_identifier(found, identifier, name)
    return found


def artifact_url(result: Mapping[str, Any], name: str, ending: str) -> str:
    """Return the address that an upload gives: https, of the file's own ending."""
    value = result.get("artifactUrl")
    if not isinstance(value, str) or not _URL.fullmatch(value) or urlsplit(value).scheme != "https" or not value.endswith(ending):
        raise PlatformError(f"{name}: the answer names no https address of a {ending} file; nothing was recorded: run again")
    return value


def matches(result: Mapping[str, Any], code: str, mime_type: str) -> tuple[str, ...]:
    """Return the ids that a search found of exactly a code and type."""
    found = result.get("content") or []
    items = [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
    ids = [item.get("identifier") for item in items if item.get("code") == code and item.get("mimeType") == mime_type]
    return tuple(dict.fromkeys(each for each in ids if is_identifier(each)))


def below(found: Mapping[str, Any], depth: int = 0) -> tuple[dict[str, Any], ...]:
    """Return the children of a node of a hierarchy; PlatformError for what cannot be one."""
    children = found.get("children")
    if children is None or children == []:
        return ()
    sound = isinstance(children, list) and all(
        isinstance(each, dict) and is_identifier(each.get("identifier")) for each in children
    )
    if depth > _DEEPEST or not isinstance(children, list) or not sound:
        raise PlatformError("the platform's hierarchy of the course is of no known form; look at it in the portal")
    return tuple(children)
