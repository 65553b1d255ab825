"""The main road: load, parse, check, compile, package, write; one course after the other, or many at a time."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from karmakit_authoring.config import project_of
from karmakit_authoring.load import load, peek, survey
from karmakit_authoring.parse import parse
from karmakit_build.archive import digest, pack, write, write_folder
from karmakit_build.bundle import Bundle, Weighed
from karmakit_build.checking.baselining import hide
from karmakit_build.checking.configured import Terms
from karmakit_build.compiler import compile_course, compile_lite
from karmakit_build.lite import overweight, package_lite, refuse_igot
from karmakit_build.targets import discover, package
from karmakit_build.vetting.passage import Checked, passage
from karmakit_build.vetting.signer import Signer
from karmakit_schemas.errors import KarmakitError, OutputError, UnusableInputError, UsageError
from karmakit_schemas.findings import Finding
from karmakit_schemas.sources import Sources
from karmakit_validators.check import check, fails
from karmakit_validators.configured import Given, settings_of
from karmakit_validators.report import Part
from karmakit_validators.settings import Profile

if TYPE_CHECKING:
    from concurrent.futures import Executor  # brings logging with it


@dataclass(frozen=True, slots=True)
class Built:
    """One bundle on the disk; of a folder, all its bytes and the digest of `archive.digest`.

    `weighed` is what a low-bandwidth edition and the full one weigh.
    """

    course: str
    target: str
    path: Path
    size: int
    sha256: str
    weighed: Weighed | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one course: its bundles, or the findings or the error that stopped it.

    `sources` holds only the files that findings speak of, so that a result travels lightly between processes; `findings` are told
    under `profile`, and `notes` say what a baseline hides.
    """

    path: Path
    sources: Sources
    findings: tuple[Finding, ...] = ()
    profile: Profile = "review"
    notes: tuple[str, ...] = ()
    bundles: tuple[Built, ...] = ()
    failed: bool = False
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What to make of each course: for which targets, where, how strictly, on which day, and who signs what is vetted.

    Without a profile each course is held to that of its `karmakit.toml`, or to `review`.
    `given` is what some target takes besides the course (`targets.package`). `lite`: the low-bandwidth edition is wanted.
    """

    targets: tuple[str, ...]
    out: Path
    profile: Profile | None
    given: Mapping[str, Any]
    signer: Signer | None
    today: date
    lite: bool = False


def build(  # noqa: PLR0913 - the last four have a default, and are named
    courses: Iterable[Path],
    targets: Sequence[str],
    out: Path,
    profile: Profile | None = None,
    executor: "Executor | None" = None,
    *,
    given: Mapping[str, Any] | None = None,
    signer: Signer | None = None,
    lite: bool = False,
) -> Iterator[Result]:
    """Build every course once for every target, in the given order; an executor may work on several at a time."""
    for name in targets:
        if name not in discover():
            raise UsageError(f"there is no target '{name}'; there are: {', '.join(discover())}")
    if lite:
        refuse_igot(targets)
    courses = tuple({course.resolve(): course for course in reversed(tuple(courses))}.values())[::-1]
    _refuse_same_ids(courses)
    work = partial(build_course, order=Order(tuple(targets), out, profile, given or {}, signer, datetime.now(tz=UTC).date(), lite))
    return executor.map(work, courses) if executor else map(work, courses)


def markdown(course: Path) -> int:
    """Return how many bytes of Markdown a course has; none of one that cannot be read, which is told when its turn comes."""
    try:
        return sum(one.size for name, one in survey(course).items() if name.endswith(".md"))
    except UnusableInputError:
        return 0


def _refuse_same_ids(courses: Sequence[Path]) -> None:
    """Raise if the bundles of one course would lie in the place of another's."""
    known: dict[str, Path] = {}
    for course in courses if len(courses) > 1 else ():
        try:
            meta = parse(peek(course)).meta
        except UnusableInputError:
            continue  # told when its turn comes, and the others are built
        if meta and (other := known.setdefault(meta.id, course)) is not course:
            raise UsageError(f"{other} and {course} have one id, '{meta.id}': give each its own, or build them apart")


