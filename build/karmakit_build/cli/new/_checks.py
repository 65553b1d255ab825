"""Checks of answers that the course's own model makes."""

from pydantic import ValidationError

from karmakit_schemas.course import Contact, Publisher
from karmakit_schemas.errors import UsageError


def email(said: str) -> str:
    """Return an e-mail address; raise where it is none."""
    try:
        return Contact(name="x", email=said.strip()).email
    except ValidationError:
        raise UsageError(f"`{said}` is no e-mail address: write it like desk@example.gov.in") from None


def domain(said: str) -> str:
    """Return a domain; raise where it is none."""
    try:
        return Publisher(domain=said.strip()).domain
    except ValidationError:
        raise UsageError(f"`{said}` is no domain: write it in small letters, like training.example.gov.in") from None
