"""Our own rule for the colon fences of others: whatever stands after the colons, they nest by being opened and closed in turn."""

import re

from markdown_it.rules_block import StateBlock

_LINE = re.compile(r":{3,}[ \t]*(.*?)[ \t:]*$")
_CODE = re.compile(r"(`{3,}|~{3,})[^`]*$")


def colon_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
    """Read what stands between two colon fences; one that is never closed ends with what it stands in."""
    opening = _fence(state, start)
    if opening is None:
        return False
    if silent:
        return True
    if not opening:  # it closes nothing
        state.line = start + 1
        return True
    close = _close(state, start + 1, end)
    token = state.push("colon_open", "", 1)
    token.map, token.info = [start, close], opening
    token.content = state.getLines(start + 1, close, state.blkIndent, keepLastLF=False)
    token.meta = {"closed": close < end}
    old = state.parentType, state.lineMax
    state.parentType, state.lineMax = "colon", close
    state.md.block.tokenize(state, start + 1, close)
    state.parentType, state.lineMax = old
    state.push("colon_close", "", -1)
    state.line = min(close + 1, end)
    return True


def _fence(state: StateBlock, line: int) -> str | None:
    """Return what stands after the colons of a fence, without colons after it; None where the line is no fence."""
    begin = state.bMarks[line] + state.tShift[line]
    if state.is_code_block(line) or not state.src.startswith(":::", begin):
        return None
    found = _LINE.match(state.src[begin : state.eMarks[line]])
    return found[1] if found else None


def _close(state: StateBlock, line: int, end: int) -> int:
    """Return the line of the fence that closes, or the end."""
    depth, code = 1, ""
    while line < end:
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        if state.sCount[line] < state.blkIndent and text.strip():
            return line
        if code:
            code = "" if text.startswith(code) and not text.strip().strip(code[0]) else code
        elif found := _CODE.match(text):
            code = found[1]
        elif (fence := _fence(state, line)) is not None:
            depth += 1 if fence else -1
            if not depth:
                return line
        line += 1
    return end
