"""Read iGOT's delivery kit, a folder, as a stranger would: what its plan says, every file, every package inside."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.findings import Finding, in_order
from karmakit_schemas.spans import Span
from karmakit_validators.verify.archive import MOST_PACKED
from karmakit_validators.verify.course import COURSE, PROVENANCE, read_json
from karmakit_validators.verify.faults import few, found
from karmakit_validators.verify.folder import Folder, read_folder
from karmakit_validators.verify.kit_catalogue import CATALOGUE, check_catalogue
from karmakit_validators.verify.kit_hierarchy import check_hierarchy
from karmakit_validators.verify.kit_metadata import check_metadata
from karmakit_validators.verify.kit_plan import PLAN, Node, Plan, read_plan
from karmakit_validators.verify.kit_questions import check_questions
from karmakit_validators.verify.provenance import LAST, digests, source_digest, tool
from karmakit_validators.verify.verdict import Facts, Verdict
from karmakit_validators.verify.vetting.payload import of_folder
from karmakit_validators.verify.vetting.proof import NOTHING, Asked
from karmakit_validators.verify.vetting.proving import prove

STANDARD = "iGOT delivery kit"
LARGEST_PICTURE = 1_000_000
PICTURES = {"appIcon": (265, 150), "creatorLogo": (72, 72)}
_PNG = b"\x89PNG\r\n\x1a\n"
_AGAIN = "Build the kit again with `karmakit build --target igot`; never change a file inside it."


def is_kit(path: Path) -> bool:
    """Return whether a folder is, or means to be, a delivery kit."""
    try:
        return path.is_dir() and (path / PLAN).exists()
    except OSError:  # who may not look into it is told by the reading of it
        return False


def verify_kit(path: Path, asked: Asked = NOTHING) -> Verdict:
    """Return the findings of a kit and what it is; no link is followed, and nothing is written.

    `asked` is what lies beside the kit, and by what its proof of vetting is judged.
    """
    folder, findings = read_folder(path)
    plan, faults = read_plan(folder)
    findings += faults
    record = read_json(folder.read(PROVENANCE))
    record = record if isinstance(record, dict) else None
    findings += _recorded(folder, record)
    scos = 0
    if plan:
        findings += few(_listed(folder, plan))
        findings += few(check_hierarchy(plan))
        findings += few(check_metadata(plan))
        findings += few(_roles(folder, plan))
        for node in plan.nodes:
            findings += few(check_questions(folder, node))
        scos, said = _packages(folder, plan)
        findings += said
    if CATALOGUE in folder.sizes:
        findings += few(check_catalogue(folder.read(CATALOGUE) or b""))
    proved = prove(of_folder(folder), asked, findings)
    facts = Facts(
        name=path.name,
        size=sum(folder.sizes.values()),
        sha256=folder.digest,
        files=len(folder.sizes),
        unpacked=sum(folder.sizes.values()),
        standard=STANDARD,
        title=plan.title if plan else "",
        version=plan.version if plan else "",
        language=plan.language if plan else "",
        launch=PLAN,
        scos=scos,
        made_here=tool(record).startswith("karmakit"),
        tool=tool(record),
        source_digest=source_digest(record),
        vetted=proved.holds,
    )
    return Verdict(in_order(proved.findings), facts, proved.proof)


def _recorded(folder: Folder, record: dict[str, Any] | None) -> Iterator[Finding]:
    """Yield every file that is not what was built."""
    if record is None:
        message = f"{PROVENANCE} is missing or cannot be read: nothing says which tool and sources made the kit"
        yield found("PKG020", message, Span(PROVENANCE if PROVENANCE in folder.sizes else folder.name), _AGAIN)
        return
    wanted = digests(record)
    yield from few(_compared(folder, wanted, PROVENANCE, LAST))
    if COURSE not in wanted:
        yield found("PKG020", f"{PROVENANCE} does not know {COURSE}: nothing describes the course", Span(PROVENANCE), _AGAIN)


def _listed(folder: Folder, plan: Plan) -> Iterator[Finding]:
    """Yield where the plan's list of files and the folder differ."""
    yield from _compared(folder, {path: digest for path, (_, digest) in plan.files.items()}, PLAN, LAST | {PLAN})
    for path, (size, _) in plan.files.items():
        if path in folder.sizes and folder.sizes[path] != size:
            yield found("PKG041", f"the plan says {size} bytes of {path}; it has {folder.sizes[path]}", Span(PLAN), _AGAIN)


