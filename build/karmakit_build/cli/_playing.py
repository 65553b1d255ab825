"""`karmakit play` at work: open the bundle, serve it, and wait until it is ended."""

import threading
import webbrowser
from pathlib import Path

import click

from karmakit_authoring.config import project_of
from karmakit_build.playing.desk import Desk
from karmakit_build.playing.opening import Bundle, open_bundle
from karmakit_build.playing.platform import Platform
from karmakit_build.playing.serving import Serving
from karmakit_schemas.errors import UsageError
from karmakit_schemas.findings import Severity


def run(path: Path, port: int, learner: str, lang: str | None, *, no_open: bool) -> int:
    """Play a bundle until the command is interrupted; return the exit status."""
    bundle = open_bundle(path)
    lang = lang or project_of(Path()).check.lang or "en"
    try:
        serving = Serving(Desk(Platform(bundle, " ".join(learner.split())[:100]), lang), port)
    except OSError as error:
        raise UsageError(f"port {port} is not to be had: {(error.strerror or str(error)).lower()}; leave out --port") from None
    serving.start()
    _tell(path, bundle, serving.origin)
    if not no_open:
        webbrowser.open(serving.origin)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        click.echo("Ended; nothing was kept.")
    finally:
        serving.close()
    return 0


def _tell(path: Path, bundle: Bundle, origin: str) -> None:
    parts = f"{len(bundle.units)} parts to launch" if len(bundle.units) > 1 else "1 part to launch"
    click.echo(f"{path}: {bundle.standard}, {parts}: {bundle.title}")
    errors = sum(finding.severity >= Severity.error for finding in bundle.findings)
    if bundle.findings:
        found = f"{errors} errors and {len(bundle.findings) - errors} warnings"
        click.echo(f"  It plays, but has {found}; `karmakit verify {path}` says which.")
    click.echo(f"Playing at {origin}/  (Ctrl+C ends it)")
