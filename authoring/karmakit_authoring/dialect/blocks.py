"""The block parser: markdown-it's rules, tried only where a line's first character calls for them, and the place of each block."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property

from markdown_it import rules_block
from markdown_it.common.html_blocks import block_names
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.dollarmath.index import math_block_dollar
from mdit_py_plugins.footnote.index import footnote_def

from karmakit_authoring.dialect.comments import comment
from karmakit_authoring.dialect.content_map import ContentMap
from karmakit_authoring.dialect.context import context_of
from karmakit_authoring.dialect.fences import directive, found_end
from karmakit_authoring.dialect.tables import Cell, split_row

Rule = Callable[[StateBlock, int, int, bool], bool]

MAX_NESTING = 24
STARTERS = frozenset("`~>*-_+0123456789<#[:$")
UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
HTML_BLOCK = re.compile(
    rf"<(?:(?:script|pre|style|textarea)(?=\s|>|$)|\?|![A-Za-z]|!\[CDATA\[|/?(?:{'|'.join(block_names)})(?=\s|/?>|$))",
    re.IGNORECASE,
)


class PlacedBlocks(ParserBlock):
    """The block parser of the dialect; each token it opens carries in `meta` the offset `at` where it begins."""

    def __init__(self) -> None:
        super().__init__()
        around = ["paragraph", "reference", "blockquote", "list"]
        self.ruler.at("html_block", html_block, {"alt": ["paragraph", "reference", "blockquote"]})
        self.ruler.at("paragraph", paragraph)
        self.ruler.disable("lheading")
        self.ruler.before("html_block", "comment", comment, {"alt": ["paragraph", "reference", "blockquote"]})
        self.ruler.before("fence", "math_block", math_block)
        self.ruler.before("fence", "directive", directive, {"alt": around})
        self.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
        self.by_first = _starts()

    @cached_property
    def definitions(self) -> Rule:
        """Return the rule for definition lists, which its plugin keeps to itself."""
        return next(rule for rule in self.ruler.getRules("") if rule.__name__ == "deflist")

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 (the names of the overridden method)
        """Read the blocks between two lines."""
        line, blank = startLine, False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= MAX_NESTING:
                context_of(state).too_deep = True
                state.line = endLine
                break
            self._block(state, line, endLine)
            state.tight = not blank
            line = state.line
            if line - 1 < endLine and state.isEmpty(line - 1):
                blank = True
            if line < endLine and state.isEmpty(line):
                blank = True
                line += 1
                state.line = line

    def _block(self, state: StateBlock, line: int, end: int) -> None:
        """Read one block with the first rule that takes it."""
        begin = state.bMarks[line] + state.tShift[line]
        first = len(state.tokens)
        if state.sCount[line] - state.blkIndent >= 4:  # noqa: PLR2004 (four spaces make code)
            rules_block.code(state, line, end, False)
            place(state, first, line, begin)
            return
        if _table_may_begin(state, line, end) and rules_block.table(state, line, end, False):
            place(state, first, line, begin)
            return
        for rule in self.by_first.get(state.src[begin], ()):
            if rule(state, line, end, False):
                place(state, first, line, begin)
                return
        if _definition_may_follow(state, line, end) and self.definitions(state, line, end, False):
            place(state, first, line, begin)
            return
        paragraph(state, line, end, False)
        place(state, first, line, begin)


def _starts() -> Mapping[str, tuple[Rule, ...]]:
    """Return the rules to try by the first character of a line."""
    hr, items = rules_block.hr, rules_block.list_block
    return {
        "`": (rules_block.fence,),
        "~": (rules_block.fence,),
        ">": (rules_block.blockquote,),
        "*": (hr, items),
        "-": (hr, items),
        "_": (hr,),
        "+": (items,),
        "<": (comment, html_block),
        "#": (rules_block.heading,),
        "[": (footnote_def, rules_block.reference),
        ":": (directive,),
        "$": (math_block,),
        **dict.fromkeys("0123456789", (items,)),
    }


def _first(state: StateBlock, line: int) -> str:
    """Return the first character of a line, empty for an empty one."""
    at = state.bMarks[line] + state.tShift[line]
    return state.src[at] if at < state.eMarks[line] else ""


def _table_may_begin(state: StateBlock, line: int, end: int) -> bool:
    """Return whether the next line looks like the one under a table's header."""
    return line + 1 < end and _first(state, line + 1) in {"|", "-", ":"}


def _definition_may_follow(state: StateBlock, line: int, end: int) -> bool:
    """Return whether one of the next two lines may begin a definition."""
    after = line + 1
    if after < end and state.isEmpty(after):
        after += 1
    return after < end and _first(state, after) in {":", "~"}


math_block: Rule = math_block_dollar(allow_labels=False)


