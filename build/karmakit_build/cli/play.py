"""`karmakit play`: try a bundle as a learner, against a platform of this machine."""

from pathlib import Path

import click


@click.command()
@click.argument("bundle", type=click.Path(readable=False, path_type=Path), metavar="BUNDLE")
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=0, metavar="N", help="The port of the page; a free one if not given."
)
@click.option("--no-open", is_flag=True, help="Do not open a browser; say the address only.")
@click.option(
    "--learner", default="Asha Rao", show_default=True, metavar="NAME", help="The name that the platform tells the course."
)
@click.option("--lang", type=click.Choice(["en", "hi"]), help="The language of the page; en, if karmakit.toml does not say.")
def command(bundle: Path, port: int, learner: str, lang: str | None, *, no_open: bool) -> int:
    """Play a bundle in the browser against a local platform: every call, the state, and the learner's record in words.

    SCORM 1.2 and 2004, cmi5, xAPI and web pages, whoever made them. Nothing is written, and nothing is kept. Ctrl+C ends it.

    Exit status: 0 ended, 2 a bundle that is not safe or holds nothing to launch.
    """
    from karmakit_build.cli._playing import run  # noqa: PLC0415 - heavy

    return run(bundle, port, learner, lang, no_open=no_open)
