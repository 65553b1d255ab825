"""`karmakit check`: say what is wrong with courses."""

from pathlib import Path
from typing import Any

import click

_FILE = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("paths", nargs=-1, type=_FILE, metavar="[PATH…]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github", "gitlab", "junit", "html"]),
    default="text",
    show_default=True,
    help="How findings are written.",
)
@click.option("--output", type=_FILE, metavar="FILE", help="Write the report into this file instead of printing it.")
@click.option("--lang", type=click.Choice(["en", "hi"]), help="The reader's language; en, if karmakit.toml does not say.")
@click.option(
    "--profile",
    type=click.Choice(["draft", "review", "publish"]),
    help="How strictly findings weigh; review, if karmakit.toml does not say.",
)
@click.option("--base", metavar="REF", help="Compare with the course as published: a Git tag, commit or branch.")
@click.option("--baseline", type=_FILE, metavar="FILE", help="Hide the findings that this file records.")
@click.option("--write-baseline", "task", flag_value="write", help="Make the baseline of all findings there are now.")
@click.option("--prune-baseline", "task", flag_value="prune", help="Take out of the baseline what is mended.")
@click.option("--select", multiple=True, metavar="C", help="Only these rules: codes, beginnings of codes or names.")
@click.option("--ignore", multiple=True, metavar="C", help="Not these rules.")
@click.option("--skip-outside", is_flag=True, help="Pass over files that lie in no course, as a hook may name them.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without a change of meaning.")
@click.option("--unsafe-fixes", is_flag=True, help="Mend also what a person must look at afterwards; implies --fix.")
@click.option("--diff", is_flag=True, help="Show what --fix or --unsafe-fixes would change, and change nothing.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="How many courses at a time; by default, as many as pay.")
@click.option("--no-cache", is_flag=True, envvar="KARMAKIT_NO_CACHE", help="Neither use nor keep what was found before.")
def command(**options: Any) -> int:
    """Check the courses at and below PATH (here, if none is given) and show every finding.

    Where PATH is a file, its whole course is checked.

    Exit status: 0 fit, 1 findings that fail the profile, or a --diff that shows something, 2 an unusable input.
    """
    from karmakit_build.cli._checking import Call, run  # noqa: PLC0415 - heavy

    return run(Call(**options))