def html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 (the signature of a rule)
    """Read a block of HTML; a line that merely begins with an inline tag is a paragraph."""
    begin = state.bMarks[start] + state.tShift[start]
    if not HTML_BLOCK.match(state.src, begin, state.eMarks[start]):
        return False
    return rules_block.html_block(state, start, end, silent)


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001, ARG001 (the signature of a rule)
    """Read a paragraph, or the heading it turns out to be when a line of `=` or `-` stands under it."""
    terminators = state.md.block.ruler.getRules("paragraph")
    end = state.lineMax
    old, state.parentType = state.parentType, "paragraph"
    level = ""
    line = start + 1
    while line < end and not state.isEmpty(line):
        indent = state.sCount[line]
        if indent - state.blkIndent > 3 or indent < 0:  # noqa: PLR2004 (four spaces make code, but not in a paragraph)
            line += 1
            continue
        first = _first(state, line)
        if indent >= state.blkIndent and first in {"=", "-"}:
            at = state.bMarks[line] + state.tShift[line]
            if UNDERLINE.match(state.src, at, state.eMarks[line]):
                level = "1" if first == "=" else "2"
                break
        if (first in STARTERS or _table_may_begin(state, line, end)) and any(rule(state, line, end, True) for rule in terminators):
            break
        line += 1
    state.parentType = old
    state.line = line + 1 if level else line

    token = state.push("heading_open" if level else "paragraph_open", f"h{level}" if level else "p", 1)
    token.map = [start, state.line]
    token.meta = {"underlined": True} if level else {}
    inline = state.push("inline", "", 0)
    inline.map = [start, line]
    _fill(state, inline, start, line)
    state.push("heading_close" if level else "paragraph_close", token.tag, -1)
    return True


def _fill(state: StateBlock, inline: Token, start: int, end: int) -> None:
    """Give an inline token the text of some lines, without their indents, and the map back to them."""
    src = state.src
    pieces: list[str] = []
    starts: list[int] = []
    lines: list[int] = []
    columns: list[int] = []
    source = context_of(state).source
    length = 0
    for line in range(start, end):
        first = state.bMarks[line] + state.tShift[line]
        text = src[first : state.eMarks[line]]
        pieces.append(text)
        starts.append(length)
        lines.append(line + 1)
        columns.append(first - source.starts[line] + 1)
        length += len(text) + 1
    inline.content = "\n".join(pieces).rstrip(" \t\n")
    inline.meta = {"map": ContentMap(source.path, tuple(starts), tuple(lines), tuple(columns))}
    inline.children = []


def place(state: StateBlock, first: int, line: int, begin: int) -> None:
    """Note where the block begins that a rule has just read, and its items, rows or terms."""
    tokens = state.tokens
    if len(tokens) == first:
        return
    token = tokens[first]
    token.meta = {**token.meta, "at": begin}
    kind = token.type
    if kind == "heading_open" and not token.meta.get("underlined"):
        _place_heading(state, tokens[first + 1], line, begin + len(token.markup))
    elif kind in {"bullet_list_open", "ordered_list_open"}:
        _place_inner(state, first, "list_item_open")
    elif kind == "dl_open":
        _place_inner(state, first, "dd_open")
        _place_terms(state, first)
    elif kind == "table_open":
        _place_rows(state, first)
    elif kind in {"fence", "code_block", "html_block", "math_block", "hr"} and token.map:
        last = token.map[1] - 1
        while last > token.map[0] and state.isEmpty(last):
            last -= 1
        token.meta["end"] = found_end(state, last)


def _place_heading(state: StateBlock, inline: Token, line: int, begin: int) -> None:
    """Map the text of a heading to its place after the number signs."""
    source = context_of(state).source
    begin = state.src.index(inline.content, begin, state.eMarks[line])
    inline.meta = {"map": ContentMap(source.path, (0,), (line + 1,), (begin - source.starts[line] + 1,))}


def _place_inner(state: StateBlock, first: int, kind: str) -> None:
    """Note where the items of a list, or its definitions, begin: at their markers."""
    tokens = state.tokens
    level = tokens[first].level + 1
    term = -1
    for token in tokens[first + 1 :]:
        if token.level != level or not token.map:
            continue
        line = token.map[0]
        if token.type == "dt_open":
            term = line
        elif token.type == kind:
            # the plugin gives the line of the term where a definition is the first of its term
            while kind == "dd_open" and (line == term or _first(state, line) not in {":", "~"}):
                line += 1
            token.meta = {**token.meta, "at": state.bMarks[line] + state.tShift[line]}


def _place_terms(state: StateBlock, first: int) -> None:
    """Map the terms of a definition list to their lines."""
    tokens = state.tokens
    level = tokens[first].level + 1
    for index in range(first + 1, len(tokens)):
        token = tokens[index]
        if token.type == "dt_open" and token.level == level and token.map:
            line = token.map[0]
            token.meta = {"at": state.bMarks[line] + state.tShift[line]}
            _fill(state, tokens[index + 1], line, line + 1)


def _place_rows(state: StateBlock, first: int) -> None:
    """Give the cells of a table their texts and places."""
    path, starts = context_of(state).source.path, context_of(state).source.starts
    cells: list[Cell] = []
    line = begin = column = 0
    for token in state.tokens[first + 1 :]:
        if token.type == "tr_open" and token.map:
            line = token.map[0]
            begin = state.bMarks[line] + state.tShift[line]
            cells = split_row(state.src[begin : found_end(state, line)])
            token.meta = {"at": begin, "end": found_end(state, line), "cells": len(cells)}
            column = 0
        elif token.type in {"th_open", "td_open"}:
            at = begin + (cells[column].start if column < len(cells) else found_end(state, line) - begin)
            end = begin + cells[column].end if column < len(cells) else at
            token.meta = {"at": at, "end": end}
        elif token.type == "inline":
            if column < len(cells):
                cell = cells[column]
                columns = tuple(begin + offset - starts[line] + 1 for offset in cell.offsets)
                token.content = cell.text
                token.meta = {"map": ContentMap(path, cell.starts, (line + 1,) * len(columns), columns)}
            else:
                token.content = ""
                token.meta = {"map": ContentMap(path, (0,), (line + 1,), (found_end(state, line) - starts[line] + 1,))}
            column += 1