def build_course(path: Path, order: Order) -> Result:
    """Build one course; nothing is written where a finding fails the profile."""
    try:
        return _build_course(path, order)
    except KarmakitError as error:
        return Result(path, Sources(path.name, {}), failed=True, error=str(error))


def _build_course(path: Path, order: Order) -> Result:
    sources = load(path)
    parsed = parse(sources)
    # without the day and without Git: a bundle is a function of its sources
    project = project_of(path)
    terms = Terms(project, settings_of(project, Given(order.profile), project.way_to(path)))
    found = check(parsed, terms.settings)
    (part,), notes = hide([Part(path.as_posix(), found, sources)], [terms])
    passed = passage(path, Checked(parsed, terms.settings, found, part.findings), order.today)
    findings, profile = passed.findings, terms.settings.profile
    named = {finding.span.path for finding in findings} & set(sources.files)
    spoken_of = Sources(sources.name, {name: sources.files[name] for name in sorted(named)})
    if fails(findings, profile) or parsed.course is None:
        return Result(path, spoken_of, findings, profile, notes, failed=True)
    folder = order.out / parsed.course.meta.id
    if folder.resolve().is_relative_to(path.resolve()):
        raise OutputError(f"{folder} lies in the course, and would become a part of it: choose a place outside with --out")
    compiled = compile_lite(parsed.course) if order.lite else compile_course(parsed.course)
    pages = replace(compiled, vetted=passed.evidence is not None, evidence=passed.evidence)
    packaged = package_lite if order.lite else package
    made = [(target, bundle) for target in order.targets for bundle in packaged(pages, target, order.given)]
    if heavy := [finding for _, bundle in made for finding in overweight(pages, bundle)]:
        spoken_of = Sources(sources.name, {**spoken_of.files, "course.yml": sources.files["course.yml"]})
        return Result(path, spoken_of, (*findings, *heavy), profile, notes, failed=True)
    # all stand in memory before the first is written: a course is built for all its targets or for none
    packed = [
        (target, bundle, pack(bundle.files) if bundle.form == "zip" else None, folder / _name(bundle)) for target, bundle in made
    ]
    signatures = _signatures({at: bundle.files for _, bundle, _, at in packed}, order.signer)
    bundles = tuple(
        Built(parsed.course.meta.id, target, *(_folder(bundle.files, at) if data is None else _zip(data, at)), bundle.weighed)
        for target, bundle, data, at in packed
    )
    for at, signature in signatures.items():
        write(signature, at)
    for _, bundle, _, at in packed:
        if not signatures and at.with_name(f"{at.name}.sig").is_file():
            _drop_stale(at, bundle.files)
    return Result(path, spoken_of, findings, profile, notes, bundles)


def _name(bundle: Bundle) -> str:
    return f"{bundle.name}.zip" if bundle.form == "zip" else bundle.name


def _signatures(bundles: Mapping[Path, Mapping[str, bytes]], signer: Signer | None) -> Mapping[Path, bytes]:
    if signer is None:
        return {}
    from karmakit_build.vetting.signing_builds import sign_bundles  # noqa: PLC0415 - heavy, and few builds are signed

    return sign_bundles(bundles, signer)


def _drop_stale(at: Path, files: Mapping[str, bytes]) -> None:
    from karmakit_build.vetting.signing_builds import drop_stale  # noqa: PLC0415 - heavy, and seldom wanted

    drop_stale(at, files)


def _zip(data: bytes, path: Path) -> tuple[Path, int, str]:
    return write(data, path), len(data), hashlib.sha256(data).hexdigest()


def _folder(files: Mapping[str, bytes], path: Path) -> tuple[Path, int, str]:
    return write_folder(files, path), sum(map(len, files.values())), digest(files)