def _compared(folder: Folder, wanted: Mapping[str, str], by: str, but: frozenset[str]) -> Iterator[Finding]:
    for path in sorted(wanted.keys() - folder.sizes.keys()):
        yield found("PKG026", f"{path} is in {by} and not in the kit", Span(by), _AGAIN)
    for path in sorted(folder.sizes.keys() - but):
        if path not in wanted:
            yield found("PKG026", f"{path} was added after the build: {by} does not know it", Span(path), _AGAIN)
        elif folder.digests.get(path) not in (None, wanted[path]):
            yield found("PKG026", f"{path} was changed after the build: its SHA-256 is not the one in {by}", Span(path), _AGAIN)


def _roles(folder: Folder, plan: Plan) -> Iterator[Finding]:
    """Yield what is wrong with the files that nodes name."""
    endings = {"artifact": (".zip",), "questions": (".csv",), "appIcon": (".png",), "creatorLogo": (".png",)}
    for node in plan.nodes:
        for role, path in node.files.items():
            wanted = endings.get(role, (".png", ".jpg", ".jpeg"))
            if path not in plan.files or not path.endswith(wanted):
                message = f"`{node.key}`: `{path}` is no file of the kit that can be its `{role}`"
                yield found("PKG041", message, Span(PLAN), _AGAIN)
            elif role in PICTURES or role == "posterImage":
                yield from _picture(folder, path, PICTURES.get(role))
        if node.is_resource and "artifact" not in node.files:
            yield found("PKG041", f"`{node.key}` has no `artifact`: there is nothing to upload", Span(PLAN), _AGAIN)


def _picture(folder: Folder, path: str, size: tuple[int, int] | None) -> Iterator[Finding]:
    data = folder.read(path) or b""
    if len(data) > LARGEST_PICTURE:
        yield found("PKG041", f"{path} has {len(data)} bytes; iGOT takes pictures of 1 MB at most", Span(path), "Make it lighter.")
    if size is None:
        return
    shown = (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) if data.startswith(_PNG) else (0, 0)
    if shown != size:
        yield found("PKG041", f"{path} is no PNG of {size[0]} by {size[1]}", Span(path), _AGAIN)


def _packages(folder: Folder, plan: Plan) -> tuple[int, list[Finding]]:
    """Return how many packages there are, and what is wrong with each: it is to be SCORM 1.2, with one SCO, at `index.html`."""
    # a kit holds packages, and verify reads both: the one that reads a package is asked when it is there
    from karmakit_validators.verify import verify_bytes  # noqa: PLC0415 - the two call each other

    findings: list[Finding] = []
    owners = {node.files["artifact"]: node for node in plan.nodes if "artifact" in node.files}
    paths = [path for path in sorted(folder.sizes) if path.endswith(".zip")]
    for path in paths:
        if folder.sizes[path] > MOST_PACKED:
            message = f"{path} has {folder.sizes[path] // 1_000_000} MB; iGOT takes 200 MiB a file"
            findings.append(found("PKG017", message, Span(path), "Make its media smaller."))
            continue
        try:
            verdict = verify_bytes(folder.read(path) or b"", path)
        except UnusableInputError:
            findings.append(found("PKG041", f"{path} is no zip", Span(path), _AGAIN))
            continue
        findings += _moved(verdict.findings, path)
        findings += _opened(verdict.facts, path, owners.get(path))
    return len(paths), findings


def _opened(facts: Facts, path: str, node: Node | None) -> Iterator[Finding]:
    if node is None:
        yield found("PKG041", f"{path} belongs to no node of the plan", Span(path), _AGAIN)
    if (facts.standard, facts.scos, facts.launch) != ("SCORM 1.2", 1, "index.html"):
        message = (
            f"{path} is {facts.standard} with {facts.scos} SCOs that opens `{facts.launch}`; iGOT wants SCORM 1.2 with one SCO,"
            " `index.html`"
        )
        yield found("PKG041", message, Span(path), _AGAIN)


def _moved(findings: Iterable[Finding], path: str) -> Iterator[Finding]:
    """Yield the findings of a package with their places told from the kit's root."""
    for finding in findings:
        where = path if finding.span.path == path else f"{path}/{finding.span.path}"
        yield replace(finding, span=finding.span._replace(path=where))
