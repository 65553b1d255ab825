"""`karmakit verify`: read finished bundles as a stranger would."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from karmakit_schemas.errors import UnusableInputError, UsageError

if TYPE_CHECKING:
    from karmakit_validators.verify.verdict import Verdict
    from karmakit_validators.verify.vetting.proof import Proof, Trust

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("bundles", nargs=-1, required=True, type=_PATH, metavar="BUNDLE…")
@click.option(
    "--root", "roots", multiple=True, type=_PATH, metavar="KEY", help="A public key you trust: say who vetted the bundle."
)
@click.option(
    "--before", type=_PATH, metavar="BUNDLE", help="The edition before: no decision in it may be missing now (with --root)."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How it is written.")
@click.option("--browser", is_flag=True, help="Open each bundle in Chromium too, with the network cut off (karmakit[browser]).")
def command(bundles: tuple[Path, ...], roots: tuple[Path, ...], before: Path | None, form: str, *, browser: bool) -> int:
    """Verify bundles, whoever made them: names, schema, links, limits, digests; with --root who vetted what is in them.

    Exit status: 0 fit, 1 findings of error, 2 an unusable input.
    """
    from karmakit_validators.verify import verify  # noqa: PLC0415 - heavy

    trust = _trust(roots, before)
    verdicts = []
    unusable = 0
    for path in bundles:
        try:
            verdict = verify(path, trust)
            verdict = _in_browser(path, verdict) if browser else verdict
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


def _trust(roots: tuple[Path, ...], before: Path | None) -> "Trust | None":
    """Return by what vetting is judged today; None where no root key is given."""
    if not roots:
        if before:
            raise UsageError("--before compares logs of decisions, and these hang on a root key: add --root")
        return None
    from karmakit_build.vetting.signing import public_blob  # noqa: PLC0415 - heavy
    from karmakit_validators.verify.vetting.beside import edition_before  # noqa: PLC0415 - heavy
    from karmakit_validators.verify.vetting.proof import Trust  # noqa: PLC0415 - heavy

    trusted = tuple(public_blob(root) for root in roots)
    return Trust(trusted, datetime.now(tz=UTC).date(), edition_before(before) if before else None)


def _in_browser(path: Path, verdict: "Verdict") -> "Verdict":
    from karmakit_validators.browser import in_browser  # noqa: PLC0415 - heavy, and seldom wanted

    return in_browser(path, verdict)


def _tell(path: Path, verdict: "Verdict") -> None:
    for finding in verdict.findings:
        click.echo(f"{path}: {finding.span}: {finding.severity.name} {finding.code} {finding.name}: {finding.message}")
        if finding.help:
            click.echo(f"  {finding.help}")
    if verdict.proof:
        _tell_proof(path, verdict.proof)
    facts = verdict.facts
    state = f", state {facts.state} characters at most" if facts.state is not None else ""
    word = "fit" if verdict.fit else "not fit"
    files = "1 file" if facts.files == 1 else f"{facts.files} files"
    edition = ", low-bandwidth edition" if facts.edition else ""
    click.echo(f"{path}: {word}: {facts.standard}{edition}, {files}, {facts.size} bytes{state}, sha256 {facts.sha256}")


def _tell_proof(path: Path, proof: "Proof") -> None:
    """Say the parts of the proof that were asked, each in one line, and what a roster of nobody proves."""
    for part in proof.parts:
        wrong = "1 fault, see above" if len(part.flaws) == 1 else f"{len(part.flaws)} faults, see above"
        click.echo(f"{path}: {part.name} {f'holds: {part.told}' if part.holds else f'does not hold: {wrong}'}")
    if proof.demonstration:
        click.echo(f"{path}: demonstration roster: it proves how this works, and nothing about persons")
    if not proof.rooted:
        click.echo(f"{path}: who vetted it was not asked; give the root key that you trust with --root")
