"""The objective that a new question assesses."""

from karmakit_build.cli.new._asking import Asking
from karmakit_schemas.course import Module
from karmakit_schemas.errors import UsageError
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.unread import UnreadError


def objective_of(asking: Asking, parsed: Parsed, page: Module, given: str | None) -> str:
    """Return an objective of the page, or in a test of the whole course; raise where there is none."""
    pages = (page,) if page.test is None else parsed.modules
    ids = [identifier for each in pages for identifier in _ids(each)]
    if not ids:
        raise UsageError(f"`{page.id}` has no objective that a question could assess: write one into its front-matter first")
    only = ids[0] if len(ids) == 1 and given is None else given
    return asking.choice("--objective", "Objective", only, ids, ids[0])


def _ids(page: Module) -> list[str]:
    try:
        return [objective.id for objective in page.meta.objectives]
    except UnreadError:
        return []
