"""Our own rule for comments: one that has its lines to itself is a node; it may hold empty lines, and hides what stands in it."""

from bisect import bisect_left

from markdown_it.rules_block import StateBlock

from karmakit_authoring.dialect.context import context_of

OPENING, CLOSING = "<!--", "-->"


def comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 (the signature of a rule)
    """Read a comment that has its lines to itself; it may hold empty ones."""
    close = closes_at(state, start, end)
    if close is None:
        return False
    if silent:
        return True
    begin = state.bMarks[start] + state.tShift[start]
    token = state.push("comment", "", 0)
    token.content = state.src[begin + len(OPENING) : close].strip()
    state.line = line_after(state, close)
    token.map = [start, state.line]
    token.meta = {"end": close + len(CLOSING)}
    return True


def closes_at(state: StateBlock, start: int, end: int) -> int | None:
    """Return where the comment that has the lines from `start` to itself is closed, before line `end`; None if there is none."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(OPENING, begin) or state.is_code_block(start):
        return None
    closings = context_of(state).comment_ends
    index = bisect_left(closings, begin + len(OPENING))
    if index == len(closings) or closings[index] > state.eMarks[end - 1]:
        return None
    close = closings[index]
    rest = state.src[close + len(CLOSING) : state.eMarks[line_after(state, close) - 1]]
    return None if rest.strip() else close


def line_after(state: StateBlock, close: int) -> int:
    """Return the line after the one in which a comment is closed."""
    return bisect_left(state.eMarks, close) + 1
