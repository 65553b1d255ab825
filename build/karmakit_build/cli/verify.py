"""`karmakit verify`: read finished bundles as a stranger would."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from karmakit_schemas.errors import UnusableInputError

if TYPE_CHECKING:
    from karmakit_validators.verify.verdict import Verdict


@click.command()
@click.argument("bundles", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path), metavar="BUNDLE…")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How it is written.")
@click.option("--browser", is_flag=True, help="Open each bundle in Chromium too, with the network cut off (karmakit[browser]).")
def command(bundles: tuple[Path, ...], form: str, *, browser: bool) -> int:
    """Verify bundles, whoever made them: names, schema, links, limits, digests.

    Exit status: 0 fit, 1 findings of error, 2 an unusable input.
    """
    from karmakit_validators.verify import verify  # noqa: PLC0415 - heavy

    verdicts = []
    unusable = 0
    for path in bundles:
        try:
            verdict = _in_browser(path, verify(path)) if browser else verify(path)
        except UnusableInputError as error:
            click.echo(f"karmakit: {error}", err=True)
            unusable += 1
            continue
        verdicts.append(verdict)
        if form == "text":
            _tell(path, verdict)
    if form == "json" and verdicts:
        click.echo(json.dumps({"bundles": [verdict.as_json() for verdict in verdicts]}, ensure_ascii=False, indent=1))
    return 2 if unusable else int(not all(verdict.fit for verdict in verdicts))


def _in_browser(path: Path, verdict: "Verdict") -> "Verdict":
    from karmakit_validators.browser import in_browser  # noqa: PLC0415 - heavy, and seldom wanted

    return in_browser(path, verdict)


def _tell(path: Path, verdict: "Verdict") -> None:
    for finding in verdict.findings:
        click.echo(f"{path}: {finding.span}: {finding.severity.name} {finding.code} {finding.name}: {finding.message}")
        if finding.help:
            click.echo(f"  {finding.help}")
    facts = verdict.facts
    state = f", state {facts.state} characters at most" if facts.state is not None else ""
    word = "fit" if verdict.fit else "not fit"
    files = "1 file" if facts.files == 1 else f"{facts.files} files"
    click.echo(f"{path}: {word}: {facts.standard}, {files}, {facts.size} bytes{state}, sha256 {facts.sha256}")
