"""Our own rule for colon fences: markdown-it's stock container plugin is silent about a fence that is never closed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from karmakit_authoring.dialect.attributes import Attribute, read_attributes
from karmakit_authoring.dialect.comments import closes_at, line_after
from karmakit_authoring.dialect.context import context_of
from karmakit_authoring.faults import UNBALANCED_DIRECTIVE, UNKNOWN_DIRECTIVE
from karmakit_schemas.directives import DIRECTIVES
from karmakit_schemas.spans import Span

LINE = re.compile(r"(?P<colons>:{3,})[ \t]*(?P<name>[^\s{}:]*)[ \t]*(?P<rest>.*)")
CODE_FENCE = re.compile(r"(`{3,}|~{3,})(.*)")
HEADING = re.compile(r"#{1,6}[ \t]")


class Close(NamedTuple):
    """Where a directive ends: the line after its text, and whether that is its own closing fence."""

    line: int
    fenced: bool
    message: str = ""
    mend: str = ""


def fence_line(state: StateBlock, line: int) -> re.Match[str] | None:
    """Return the match of a line of this container that is a colon fence."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(":::", start) or state.is_code_block(line):
        return None
    return LINE.match(state.src, start, state.eMarks[line])


def directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 (the signature of a rule)
    """Read a directive, or a closing fence that closes nothing."""
    found = fence_line(state, start)
    if found is None:
        return False
    if silent:
        return True
    if not _opens(found):
        _stray(state, start, found)
        state.line = start + 1
        return True
    _open(state, start, end, found)
    return True


def _open(state: StateBlock, start: int, end: int, found: re.Match[str]) -> None:
    """Push the tokens of a directive and of what it holds."""
    context = context_of(state)
    fence = context.source.span(found.start(), found.end("name"))
    close = _close(state, start, end, found)
    if close.message:
        context.findings.append(UNBALANCED_DIRECTIVE.at(fence, close.message, close.mend))
        context.lossy = True
    token = state.push("directive_open", "", 1)
    token.map = [start, close.line]
    token.info = found["name"]
    token.meta = {"items": _attributes(state, found), "fence": fence, "broken": bool(close.message)}

    old = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax = "directive", close.line
    state.md.block.tokenize(state, start + 1, close.line)
    state.parentType, state.lineMax, state.blkIndent = old

    token = state.push("directive_close", "", -1)
    if close.fenced:
        last = found_end(state, close.line)
        token.meta = {"end": last}
        state.line = close.line + 1
    else:
        state.line = close.line


def found_end(state: StateBlock, line: int) -> int:
    """Return the offset at which the text of a line ends."""
    end = state.eMarks[line]
    while end > state.bMarks[line] and state.src[end - 1] in " \t":
        end -= 1
    return end


@dataclass(slots=True)
class _Scan:
    """The lines below an opening fence: where the container ends, and the first heading met before any other fence."""

    state: StateBlock
    line: int
    end: int
    indent: int
    heading: int = 0

    def fences(self) -> Iterator[re.Match[str]]:
        """Yield the colon fences of this container, code and comments left out; `line` is where the last one stands, or the end."""
        state, met = self.state, False
        while self.line < self.end:
            line = self.line
            if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
                return
            # what is indented further belongs to an item of a list, or to a fence that stands inside
            if state.sCount[line] > self.indent + 1:
                self.line += 1
                continue
            if not state.is_code_block(line):
                at = state.bMarks[line] + state.tShift[line]
                if code := CODE_FENCE.match(state.src, at, state.eMarks[line]):
                    self.line = _after_code(state, line, self.end, code)
                    continue
                if (close := closes_at(state, line, self.end)) is not None:
                    self.line = line_after(state, close)
                    continue
                if not self.heading and not met and HEADING.match(state.src, at, state.eMarks[line]):
                    self.heading = line
            if fence := fence_line(state, line):
                met = True
                yield fence
            self.line += 1


