"""YAML 1.2 with the place of every key and value, and without what makes YAML dangerous.

The events of libyaml (or of PyYAML's own parser, where libyaml is missing) are read one by one: nothing recurses, so that no
nesting can exhaust the stack, and nothing is expanded, so that no alias can exhaust the memory.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from karmakit_authoring.faults import INVALID_YAML, YAML_BOMB
from karmakit_authoring.source_text import SourceText
from karmakit_authoring.yaml_scalars import scalar
from karmakit_schemas.course import Place
from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span

MAX_DEPTH = 50
MAX_CHARACTERS = 1024**2
MAX_FINDINGS = 50

NOT_PRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# YAML 1.1, and so libyaml, ends lines at these; YAML 1.2 does not
BREAKS = str.maketrans("\x85\u2028\u2029", "\uf8f0\uf8f1\uf8f2")
NO_BREAKS = str.maketrans("\uf8f0\uf8f1\uf8f2", "\x85\u2028\u2029")

PROBLEMS = (
    (
        "mapping values are not allowed",
        "a `: ` stands where it may not",
        'Put a text that holds `: ` in double quotes: "like: this"',
    ),
    (r"'\t' that cannot start", "a tab stands where spaces must", "Indent with spaces, never with tabs"),
    ("cannot start any token", "a value begins with a character that may not begin one", "Put the text in double quotes"),
    ("unexpected end of stream", "a quotation mark is never closed", "Close the text with the same quotation mark"),
    ("unknown escape character", "a backslash in double quotes begins nothing", "Double the backslash, or use single quotes"),
    ("could not find expected ':'", "a key without a colon", "Write `key: value`, with a colon and a space"),
    ("block sequence entries are not allowed", "a list begins on the line of its key", "Begin the list on the next line, indented"),
    ("did not find expected key", "this line is indented otherwise than its neighbours", "Indent the keys of one level alike"),
    ("expected <block end>", "this line is indented otherwise than its neighbours", "Indent the keys of one level alike"),
    (
        "did not find expected '-' indicator",
        "this line is indented otherwise than its neighbours",
        "Indent the items of a list alike",
    ),
)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What a YAML text says: `data`, the places of its values and its keys, and the faults met.

    `sound` says that the text could be read whole and plainly; `data` is then complete.
    """

    data: Any
    places: Mapping[Place, Span]
    keys: Mapping[Place, Span]
    findings: tuple[Finding, ...]
    sound: bool


