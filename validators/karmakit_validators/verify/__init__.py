"""Read a bundle as a stranger would and say everything that is wrong with it; nothing is ever unpacked to the disk."""

import hashlib
import os
from itertools import chain
from pathlib import Path

from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.findings import Finding, in_order
from karmakit_schemas.spans import Span
from karmakit_validators.verify.archive import MOST_PACKED, Archive, read_archive
from karmakit_validators.verify.course import Course, is_ours, read_course
from karmakit_validators.verify.credits import check_credits
from karmakit_validators.verify.editions import check_editions
from karmakit_validators.verify.faults import few, found, lowered
from karmakit_validators.verify.fonts import check_fonts
from karmakit_validators.verify.html import Page
from karmakit_validators.verify.leaks import check_leaks
from karmakit_validators.verify.links import check_links
from karmakit_validators.verify.media import check_media
from karmakit_validators.verify.navigation import check_navigation
from karmakit_validators.verify.pages import check_form, check_language, check_weight, read_pages
from karmakit_validators.verify.provenance import check_provenance, edition, read_provenance, source_digest, tool
from karmakit_validators.verify.reading import Reading
from karmakit_validators.verify.security import (
    check_page_loads,
    check_page_runs,
    check_pictures,
    check_policy,
    check_scripts,
    check_secrets,
    check_styles,
)
from karmakit_validators.verify.standards import read_standard
from karmakit_validators.verify.state import check_interactions, check_state, worst_state
from karmakit_validators.verify.verdict import Facts, Verdict
from karmakit_validators.verify.vetting.beside import signature_beside
from karmakit_validators.verify.vetting.payload import Payload, of_archive
from karmakit_validators.verify.vetting.proof import NOTHING, Asked, Trust
from karmakit_validators.verify.vetting.proving import prove

__all__ = ["Facts", "Trust", "Verdict", "verify"]


def verify(path: Path, trust: Trust | None = None) -> Verdict:
    """Return the findings of a bundle and what it is: a zip, or the folder of a kit; it is read, never unpacked, never changed.

    With `trust` it is also judged whether the bundle was vetted by those whom the root keys trust.
    """
    asked = Asked(signature_beside(path), trust)
    if os.path.isdir(path):  # noqa: PTH112 - what may not be looked at is no folder, and no error
        from karmakit_validators.verify.kit import is_kit, verify_kit  # noqa: PLC0415 - heavy, and most bundles are zips

        if is_kit(path):
            return verify_kit(path, asked)
    size = _size(path)
    if size > MOST_PACKED:
        message = f"the bundle has {size // 1_000_000} MB; a platform takes {MOST_PACKED // (1024 * 1024)} MiB at most"
        finding = found("PKG017", message, Span(path.name), "Make its media smaller, or divide the course.")
        proved = prove(Payload(path.name, (), lambda _: None), asked, [finding])
        return Verdict(proved.findings, Facts(path.name, size, ""), proved.proof)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnusableInputError(_unreadable(path, error)) from error
    return verify_bytes(data, path.name, asked)


def verify_bytes(data: bytes, name: str, asked: Asked = NOTHING) -> Verdict:
    """Return the verdict over a zip in memory."""
    archive, findings, house = read_archive(data, name)
    ours = is_ours(archive)
    course = read_course(archive) if ours else None
    reading = read_standard(archive, course) if archive.files or not findings else Reading()
    pages, faults = read_pages(archive)
    findings += [*faults, *reading.findings, *_of_any(archive, pages, course)]
    house += [*_of_ours(archive, pages, course, reading), *reading.house]
    state = worst_state(course) if course else None
    if course:
        findings += chain(check_state(state or 0, reading), check_interactions(course), check_leaks(archive, pages, course))
    record = read_provenance(archive) if ours else None
    if archive.files:
        house += check_provenance(archive, record)
    findings += house if ours else lowered(house)
    proved = prove(of_archive(archive, pages), asked, findings)
    facts = Facts(
        name=name,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        files=sum(not entry.endswith("/") for entry, _ in archive.records),
        unpacked=archive.unpacked,
        standard=reading.standard,
        title=(course.title if course else "") or reading.title,
        version=course.version if course else "",
        language=course.language if course else "",
        launch=reading.launch,
        scos=reading.units,
        made_here=ours,
        tool=tool(record),
        source_digest=source_digest(record),
        state=state,
        edition=edition(record),
        csp=bool(pages) and all(page.policies for page in pages.values()),
        vetted=proved.holds,
    )
    return Verdict(in_order(proved.findings), facts, proved.proof)


def _of_any(archive: Archive, pages: dict[str, Page], course: Course | None) -> list[Finding]:
    """Return what counts against a bundle whoever made it."""
    return [
        *check_media(archive),
        *check_styles(archive),
        *check_scripts(archive),
        *check_pictures(archive),
        *check_secrets(archive),
        *check_links(archive, pages, course),
        *check_editions(archive, pages),
        *(finding for page in pages.values() for finding in few(check_page_loads(page))),
    ]


def _of_ours(archive: Archive, pages: dict[str, Page], course: Course | None, reading: Reading) -> list[Finding]:
    """Return what karmakit promises of its own bundles and may not expect of others."""
    findings = [*check_weight(archive, pages)]
    if course:
        findings += chain(
            check_navigation(pages, course), check_credits(archive, pages, course), check_fonts(archive, pages, course)
        )
    for page in pages.values():
        policy = check_policy(page, store=reading.store, worker=reading.worker)
        findings += few(chain(policy, check_form(page), check_language(page, course), check_page_runs(page)))
    return findings


def _size(path: Path) -> int:
    try:
        if path.is_dir():
            mend = "give the zip that `karmakit build` wrote, or the folder of a kit for iGOT"
            raise UnusableInputError(f"{path}: this is a folder without plan.json; {mend}")
        if not path.is_file():
            raise UnusableInputError(f"{path}: there is no such file; give the zip that `karmakit build` wrote")
        return path.stat().st_size
    except (OSError, ValueError) as error:
        raise UnusableInputError(_unreadable(path, error)) from error


def _unreadable(path: Path, error: OSError | ValueError) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return f"{path}: the file cannot be read: {reason[:1].lower() + reason[1:]}"
