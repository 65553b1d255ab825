"""`karmakit build`: check courses and make bundles of them."""

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from karmakit_build.bundle import Weighed
    from karmakit_build.igot.framework import Framework
    from karmakit_build.pipeline import Result
    from karmakit_validators.settings import Profile


@click.command()
@click.argument("courses", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path), metavar="COURSE…")
@click.option("--target", "targets", default="scorm12", show_default=True, metavar="T[,T…]", help="What to build for.")
@click.option(
    "--out",
    default="out",
    show_default=True,
    type=click.Path(readable=False, path_type=Path),
    metavar="DIR",
    help="Where bundles go.",
)
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="How many courses at a time; as many as pay, if not given.")
@click.option(
    "--profile",
    type=click.Choice(["draft", "review", "publish"]),
    help="How strictly findings weigh; review, if karmakit.toml does not say.",
)
@click.option(
    "--framework",
    type=click.Path(readable=False, path_type=Path),
    metavar="FILE",
    help="For the target igot: the competency framework, as downloaded from iGOT.",
)
@click.option("--lite", is_flag=True, help="The low-bandwidth edition, for phones and slow lines; its zips end in -lite.")
@click.option("--sign-as", "builder", metavar="PERSON", help="Sign what the bundles say of their making, by the roster's id.")
@click.option(
    "--key", type=click.Path(readable=False, path_type=Path), metavar="FILE", help="The SSH key of PERSON; see karmakit vet sign."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(  # noqa: PLR0913, PLR0917 - click hands over every option by itself
    courses: tuple[Path, ...],
    targets: str,
    out: Path,
    jobs: int | None,
    profile: "Profile | None",
    framework: Path | None,
    lite: bool,  # noqa: FBT001 - click hands it over by name
    builder: str | None,
    key: Path | None,
    form: str,
) -> int:
    """Check courses and build DIR/<course>/<course>-<target>.zip.

    The target igot is a folder, DIR/<course>/igot.
    Nothing is written of a course in which a finding fails the profile, and under publish of none that is not vetted.
    A bundle's signature lies beside it, with `.sig` added to its name.
    """
    from karmakit_build.pipeline import build, markdown  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.signer import Signer  # noqa: PLC0415 - heavy
    from karmakit_build.workers import paying, workers  # noqa: PLC0415 - heavy

    wanted = tuple(dict.fromkeys(name.strip() for name in targets.split(",") if name.strip()))
    if not wanted:
        raise click.UsageError("--target names no target")
    if framework and "igot" not in wanted:
        raise click.UsageError("--framework is for the target igot: add it to --target, or leave the option out")
    if (builder is None) != (key is None):
        raise click.UsageError("--sign-as and --key belong together: who signs, and with which key")
    signer = Signer(builder, key) if builder and key else None
    given = {"framework": _framework(framework)} if framework else {}
    # OpenSSH asks for a passphrase or a touch: one course after the other; and to build takes twice what it takes to check
    at_a_time = 1 if signer else paying(jobs, 2 * sum(map(markdown, courses)))
    with workers(at_a_time, len(courses)) as executor:
        results = []
        for result in build(courses, wanted, out, profile, executor, given=given, signer=signer, lite=lite):
            results.append(result)
            if form == "text":
                _tell(result)
    if form == "json":
        _tell_json(results)
    if any(result.error for result in results):
        return 2
    return int(any(result.failed for result in results))


def _framework(path: Path) -> "Framework":
    from karmakit_build.igot.framework import open_framework  # noqa: PLC0415 - heavy

    return open_framework(path)


def _tell(result: "Result") -> None:
    from karmakit_build.cli._show import show  # noqa: PLC0415 - heavy
    from karmakit_validators.report import Part  # noqa: PLC0415 - heavy

    if result.error:
        click.echo(f"karmakit: {result.error}", err=True)
    for note in result.notes:
        click.echo(f"karmakit: {note}", err=True)
    if result.failed and result.findings:
        show("text", [Part(result.path.as_posix(), result.findings, result.sources)], result.profile, err=True)
        click.echo(f"karmakit: {result.path}: not built; mend the errors above", err=True)
    elif result.findings:
        number = len(result.findings)
        said = "1 remark; `karmakit check` shows it" if number == 1 else f"{number} remarks; `karmakit check` shows them"
        click.echo(f"karmakit: {result.path}: {said}", err=True)
    for bundle in result.bundles:
        click.echo(f"{bundle.path}  {bundle.size} bytes  sha256 {bundle.sha256}")
        if bundle.weighed:
            click.echo(f"  low-bandwidth edition: learners load {_weights(bundle.weighed)}")
    if any(bundle.weighed and bundle.weighed.saves_little for bundle in result.bundles):
        mend = f"where it has pictures or films, `karmakit media {quote(str(result.path))} --lite` makes them lighter"
        click.echo(f"karmakit: {result.path}: the low-bandwidth edition saves next to nothing; {mend}", err=True)


def _weights(weighed: "Weighed") -> str:
    """Return both weights, in kB and MB as the cover says them."""
    from karmakit_build.compiler.sizes import size  # noqa: PLC0415 - heavy
    from karmakit_schemas.languages import find  # noqa: PLC0415 - heavy

    english = find("en")
    if english is None:  # pragma: no cover - only where the package was installed in part
        return f"{weighed.lite} bytes; of the full edition {weighed.full} bytes"
    return f"about {size(weighed.lite, english)}; of the full edition {size(weighed.full, english)}"


def _tell_json(results: "list[Result]") -> None:
    import json  # noqa: PLC0415 - only here

    courses = [
        {
            "path": result.path.as_posix(),
            "failed": result.failed,
            "error": result.error,
            "findings": [finding.as_json() for finding in result.findings],
            "bundles": [
                {
                    "course": bundle.course,
                    "target": bundle.target,
                    "path": bundle.path.as_posix(),
                    "size": bundle.size,
                    "sha256": bundle.sha256,
                    **({"weight": {"lite": bundle.weighed.lite, "full": bundle.weighed.full}} if bundle.weighed else {}),
                }
                for bundle in result.bundles
            ],
        }
        for result in results
    ]
    click.echo(json.dumps({"courses": courses}, ensure_ascii=False, indent=1))
