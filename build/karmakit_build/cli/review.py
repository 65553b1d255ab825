"""`karmakit review`: show what changed in courses, as who reviews them needs to see it."""

from pathlib import Path
from typing import Any

import click

_FILE = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("courses", nargs=-1, type=_FILE, metavar="[COURSE…]")
@click.option("--base", metavar="REF", help="Since when: a Git tag, commit or branch; as karmakit.toml says, if not given.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json", "text", "html"]),
    help="How it is written; text on a terminal, else markdown. html: a pack for reviewers, which needs --output.",
)
@click.option("--output", type=_FILE, metavar="FILE", help="Write into this file; packs of several courses into this folder.")
@click.option("--lang", type=click.Choice(["en", "hi"]), help="The reader's language; en, if karmakit.toml does not say.")
@click.option("--no-bundle", is_flag=True, help="Do not make bundles to compare their size.")
@click.option("--fail-on-new-errors", is_flag=True, help="Exit with 1 where the change brought errors.")
def command(**options: Any) -> int:
    """Show what changed in the courses at and below COURSE (here, if none is given) since a Git ref, and what hangs on it.

    The rich diff of the content, the findings that are new, competencies, sizes, and whose approval is asked again.

    --format html makes a pack for reviewers who do not use Git: one HTML file a course, which works without a network and saves
    what was decided for `karmakit vet record`. A pack needs no base: without one, all of the course is new. With several courses
    --output names a folder, and each pack in it is called after its course. Where nothing changed and all is vetted, none is made.

    Exit status: 0, also where there are changes; 1 new errors, with --fail-on-new-errors; 2 an unusable input.
    """
    from karmakit_build.cli._reviewing import Call, run  # noqa: PLC0415 - heavy

    return run(Call(**options))
