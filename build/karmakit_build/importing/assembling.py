"""Make the files of a course of a draft: ids of its own, and what only the institute can say marked as open."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import count

from karmakit_authoring.scaffold.filling import yaml_text
from karmakit_build.importing.asking import question
from karmakit_build.importing.draft import Draft, DraftModule, DraftQuestion, DraftUnit
from karmakit_schemas.languages import find

OPEN = "# open: say it before you publish"
WORDS_PER_MINUTE = 200
QUESTIONS_PER_MINUTE = 2
LONGEST_ID = 64
UNKNOWN_LICENCE = "LicenseRef-unknown"
_SIGNS = re.compile(r"[^a-z0-9]+")
_OPENED = re.compile(rf"^(\w+): .* {OPEN}$", re.MULTILINE)
_LINK = re.compile(r"\]\(([a-z0-9-]+)\.md")


def course_files(draft: Draft, identifier: str, source: str) -> Mapping[str, bytes]:
    """Return the files of the course by their paths; `source` is the name of the file that it comes from."""
    taken = {identifier}
    named = [
        (unit, [(_free(module.name or module.title, "module", taken), module) for module in unit.modules]) for unit in draft.units
    ]
    texts = {"course.yml": _course(draft, identifier, source, [(unit, [name for name, _ in modules]) for unit, modules in named])}
    called = {module.name: name for _, modules in named for name, module in modules if module.name}
    for _, modules in named:
        for name, module in modules:
            text = _module(
                module, name, draft.language or "en", taken, [called[each] for each in module.requires if each in called]
            )
            texts[f"modules/{name}.md"] = _linked(text, called)
    if draft.glossary:
        texts["glossary.md"] = draft.glossary
    media = {f"media/{path}": data for path, data in draft.media.items()}
    return {**{path: text.encode() for path, text in texts.items()}, **media}


def left_open(files: Mapping[str, bytes]) -> Mapping[str, tuple[str, ...]]:
    """Return which keys only the institute can say, each once: those of `course.yml`, and those of the modules."""
    found: dict[str, dict[str, None]] = {}
    for path, data in files.items():
        place = path if path == "course.yml" else "modules" if path.startswith("modules/") else ""
        if place:
            found.setdefault(place, {}).update(dict.fromkeys(_OPENED.findall(data.decode())))
    return {place: tuple(keys) for place, keys in found.items() if keys}


def id_of(text: str) -> str:
    """Return an id made of a text: its letters as ASCII, small, parted by hyphens; an empty text where none of it is ASCII."""
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _SIGNS.sub("-", ascii_)[:LONGEST_ID].strip("-")


def _free(text: str, kind: str, taken: set[str]) -> str:
    """Return an id that nothing has yet, and take it."""
    wanted = id_of(text)
    stem = (wanted or kind)[: LONGEST_ID - 6].rstrip("-")
    tries: Iterator[str] = (f"{stem}-{number}" for number in count(2 if wanted else 1))
    found = wanted if wanted and wanted not in taken else next(name for name in tries if name not in taken)
    taken.add(found)
    return found


def _linked(text: str, called: Mapping[str, str]) -> str:
    """Return a module whose links to other modules name them as they are called now."""
    changed = {name: now for name, now in called.items() if name != now}
    return _LINK.sub(lambda link: f"]({changed.get(link[1], link[1])}.md", text) if changed else text


def _with(lines: list[str], said: Mapping[str, object]) -> list[str]:
    """Return lines of YAML with what the source says itself in place of what stands open; JSON is YAML of one line."""
    told = {key: f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()}
    there = {line.partition(":")[0] for line in lines}
    return [*(told.get(line.partition(":")[0], line) for line in lines), *(text for key, text in told.items() if key not in there)]


def _course(draft: Draft, identifier: str, source: str, units: list[tuple[DraftUnit, list[str]]]) -> str:
    taken: set[str] = set()
    lines = [
        f"id: {yaml_text(identifier)}",
        f"title: {yaml_text(draft.title)}",
        f"summary: {yaml_text(draft.summary or f'Brought in from {source}.')}{'' if draft.summary else f' {OPEN}'}",
        f"outcomes: [{yaml_text(draft.title)}] {OPEN}",
        f"language: {draft.language or 'en'}{'' if draft.language else f' {OPEN}'}",
        f"provider: {yaml_text(draft.provider or 'Name of the institute')}{'' if draft.provider else f' {OPEN}'}",
        f"licence: {yaml_text(draft.licence or UNKNOWN_LICENCE)}{'' if draft.licence else f' {OPEN}'}",
        "version: 0.1.0",
        f"contact: {{name: Course desk, email: desk@example.gov.in}} {OPEN}",
        f"publisher: {{domain: training.example.gov.in}} {OPEN}",
    ]
    lines = [*_with(lines, draft.said), "units:"]
    for unit, modules in units:
        lines += [
            f"  - id: {yaml_text(_free(unit.name or unit.title, 'unit', taken))}",
            f"    title: {yaml_text(unit.title)}",
            f"    modules: [{', '.join(map(yaml_text, modules))}]",
        ]
    return "\n".join(lines) + "\n"


def _module(module: DraftModule, name: str, language: str, taken: set[str], requires: list[str]) -> str:
    aims = [(_free(f"{name}-{number}", "objective", taken), text) for number, text in enumerate(module.objectives, 1)]
    asked = [(_free(each.name or f"{name}-q{number}", "question", taken), each) for number, each in enumerate(module.questions, 1)]
    objective = aims[0][0] if len(aims) == 1 else None
    keys = [
        f"title: {yaml_text(module.title)}",
        f"kind: {module.kind or 'think'}{'' if module.kind else f' {OPEN}'}",
        f"duration: {module.minutes or _minutes(module, language)} min{'' if module.minutes else f' {OPEN}'}",
        *([f"requires: [{', '.join(map(yaml_text, requires))}]"] if requires else []),
    ]
    head = [
        "---",
        *_with(keys, module.said),
        *(["objectives:"] if aims else []),
        *(f"  - {{id: {yaml_text(aim)}, text: {yaml_text(text)}}}" for aim, text in aims),
        "---",
    ]
    pieces = ["\n".join(head), module.body.strip(), *(question(each, identifier, objective).strip() for identifier, each in asked)]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _minutes(module: DraftModule, language: str) -> int:
    """Return how long a module takes, as the words of its text and its questions are read and answered."""
    pack = find(language)
    words = len(module.body.split()) + sum(map(_words, module.questions))
    return max(
        1, round(words / (pack.words_per_minute if pack else WORDS_PER_MINUTE) + len(module.questions) / QUESTIONS_PER_MINUTE)
    )


def _words(asked: DraftQuestion) -> int:
    texts = [asked.stem, *(option.text for option in asked.options), *(f"{pair.left} {pair.right}" for pair in asked.pairs)]
    return sum(len(text.split()) for text in texts)
