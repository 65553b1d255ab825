"""Keep a review in one comment of a pull request (GitHub) or one note of a merge request (GitLab): made once, then renewed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from karmakit_build.forge.connection import Connection
from karmakit_schemas.errors import UsageError

MARK = "<!-- karmakit review -->"
"""The first line of a review: by it, and by who wrote it, the comment is found again."""
LARGEST = 65_536
"""Characters that GitHub takes; GitLab takes more."""
GITHUB_AUTHOR = "github-actions[bot]"
"""Who a comment is of that was made with the token of a workflow."""
_PAGE, _PAGES = 100, 50
Done = Literal["created", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of one change: where they are listed, made and renewed, and which of them are ours."""

    connection: Connection
    listed: str
    update: tuple[str, str]
    is_own: Callable[[Mapping[str, Any]], bool]


def keep_comment(thread: Thread, text: str) -> Done:
    """Put a review into its comment; return what was done. A comment that only looks like ours is left alone."""
    for comment in _comments(thread):
        said = str(comment.get("body", "")).replace("\r\n", "\n")
        if said.startswith(MARK) and thread.is_own(comment):
            if said.strip() == text.strip():
                return "unchanged"
            method, path = thread.update
            thread.connection.send(method, f"{path}/{int(comment['id'])}", {"body": text})
            return "updated"
    thread.connection.send("POST", thread.listed, {"body": text})
    return "created"


def thread_of(forge: str, number: int, environment: Mapping[str, str], author: str | None = None) -> Thread:
    """Return the comments of a pull or merge request, as the variables of a forge's own runs say; `author` is for GitHub."""
    if forge == "gitlab":
        return _gitlab(number, environment)
    token = _needed(environment, "GITHUB_TOKEN")
    repository = _needed(environment, "GITHUB_REPOSITORY")
    headers = {"Authorization": f"Bearer {token}", "X-GitHub-Api-Version": "2022-11-28"}
    connection = Connection(environment.get("GITHUB_API_URL") or "https://api.github.com", headers)
    issues = f"/repos/{repository}/issues"
    own = (f"{issues}/{number}/comments", ("PATCH", f"{issues}/comments"))
    return Thread(connection, *own, lambda comment: _inner(comment, "user").get("login") == (author or GITHUB_AUTHOR))


def _gitlab(number: int, environment: Mapping[str, str]) -> Thread:
    headers = {"PRIVATE-TOKEN": _needed(environment, "KARMAKIT_GITLAB_TOKEN")}
    connection = Connection(_needed(environment, "CI_API_V4_URL"), headers)
    notes = f"/projects/{_needed(environment, 'CI_PROJECT_ID')}/merge_requests/{number}/notes"
    me = connection.send("GET", "/user")
    own_id = me.get("id") if isinstance(me, dict) else None
    return Thread(
        connection,
        notes,
        ("PUT", notes),
        lambda note: own_id is not None and _inner(note, "author").get("id") == own_id,
    )


def _comments(thread: Thread) -> Iterator[Mapping[str, Any]]:
    """Yield the comments of a change, the oldest first: ours is among the first."""
    join = "?sort=asc&order_by=created_at&" if thread.update[0] == "PUT" else "?"
    for page in range(1, _PAGES + 1):
        found = thread.connection.send("GET", f"{thread.listed}{join}per_page={_PAGE}&page={page}")
        listed = found if isinstance(found, list) else []
        yield from (one for one in listed if isinstance(one, dict) and isinstance(one.get("id"), int))
        if len(listed) < _PAGE:
            return


def _inner(comment: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = comment.get(key)
    return value if isinstance(value, dict) else {}


def _needed(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(name, "").strip()
    if not value:
        raise UsageError(f"{name} is not set; the page `In GitHub and GitLab` of the guide says where it comes from")
    return value
