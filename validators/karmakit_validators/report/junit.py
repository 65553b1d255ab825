"""Findings as JUnit XML, which every CI system shows: a suite a course, a case for each rule that speaks of a file."""

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from karmakit_schemas.findings import Finding, Kind
from karmakit_schemas.sources import TEXT_SUFFIXES
from karmakit_validators.report.manner import Manner
from karmakit_validators.report.part import Part
from karmakit_validators.report.words import Words, words
from karmakit_validators.settings import FAILING

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even as a reference (section 2.2)."""


def render(parts: Sequence[Part], manner: Manner) -> str:
    """Return the suites of all courses.

    A rule whose findings fail the run is a failed case; one that leaves the decision to a person is a skipped case, since it
    never counts as passed; one that only warns is a passed case with its findings as output. A text file without findings is a
    passed case, and a path that could not be read a suite with an error.
    """
    say = words(manner.lang)
    root = ET.Element("testsuites", name="karmakit check")
    for part in parts:
        _suite(root, part.root.replace("\\", "/"), _cases(part, manner, say))
    for error in manner.errors:
        case = ET.Element("testcase", classname="karmakit", name=_clean(say("page.verdict.unread")))
        ET.SubElement(case, "error", message=_clean(error), type="unreadable")
        _suite(root, error.partition(":")[0], iter([case]))
    for key in ("tests", "failures", "errors", "skipped"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, name: str, cases: Iterator[ET.Element]) -> None:
    suite = ET.SubElement(root, "testsuite", name=_clean(name))
    suite.extend(cases)
    tags = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    suite.set("tests", str(len(suite)))
    for key, tag in tags.items():
        suite.set(key, str(len(suite.findall(f"testcase/{tag}"))))


def _cases(part: Part, manner: Manner, say: Words) -> Iterator[ET.Element]:
    by_file: dict[str, list[Finding]] = {}
    for finding in part.findings:
        by_file.setdefault(finding.span.path, []).append(finding)
    for path in sorted({*by_file, *(path for path in part.sources.files if path.lower().endswith(TEXT_SUFFIXES))}):
        place = {"classname": _clean(part.named(path)), "file": _clean(part.named(path))}
        if path not in by_file:
            yield ET.Element("testcase", {**place, "name": _clean(say("page.why.clean").rstrip(".।"))})
        for code in dict.fromkeys(finding.code for finding in by_file.get(path, ())):
            yield _case(place, [finding for finding in by_file[path] if finding.code == code], manner, say)


def _case(place: dict[str, str], findings: list[Finding], manner: Manner, say: Words) -> ET.Element:
    first = findings[0]
    case = ET.Element("testcase", {**place, "name": f"{first.code} {first.name}", "line": str(first.span.line)})
    told = "\n".join(_told(finding, place["file"], say) for finding in findings)
    message = {"message": _clean(say.joined(first.message, first.help)), "type": say(first.severity.name)}
    if any(finding.severity >= FAILING[manner.profile] for finding in findings):
        ET.SubElement(case, "failure", message).text = _clean(told)
    elif any(finding.kind is Kind.needs_human for finding in findings):
        ET.SubElement(case, "skipped", {"message": f"{say('needs-human')}: {message['message']}"}).text = _clean(told)
    else:
        ET.SubElement(case, "system-out").text = _clean(told)
    return case


def _told(finding: Finding, path: str, say: Words) -> str:
    row = f"{path}:{finding.span.line}:{finding.span.column}: {say(finding.severity.name)}: {finding.message}"
    return f"{row}\n  {say('help')} {finding.help}" if finding.help else row


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
