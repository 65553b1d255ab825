"""`karmakit preview` at work: serve, follow the files, and end on Ctrl-C."""

import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

import click

from karmakit_build.cli._checked import courses_at
from karmakit_build.cli._show import complain
from karmakit_build.preview.following import Following
from karmakit_build.preview.serving import Server


def run(places: Sequence[Path], port: int, lang: str | None, *, opens: bool) -> int:
    """Serve the courses at and below these places; return the exit status."""
    courses, errors = courses_at(places)
    complain(errors)
    if not courses:
        return 2
    following = Following(courses, lang=lang)
    with Server(following, port) as server:
        Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        many = "1 course" if len(courses) == 1 else f"{len(courses)} courses"
        click.echo(f"karmakit: the preview of {many} is at {server.address} (Ctrl-C ends it)")
        sys.stdout.flush()
        if opens and sys.stdout.isatty():
            _open(server.address)
        try:
            following.follow()
        except KeyboardInterrupt:
            click.echo()
        server.shutdown()
    return 0


def _open(address: str) -> None:
    import webbrowser  # noqa: PLC0415 - a start without a screen has no use for it

    webbrowser.open(address)
