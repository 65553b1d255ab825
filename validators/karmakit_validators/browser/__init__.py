"""Open a built bundle in a browser, cut off from the network, and say what only shows there: `karmakit verify --browser`."""

import asyncio
from dataclasses import replace
from pathlib import Path

from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.findings import Finding, Severity, in_order
from karmakit_validators.browser.looking import Bundle, look
from karmakit_validators.browser.tools import Tools, tools
from karmakit_validators.verify import verify_bytes
from karmakit_validators.verify.archive import read_archive
from karmakit_validators.verify.folder import read_folder
from karmakit_validators.verify.kit import is_kit
from karmakit_validators.verify.verdict import Verdict

__all__ = ["in_browser"]


def in_browser(path: Path, verdict: Verdict) -> Verdict:
    """Return the verdict over a bundle with what a browser shows of it, or of every package in a kit.

    A zip that cannot be trusted (`fatal`) is not opened. Raise in one line where Playwright, axe or Chromium is not installed.
    """
    found = tools()
    try:
        packages = _of_kit(path) if is_kit(path) else {"": path.read_bytes()}
    except OSError as error:
        raise UnusableInputError(f"{path}: the file cannot be read: {(error.strerror or str(error)).lower()}") from error
    findings = list(verdict.findings)
    for name, data in packages.items():
        inner = verify_bytes(data, name) if name else verdict
        if all(finding.severity < Severity.fatal for finding in inner.findings):
            findings += [_within(finding, name) for finding in _seen(data, inner, found)]
    return replace(verdict, findings=in_order(findings))


def _seen(data: bytes, verdict: Verdict, found: Tools) -> list[Finding]:
    archive, _, _ = read_archive(data, verdict.facts.name)
    return asyncio.run(look(Bundle(archive, verdict.facts.standard, verdict.facts.launch), found))


def _of_kit(path: Path) -> dict[str, bytes]:
    """Return the zips of a kit by their names."""
    folder, _ = read_folder(path)
    return {name: folder.read(name) or b"" for name in sorted(folder.sizes) if name.endswith(".zip")}


def _within(finding: Finding, package: str) -> Finding:
    """Return a finding whose place names the package of a kit that it is about."""
    return replace(finding, span=finding.span._replace(path=f"{package}/{finding.span.path}")) if package else finding
