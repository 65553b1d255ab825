"""What an editor tells of the word under the pointer: the rule of a finding, a directive, a key, a term."""

import re
from collections.abc import Sequence

from karmakit_schemas.directives import DIRECTIVES, Directive
from karmakit_schemas.findings import Finding
from karmakit_schemas.jsonschema import KEYS
from karmakit_validators import speaking
from karmakit_validators.catalogue import by_code
from karmakit_validators.lsp.desk import Course
from karmakit_validators.lsp.places import covers, is_yaml

SHOWN = ("What is wrong", "Why it matters", "How to mend it", "Source")
_FENCE = re.compile(r"\s*:{3,}\s*([a-z-]+)")
_TERM = re.compile(r"\[[^\]]*\]\([^)#]*glossary\.md#([a-z0-9-]+)\)")
_KEY = re.compile(r"[\s-]*([a-z_]+):")


def hover(course: Course, path: str, line: int, column: int, tag: str) -> str:
    """Return Markdown on what stands at a place (from one, in code points); an empty text where there is nothing to say."""
    rules = [f for f in course.findings if f.span.path == path and covers(f.span, line, column)]
    if rules:
        return "\n\n---\n\n".join(dict.fromkeys(rule(finding, tag) for finding in rules))
    lines = course.lines(path)
    return _of_text(course, path, lines, line, column) if 0 < line <= len(lines) else ""


def rule(finding: Finding, tag: str) -> str:
    """Return what a rule's page says, without its examples."""
    entry = by_code()[finding.code]
    parts = [f"**{entry.code} {entry.name}** ({entry.facts})", speaking.title(entry, tag)]
    parts += [f"**{heading}.** {entry.section(heading).strip()}" for heading in SHOWN if entry.section(heading).strip()]
    return "\n\n".join(parts)


def _of_text(course: Course, path: str, lines: Sequence[str], number: int, column: int) -> str:
    line = lines[number - 1]
    if is_yaml(path, lines, number):
        return _key(path, line, column)
    fence = _FENCE.match(line)
    if fence and fence[1] in DIRECTIVES and fence.start(1) < column <= fence.end(1) + 1:
        return directive(DIRECTIVES[fence[1]])
    for match in _TERM.finditer(line):
        if match.start() < column <= match.end():
            return next((term.meaning.plain() for term in course.parsed.part.glossary if term.id == match[1]), "")
    return ""


def directive(known: Directive) -> str:
    """Return what a directive is written with."""
    needs, may = (", ".join(f"`{name}`" for name in sorted(names)) for names in (known.needs, known.may))
    parts = [f"**`::: {known.name}`**"]
    parts += [f"Needs {needs}."] if needs else []
    parts += [f"May have {may}."] if may else []
    parts += [f"`{key}` is one of {', '.join(choices)}." for key, choices in known.choices]
    parts += [f"Stands in {' or '.join(sorted(known.inside))}."] if known.inside else []
    return "\n\n".join(parts)


def _key(path: str, line: str, column: int) -> str:
    """Return what the reference says of a key of `course.yml` or of a module's front-matter."""
    match = _KEY.match(line)
    if not match or not match.start(1) < column <= match.end(1) + 1:
        return ""
    first = "CourseFile" if path == "course.yml" else "FrontMatter"
    said = [KEYS[model][match[1]][0] for model in (first, *KEYS) if match[1] in KEYS[model]]
    return f"**{match[1]}**: {said[0]}" if said else ""
