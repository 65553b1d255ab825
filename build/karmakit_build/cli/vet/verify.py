"""`karmakit vet verify`: read the log from its first record to its last."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karmakit_build.cli._show import wants_colour

if TYPE_CHECKING:
    from karmakit_build.vetting.reading import Vetting
    from karmakit_validators.vetting.audit import Audit, Entry
    from karmakit_validators.vetting.records import Flaw

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("courses", nargs=-1, required=True, type=_PATH, metavar="COURSE…")
@click.option(
    "--root", "roots", multiple=True, type=_PATH, metavar="KEY", help="A public key that the first policy must be signed with."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How it is written.")
def command(courses: tuple[Path, ...], roots: tuple[Path, ...], form: str) -> int:
    """Check the log of the courses: the policy back to its root, every signature and head, and what each decision is worth today.

    Whether all is vetted `karmakit vet status` says.

    Exit status: 0 the log is whole and every signature holds, 1 something is broken, 2 an unusable input.
    """
    from karmakit_build.vetting import telling  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.reading import vetting_of  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.signing import public_blob  # noqa: PLC0415 - heavy
    from karmakit_schemas.errors import UnusableInputError  # noqa: PLC0415 - heavy
    from karmakit_validators.vetting.audit import audit  # noqa: PLC0415 - heavy

    trusted = [public_blob(root) for root in roots]
    today = datetime.now(tz=UTC).date()
    told: list[tuple[Vetting, Audit]] = []
    for course in courses:
        vetting = vetting_of(course, trusted)
        case = vetting.case(today)
        if case is None:
            said = "; ".join(flaw.message for flaw in vetting.chain.flaws)
            raise UnusableInputError(f"{course}: there is no policy to verify the log by ({said}); `karmakit vet init` makes one")
        told.append((vetting, audit(case)))
    if form == "json":
        listed = [_as_json(vetting, found) for vetting, found in told]
        click.echo(json.dumps({"version": 1, "courses": listed}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join(telling.audited(vetting, found) for vetting, found in told), color=wants_colour())
    return int(not all(found.holds for _, found in told))


def _as_json(vetting: "Vetting", found: "Audit") -> dict[str, Any]:
    policy = vetting.chain.policy
    heads = [(name, one) for name, there in sorted(vetting.log.heads.items()) for one in there]
    return {
        "path": vetting.course.as_posix(),
        "holds": found.holds,
        "policy": {"number": policy.number, "name": policy.name, "demonstration": policy.demonstration} if policy else None,
        "policies": [f"sha256:{digest}" for digest in vetting.chain.digests],
        "records": [_record(entry) for entry in found.entries],
        "heads": [
            {"person": name, "records": one.head.records, "closed": one.head.closed.isoformat(), "tips": list(one.head.tips)}
            for name, one in heads
        ],
        "flaws": [_flaw(flaw) for flaw in found.flaws],
    }


def _record(entry: "Entry") -> dict[str, Any]:
    predicate = entry.predicate
    return {
        "record": f"sha256:{entry.record.digest}",
        "path": entry.record.path,
        "closed": predicate.closed.isoformat(),
        "person": predicate.reviewer.person,
        "role": predicate.reviewer.role,
        "verdict": predicate.verdict,
        "subject": predicate.scope.subject,
        "digest": f"sha256:{entry.record.statement.digest}",
        "signed": entry.signature is None,
        "counts": entry.idle is None,
        "why": _flaw(entry.idle) if entry.idle else None,
    }


def _flaw(flaw: "Flaw") -> dict[str, str]:
    return {"code": flaw.code, "path": flaw.path, "message": flaw.message, "help": flaw.help}
