"""`karmakit comment`: put a review into the one comment that a change has for it."""

import os
from pathlib import Path

import click

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("file", type=_PATH, metavar="REVIEW")
@click.option("--forge", required=True, type=click.Choice(["github", "gitlab"]), help="Where the change is discussed.")
@click.option(
    "--number", required=True, type=click.IntRange(1, 2**31), metavar="N", help="The number of the pull or merge request."
)
@click.option("--author", metavar="NAME", help="On GitHub: whose comments the token makes; github-actions[bot], if not given.")
def command(file: Path, forge: str, number: int, author: str | None) -> int:
    """Put REVIEW, as `karmakit review --format markdown` writes it, into one comment of a pull request or merge request.

    The first call makes the comment, later ones renew it. It is meant for the forge's own runs, and takes address, project and
    token from their environment: GITHUB_TOKEN and GITHUB_REPOSITORY, or KARMAKIT_GITLAB_TOKEN, CI_API_V4_URL and CI_PROJECT_ID.

    Exit status: 0 the comment is there, 2 it could not be made.
    """
    from karmakit_build.forge.comments import LARGEST, MARK, keep_comment, thread_of  # noqa: PLC0415 - heavy
    from karmakit_schemas.errors import UnusableInputError  # noqa: PLC0415 - heavy

    try:
        with file.open(encoding="utf-8") as opened:
            text = opened.read(LARGEST + 1)
    except (OSError, UnicodeDecodeError):
        raise UnusableInputError(f"{file}: cannot be read as a text in UTF-8; write it with `karmakit review --output`") from None
    if not text.startswith(MARK) or len(text) > LARGEST:
        raise UnusableInputError(f"{file}: this is no review that fits a comment; write it with `karmakit review --output`")
    click.echo(f"the review's comment: {keep_comment(thread_of(forge, number, os.environ, author), text)}")
    return 0
