"""The inline parser: markdown-it's rules, tried only at the characters that may begin them, and the place of each token."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from markdown_it import MarkdownIt, rules_inline
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from karmakit_authoring.dialect.attributes import read_attributes
from karmakit_authoring.dialect.context import context_of

Rule = Callable[[StateInline, bool], bool]

MAX_NESTING = 20
SPECIAL = re.compile(r"[\n\\`~*_\[\]<&$]|!\[")
MARKUP = re.compile(r"[\\`~*_\[\]<&$]")
BLANK = re.compile(r"\[\[((?:[^\[\]]|\[(?!\[)|\](?!\]))*)\]\]")
FOOTNOTE = re.compile(r"\[\^([^\s\[\]]{1,100})\]")
MATH_END = re.compile(r"(?<![\s\\])\$(?![0-9])")
DISPLAY_END = re.compile(r"(?<!\\)\$\$")


class PlacedInlines(ParserInline):
    """The inline parser of the dialect; `map` of each token is its range in the text that is parsed."""

    def __init__(self) -> None:
        super().__init__()
        # joining is done when the nodes are made, where the places are known
        self.ruler2.disable("fragments_join")

    def tokenize(self, state: StateInline) -> None:
        """Read the inlines from `state.pos` to `state.posMax`."""
        src, end, tokens = state.src, state.posMax, state.tokens
        nested = state.level < MAX_NESTING
        search, by_first = SPECIAL.search, RULES
        pos = state.pos
        while pos < end:
            found = search(src, pos, end)
            stop = found.start() if found else end
            if stop > pos:
                tokens.append(_text(src, pos, stop))
                pos = stop
                continue
            first = len(tokens)
            state.pos = pos
            for rule in by_first.get(src[pos], ()) if nested else ():
                if rule(state, False):
                    if state.pending:
                        state.pushPending()
                    _place(tokens, first, pos, state.pos)
                    pos = state.pos
                    break
            else:
                tokens.append(_text(src, pos, pos + 1))
                pos += 1
        state.pos = pos

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 (the name of the overridden method)
        """Move `state.pos` behind the token that begins there."""
        pos = state.pos
        if pos in state.cache:
            state.pos = state.cache[pos]
            return
        src = state.src
        found = SPECIAL.search(src, pos, state.posMax)
        if found is None or found.start() > pos:
            state.pos = found.start() if found else state.posMax
        elif state.level >= MAX_NESTING:
            state.pos = state.posMax
        else:
            state.level += 1
            taken = any(rule(state, True) for rule in RULES.get(src[pos], ()))
            state.level -= 1
            if not taken or state.pos <= pos:
                state.pos = pos + 1
        state.cache[pos] = state.pos

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Read a text."""
        if SPECIAL.search(src) is None:
            if src:
                tokens.append(_text(src, 0, len(src)))
            return tokens
        super().parse(src, md, env, tokens)
        if "~~~" in src:
            _straighten(tokens)
        return tokens


def _text(src: str, start: int, end: int) -> Token:
    token = Token("text", "", 0)
    token.content = src[start:end]
    token.map = [start, end]
    return token


def _place(tokens: list[Token], first: int, start: int, end: int) -> None:
    """Give the tokens that a rule has pushed the range it has read; the markers of emphasis lie one after the other in it."""
    at = start
    if tokens[first].markup == "autolink":
        tokens[first + 1].map = [start + 1, end - 1]
    for token in tokens[first:]:
        if token.map is None:
            if token.type == "text":
                token.map = [at, at + len(token.content)]
                at += len(token.content)
            else:
                token.map = [start, end]


def _straighten(tokens: list[Token]) -> None:
    """Mend the places around an odd number of tildes: markdown-it moves the lone one behind the ends of strikes."""
    for index, lone in enumerate(tokens):
        if lone.type != "text" or lone.content != "~" or not lone.map:
            continue
        first = index
        while first and tokens[first - 1].type == "s_close" and (before := tokens[first - 1].map) and before[0] > lone.map[0]:
            first -= 1
        at = lone.map[0]
        for token in tokens[first:index]:
            token.map = [at, at + 2]
            at += 2
        lone.map = [at, at + 1]


def _newline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the signature of a rule)
    """Read a line's end: a hard break after two spaces, else a soft one."""
    if not silent:
        before = state.tokens[-1] if state.tokens else None
        kind = "softbreak"
        if before is not None and before.type == "text" and before.map and before.content.endswith(" "):
            text = before.content.rstrip(" ")
            kind = "hardbreak" if len(before.content) - len(text) > 1 else kind
            before.map = [before.map[0], before.map[1] - (len(before.content) - len(text))]
            before.content = text
            start = before.map[1]
            state.push(kind, "br", 0).map = [start, state.pos + 1]
        else:
            state.push(kind, "br", 0).map = [state.pos, state.pos + 1]
    state.pos += 1
    return True


def _math(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the signature of a rule)
    """Read a formula between dollar signs; a dollar before a space, or a closing one before a digit, is money."""
    src, pos, end = state.src, state.pos, state.posMax
    double = src.startswith("$$", pos)
    start = pos + (2 if double else 1)
    if start >= end or (src[start].isspace() and not double) or (src[start] == "$") or (pos and src[pos - 1].isdigit()):
        return False
    # where no formula ended before, none will: without this note, a page of prices would take quadratic time
    missed = -2 if double else -1
    if state.cache.get(missed, end) <= start:
        return False
    found = (DISPLAY_END if double else MATH_END).search(src, start + 1, end)
    if found is None:
        if end == len(src):
            state.cache[missed] = start
        return False
    if not silent:
        token = state.push("math", "", 0)
        token.content = src[start : found.start()]
    state.pos = found.end()
    return True


def _footnote(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the signature of a rule)
    """Read the mark of a footnote that the file has."""
    found = FOOTNOTE.match(state.src, state.pos, state.posMax)
    if found is None or f":{found[1]}" not in state.env.get("footnotes", {}).get("refs", {}):
        return False
    if not silent:
        state.push("footnote_ref", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _blank(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the signature of a rule)
    """Read a gap of a question."""
    if not context_of(state).in_question or not (found := BLANK.match(state.src, state.pos, state.posMax)):
        return False
    if not silent:
        state.push("blank", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the signature of a rule)
    """Read a picture and the attributes in braces after it."""
    first = len(state.tokens)
    if not rules_inline.image(state, silent):
        return False
    if state.pos < state.posMax and state.src[state.pos] == "{" and (read := read_attributes(state.src, state.pos, state.posMax)):
        state.pos = read.end
        if not silent:
            state.tokens[first].meta = {"items": read.items}
    return True


RULES: Mapping[str, tuple[Rule, ...]] = {
    "\n": (_newline,),
    "\\": (rules_inline.escape,),
    "`": (rules_inline.backtick,),
    "~": (rules_inline.strikethrough.tokenize,),
    "*": (rules_inline.emphasis.tokenize,),
    "_": (rules_inline.emphasis.tokenize,),
    "[": (_blank, _footnote, rules_inline.link),
    "!": (_image,),
    "<": (rules_inline.autolink, rules_inline.html_inline),
    "&": (rules_inline.entity,),
    "$": (_math,),
}