NO_YAML = YamlFile(None, {}, {}, (), sound=False)


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being read."""

    data: dict[str, Any] | list[Any]
    path: Place
    start: int
    flow: bool
    end: int
    key: str | None = None
    dropped: bool = False  # the key at hand is none: its value is read and forgotten


@dataclass(slots=True)
class _Reader:
    source: SourceText
    offset: int
    places: dict[Place, Span] = field(default_factory=dict)
    keys: dict[Place, Span] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)
    root: Any = None
    documents: int = 0

    def span(self, start: int, end: int) -> Span:
        return self.source.span(self.offset + start, self.offset + end)


def read_yaml(source: SourceText, start: int = 0, end: int | None = None) -> YamlFile:
    """Read the YAML between two offsets of a file."""
    text = source.text[start : len(source.text) if end is None else end]
    reader = _Reader(source, start)
    sound = False
    if len(text) > MAX_CHARACTERS:
        message = f"{len(text):,} characters of YAML"
        reader.findings.append(YAML_BOMB.at(reader.span(0, 0), message, "Keep it under a million; long texts belong in a module"))
    elif bad := NOT_PRINTABLE.search(text):
        message = f"the control character U+{ord(bad[0]):04X} may not stand in YAML"
        reader.findings.append(INVALID_YAML.at(reader.span(bad.start(), bad.end()), message, "Remove the character"))
    else:
        sound = _read(reader, text)
    return YamlFile(reader.root, reader.places, reader.keys, tuple(reader.findings), sound and not reader.findings)


def _read(reader: _Reader, text: str) -> bool:
    """Read all events; return whether the end was reached."""
    try:
        for event in _events(text):
            if not _take(reader, event) or len(reader.findings) > MAX_FINDINGS:
                return False
    except yaml.MarkedYAMLError as error:
        reader.findings.append(_syntax(reader, text, error))
        return False
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        message = f"the YAML cannot be read: {' '.join(str(error).split())[:120]}"
        reader.findings.append(INVALID_YAML.at(reader.span(0, 0), message, "Write plain `key: value` lines"))
        return False
    return True


def _events(text: str) -> Iterator[yaml.Event]:
    loader: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    return iter(yaml.parse(text.translate(BREAKS), Loader=loader))


def _take(reader: _Reader, event: yaml.Event) -> bool:
    """Take one event; return False where reading on makes no sense."""
    start, end = _marks(event)
    if isinstance(event, yaml.ScalarEvent):
        _refuse(reader, event)
        plain = event.implicit[0]
        value = event.value if event.value.isascii() else event.value.translate(NO_BREAKS)
        if not plain and event.style in {"|", ">"}:
            end = start + len(reader.source.text[reader.offset + start : reader.offset + end].rstrip())
        _put(reader, scalar(value) if plain else value, start, end, plain=value)
    elif isinstance(event, yaml.DocumentStartEvent):
        reader.documents += 1
        if reader.documents > 1:
            message = "a second YAML document begins here"
            reader.findings.append(INVALID_YAML.at(reader.span(start, end), message, "Keep one document: remove the `---` line"))
            return False
    elif isinstance(event, yaml.AliasEvent):
        message = f"the alias `*{event.anchor}` is refused"
        reader.findings.append(YAML_BOMB.at(reader.span(start, end), message, "Write the value out"))
        _put(reader, None, start, end, plain=None)
    elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
        _refuse(reader, event)
        if len(reader.stack) >= MAX_DEPTH:
            message = f"lists and mappings lie more than {MAX_DEPTH} deep"
            reader.findings.append(YAML_BOMB.at(reader.span(start, end), message, "Write it flatter"))
            return False
        _open(reader, {} if isinstance(event, yaml.MappingStartEvent) else [], start, flow=bool(event.flow_style))
    elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
        frame = reader.stack.pop()
        _close(reader, frame, end if frame.flow else frame.end)
    return True


def _marks(event: Any) -> tuple[int, int]:
    """Return the offsets at which an event begins and ends."""
    return event.start_mark.index, event.end_mark.index


def _refuse(reader: _Reader, event: Any) -> None:
    """Find fault with an anchor or a tag."""
    start = event.start_mark.index
    if event.anchor:
        message = f"the anchor `&{event.anchor}` is refused"
        mend = "Remove it, and write each value out where it is needed"
        reader.findings.append(YAML_BOMB.at(reader.span(start, start + 1 + len(event.anchor)), message, mend))
    if event.tag:
        message = f"the tag `{event.tag}` is refused"
        reader.findings.append(YAML_BOMB.at(reader.span(start, start + 1), message, "Remove it, and write the plain value"))


def _open(reader: _Reader, data: Any, start: int, *, flow: bool) -> None:
    """Begin a mapping or list, where a value may stand."""
    path: Place = ()
    if reader.stack:
        parent = reader.stack[-1]
        if isinstance(parent.data, dict) and parent.key is None and not parent.dropped:
            message = "a key is a list or a mapping"
            reader.findings.append(INVALID_YAML.at(reader.span(start, start + 1), message, "Make the key a word"))
            parent.key, parent.dropped = "", True
            reader.stack.append(_Frame(data, (*parent.path, ""), start, flow, start + 1))
            reader.stack[-1].path = ("\0key",)
            return
        path = _path(parent)
    reader.stack.append(_Frame(data, path, start, flow, start + 1))


def _close(reader: _Reader, frame: _Frame, end: int) -> None:
    """End a mapping or list and hand it to the one it stands in."""
    if frame.path == ("\0key",):
        reader.stack[-1].end = max(reader.stack[-1].end, end)
        return
    _put(reader, frame.data, frame.start, end, plain=None)


def _path(frame: _Frame) -> Place:
    """Return the path of the value that comes next in `frame`."""
    return (*frame.path, len(frame.data) if isinstance(frame.data, list) else frame.key or "")


def _put(reader: _Reader, value: Any, start: int, end: int, *, plain: str | None) -> None:
    """Put a finished value, or a key, where it belongs."""
    if not reader.stack:
        reader.root = value
        reader.places[()] = reader.span(start, end)
        return
    frame = reader.stack[-1]
    frame.end = max(frame.end, end)
    if isinstance(frame.data, list):
        reader.places[_path(frame)] = reader.span(start, end)
        frame.data.append(value)
    elif frame.key is None:
        _key(reader, frame, value, plain, reader.span(start, end))
    else:
        if not frame.dropped:
            reader.places[_path(frame)] = reader.span(start, end)
            frame.data[frame.key] = value
        frame.key, frame.dropped = None, False


def _key(reader: _Reader, frame: _Frame, value: Any, plain: str | None, span: Span) -> None:
    """Take a key: a word that the mapping does not have yet."""
    if not isinstance(value, str):
        written = "the value of an alias" if plain is None else f"`{plain}`"
        reader.findings.append(INVALID_YAML.at(span, f"the key {written} is no word", f'Put it in quotes: "{plain or ""}"'))
        frame.key, frame.dropped = plain or "", True
        return
    frame.key = value
    path = _path(frame)
    if path in reader.keys:
        message = f"the key `{value}` stands here a second time"
        reader.findings.append(INVALID_YAML.at(span, message, "Keep one of the two", (reader.keys[path],)))
        frame.dropped = True
    else:
        reader.keys[path] = span


def _syntax(reader: _Reader, text: str, error: yaml.MarkedYAMLError) -> Finding:
    """Return the finding of a syntax fault, in words an author understands."""
    problem = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    index = min(mark.index if mark else 0, len(text))
    opened = next((frame for frame in reversed(reader.stack) if frame.flow), None)
    if opened and ("expected ','" in problem or "node content" in problem):
        what, mark_of = ("braces are", "}") if isinstance(opened.data, dict) else ("a list in square brackets is", "]")
        span = reader.span(opened.start, opened.start + 1)
        return INVALID_YAML.at(span, f"{what} not closed", f"Close with `{mark_of}`, and part the entries by commas")
    if error.context_mark and ("unexpected end of stream" in problem or "find expected ':'" in problem):
        index = min(error.context_mark.index, len(text))  # where it was opened says more than where it was missed
    message, mend = next(
        ((said, mend) for words, said, mend in PROBLEMS if words in problem),
        (
            f"the YAML cannot be read here: {' '.join(problem.split())[:120]}",
            "Write plain `key: value` lines, and quote texts with special characters",
        ),
    )
    if text[index : index + 1] == "\t":
        message, mend = PROBLEMS[1][1:]
    return INVALID_YAML.at(reader.span(index, min(index + 1, len(text))), message, mend)