def _close(state: StateBlock, start: int, end: int, found: re.Match[str]) -> Close:
    """Find the fence that closes the directive opened on line `start`."""
    name, colons = found["name"], len(found["colons"])
    unclosed = f"`{name}` is opened here and never closed"
    mend = f"Put `{':' * colons}` on a line of its own after its text"
    scan = _Scan(state, start + 1, end, state.sCount[start])
    inner = 0
    shorter = Close(0, fenced=False)
    for fence in scan.fences():
        length = len(fence["colons"])
        if length < colons:
            inner += 1 if _opens(fence) else -1
            if inner < 0 and not shorter.line:
                shorter = _other_length(scan.line, name, colons, length)
            continue
        if _opens(fence):
            return _held(scan, name, colons) if _holds(name, fence["name"]) else _left_open(state, scan.line, found, fence)
        if length == colons:
            return Close(scan.line, fenced=True)
        return _other_length(scan.line, name, colons, length)
    if shorter.line:
        return shorter
    return Close(scan.heading or scan.line, fenced=False, message=unclosed, mend=mend)


def _other_length(line: int, name: str, opened: int, closed: int) -> Close:
    """Return the end of a directive that is closed with another number of colons than it is opened with."""
    message = f"`{name}` is opened with {opened} colons and closed with {closed}"
    return Close(line, fenced=True, message=message, mend="Open and close it with as many colons")


def _opens(fence: re.Match[str]) -> bool:
    """Return whether a fence opens a directive, and does not close one."""
    return bool(fence["name"] or fence["rest"].strip())


def _left_open(state: StateBlock, line: int, outer: re.Match[str], inner: re.Match[str]) -> Close:
    """Return the end of a directive that is still open where another one opens with as many colons."""
    length = len(inner["colons"])
    forgiven = context_of(state).forgiven
    forgiven[length] = forgiven.get(length, 0) + 1
    return Close(
        line,
        fenced=False,
        message=f"`{outer['name']}` is not closed before `{inner['name']}` opens on line {line + 1}",
        mend=f"Put `{outer['colons']}` before line {line + 1}; if it is to hold `{inner['name']}`, give it more colons",
    )


def _holds(outer: str, inner: str) -> bool:
    """Return whether a directive must stand in another one."""
    return inner in DIRECTIVES and outer in DIRECTIVES[inner].inside


def _held(scan: _Scan, name: str, colons: int) -> Close:
    """Return where a directive ends whose fence is no longer than those of the directives it holds: by counting."""
    depth = 1
    for fence in scan.fences():
        depth += 1 if _opens(fence) else -1
        if not depth:
            break
    return Close(
        scan.line,
        fenced=not depth,
        message=f"the fence of `{name}` is no longer than those of the directives it holds",
        mend=f"Open and close `{name}` with `{':' * (colons + 1)}`",
    )


def _after_code(state: StateBlock, line: int, end: int, opening: re.Match[str]) -> int:
    """Return the line after a block of code."""
    mark = opening[1]
    if mark[0] == "`" and "`" in opening[2]:
        return line + 1
    line += 1
    while line < end:
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
        line += 1
        if len(text) >= len(mark) and text == mark[0] * len(text):
            break
    return line


def _stray(state: StateBlock, line: int, found: re.Match[str]) -> None:
    """Find fault with a closing fence that closes nothing."""
    context = context_of(state)
    length = len(found["colons"])
    if context.forgiven.get(length):
        context.forgiven[length] -= 1
        return
    span = context.source.span(found.start("colons"), found.end("colons"))
    message = f"`{found['colons']}` closes nothing on line {line + 1}"
    context.findings.append(UNBALANCED_DIRECTIVE.at(span, message, "Remove it, or open a directive with as many colons before it"))


def _attributes(state: StateBlock, found: re.Match[str]) -> tuple[Attribute, ...]:
    """Read what stands after the name of a directive."""
    context = context_of(state)
    start, end = found.start("rest"), found.end()
    rest = found["rest"]
    if not rest.strip():
        return ()
    read = read_attributes(state.src, start, end) if rest.startswith("{") else None
    if read is None:
        if rest.startswith("{"):
            message, mend = "the braces of the attributes are not closed", 'Write {#id key=word key="several words"} on one line'
        else:
            message, mend = (
                f"`{rest.strip()[:40]}` stands after the name of a directive",
                f'Write attributes in braces: {{title="{rest.strip()[:40]}"}}',
            )
        context.findings.append(UNKNOWN_DIRECTIVE.at(_trimmed(state, start, end), message, mend))
        return ()
    if state.src[read.end : end].strip():
        context.findings.append(
            UNKNOWN_DIRECTIVE.at(_trimmed(state, read.end, end), "text stands after the attributes", "Put it on the next line")
        )
    return read.items


def _trimmed(state: StateBlock, start: int, end: int) -> Span:
    """Return the span of a piece of a line, without the spaces around it."""
    text = state.src[start:end]
    return context_of(state).source.span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))
