"""Foreign Markdown becomes the nodes of our own, and a few more kinds for what our dialect does not know.

The dialect's own reader serves only our dialect: it drops the names of fences that it does not know, and reads `[[…]]`, roles and
Liquid as text. So markdown-it is asked here a second time. Beside the kinds of `Node` there are

  fence (attrs: says, closed; text: the lines in it), of colons or, in MyST, of backticks,
  role (attrs: name; text), liquid (text: what stands between {% %} or {{ }}), mark (text: what stands between [[ ]]),
  front_matter (text: YAML).
"""

import re
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt, helpers
from markdown_it.common.utils import unescapeAll
from markdown_it.helpers.parse_link_destination import _Result as Destination
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote.index import footnote_def, footnote_ref
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from karmakit_build.importing.markdown.colons import colon_fence
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span

DEEPEST = 60
DEEPEST_INLINE = 40
"""How many signs of emphasis and links may lie in each other, counted with the blocks around them; more stand without effect."""
MOST_SIGNS = 2000
"""How many signs that may be markup one paragraph may hold: reading takes time with their square, and no author writes as many."""
KINDS = {
    "blockquote": "quote",
    "bullet_list": "list",
    "ordered_list": "list",
    "list_item": "item",
    "table": "table",
    "tr": "row",
    "th": "cell",
    "td": "cell",
    "dl": "definition_list",
    "dt": "term",
    "dd": "definition",
    "footnote_reference": "footnote",
    "paragraph": "paragraph",
    "heading": "heading",
    "colon": "fence",
    "em": "emphasis",
    "strong": "strong",
    "s": "strike",
    "link": "link",
}
_INLINE = frozenset({"emphasis", "strong", "strike", "link"})
_FLAT = "flat"
LEAVES = {
    "fence": "code_block",
    "code_block": "code_block",
    "math_block": "math_block",
    "amsmath": "math_block",
    "hr": "rule",
    "html_block": "html",
    "front_matter": "front_matter",
    "code_inline": "code",
    "math_inline": "math",
    "math_inline_double": "math",
    "softbreak": "soft_break",
    "hardbreak": "line_break",
    "html_inline": "html_inline",
    "text": "text",
    "text_special": "text",
    "liquid": "liquid",
    "mark": "mark",
}
_LIQUID = re.compile(r"\{%-?(.{0,1000}?)-?%\}|\{\{(.{0,1000}?)\}\}", re.DOTALL)
_MARK = re.compile(r"\[(?:->)?\[([^\[\]]*)\]\]")
_SIGNS = "[]*_`~{<$!\\&:"
_ALIGN = {"text-align:left": "left", "text-align:right": "right", "text-align:center": "center"}


@dataclass(frozen=True, slots=True)
class Flavour:
    """What a maker's Markdown has beyond CommonMark, tables, strikes, footnotes, definitions, formulas and colon fences."""

    roles: bool = False
    liquid: bool = False
    marks: bool = False


PLAIN = Flavour()


@dataclass(slots=True)
class _Frame:
    kind: str
    line: int
    end: int
    attrs: dict[str, str]
    children: list[Node]
    text: str = ""


def read_markdown(text: str, path: str, flavour: Flavour = Flavour(), first: int = 0) -> Node:
    """Return a text as a `document`; its nodes know their lines, of which `first` stand before the text in its file."""
    stack = [_Frame("document", 1, 1, {}, [])]
    for token in _reader(flavour).parse(text):
        _take(stack, token, path, first)
    return _made(stack[0], path)


@cache
def _reader(flavour: Flavour) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    md.use(front_matter_plugin).use(deflist_plugin).use(dollarmath_plugin, double_inline=True, allow_digits=False)
    around: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("fence", "colon_fence", colon_fence, around)
    md.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.after("image", "footnote_ref", footnote_ref)
    if flavour.roles:
        md.use(myst_role_plugin)
    if flavour.marks:
        md.inline.ruler.before("link", "mark", _mark)
    if flavour.liquid:
        md.inline.ruler.before("escape", "liquid", _liquid)
        md.helpers = SimpleNamespace(
            parseLinkLabel=helpers.parseLinkLabel, parseLinkTitle=helpers.parseLinkTitle, parseLinkDestination=_destination
        )  # type: ignore[assignment]  # the library takes a module here; this one takes Liquid in addresses
    md.core.ruler.at("inline", _inlines)
    md.validateLink = lambda _: True  # type: ignore[method-assign,assignment]  # every address is judged later, and told
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]  # addresses stay as they are written
    md.normalizeLinkText = lambda url: url  # type: ignore[method-assign,assignment]  # the same
    return md


def _inlines(state: StateCore) -> None:
    """Read the texts of all blocks; one that holds more signs than any text has stands as it is written."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if sum(map(token.content.count, _SIGNS)) > MOST_SIGNS:
            token.children = [Token("text", "", 0, content=token.content, meta={"overgrown": True})]
        else:
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _liquid(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
    return _between(state, silent, _LIQUID, "liquid", "{")


def _mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
    return _between(state, silent, _MARK, "mark", "[")


def _between(state: StateInline, silent: bool, pattern: re.Pattern[str], kind: str, sign: str) -> bool:  # noqa: FBT001 - as its callers
    if state.src[state.pos] != sign or not (found := pattern.match(state.src, state.pos, state.posMax)):
        return False
    if not silent:
        state.push(kind, "", 0).content = next((group for group in found.groups() if group is not None), "").strip()
    state.pos = found.end()
    return True


def _destination(text: str, pos: int, most: int) -> Destination:
    """Read the address of a link, in which Liquid may hold spaces."""
    if not text.startswith(("{{", "{%"), pos):
        return helpers.parseLinkDestination(text, pos, most)
    begin = pos
    while pos < most and (found := _LIQUID.match(text, pos, most)):
        pos = found.end()
    plain = helpers.parseLinkDestination(text, pos, most)
    result = Destination()
    result.ok, result.pos = True, plain.pos if plain.ok else pos
    result.str = unescapeAll(text[begin : result.pos])
    return result


def _take(stack: list[_Frame], token: Token, path: str, first: int) -> None:  # noqa: C901, PLR0912 - one case for each kind of token
    """Add what a token says to the node that is open."""
    kind, top = token.type, stack[-1]
    if kind == "inline":
        for inner in token.children or []:
            _take(stack, inner, path, first)
        return
    if token.map:
        line, end = token.map[0] + 1 + first, max(token.map[1], token.map[0] + 1) + first
    else:
        line, end = top.line, top.end
    name = kind.removesuffix("_open").removesuffix("_close")
    if token.nesting == 1 and KINDS.get(name) in _INLINE and len(stack) > DEEPEST_INLINE:
        stack.append(_Frame(_FLAT, line, end, {}, []))
    elif token.nesting == -1 and stack[-1].kind == _FLAT:
        stack[-2].children += stack.pop().children
    elif token.nesting == 1 and name in KINDS:
        stack.append(_Frame(KINDS[name], line, end, _attrs(token, name, top), [], token.content if name == "colon" else ""))
    elif token.nesting == -1 and name in KINDS:
        stack[-2].children.append(_made(stack.pop(), path))
    elif kind in LEAVES:
        attrs = {"info": token.info.strip()} if LEAVES[kind] == "code_block" and token.info.strip() else {}
        attrs |= {"mark": token.markup[:1]} if kind == "hr" else {}
        attrs |= {"overgrown": "1"} if token.meta.get("overgrown") else {}
        if token.content or LEAVES[kind] not in {"text", "math"}:
            top.children.append(Node(LEAVES[kind], Span(path, line, 1, end, 1), token.content, attrs))
    elif kind == "image":
        shown = {"src": str(token.attrs.get("src", "")), "alt": spoken(token), "title": str(token.attrs.get("title", ""))}
        top.children.append(Node("image", Span(path, line, 1, end, 1), "", shown))
    elif kind == "footnote_ref":
        top.children.append(Node(kind, Span(path, line, 1, end, 1), "", {"label": str(token.meta.get("label", ""))}))
    elif kind == "myst_role":
        top.children.append(Node("role", Span(path, line, 1, end, 1), token.content, {"name": str(token.meta["name"])}))


def _made(frame: _Frame, path: str) -> Node:
    return Node(frame.kind, Span(path, frame.line, 1, frame.end, 1), frame.text, frame.attrs, tuple(frame.children))


def _attrs(token: Token, name: str, above: _Frame) -> dict[str, str]:
    says: dict[str, Any] = {}
    match name:
        case "heading":
            says = {"level": token.tag[1:]}
        case "ordered_list":
            says = {"ordered": "1", **({"start": token.attrs["start"]} if "start" in token.attrs else {})}
        case "tr":
            says = {} if above.children else {"header": "1"}
        case "th" | "td":
            says = {"align": align} if (align := _ALIGN.get(str(token.attrs.get("style", "")))) else {}
        case "footnote_reference":
            says = {"label": token.meta.get("label", "")}
        case "link":
            says = {**token.attrs, "auto": "1"} if token.markup == "autolink" else token.attrs
        case "colon":
            says = {"says": token.info, "closed": "1" if token.meta["closed"] else ""}
        case "paragraph" if token.hidden:
            says = {"tight": "1"}
    return {key: str(value) for key, value in says.items()}


def spoken(token: Token) -> str:
    """Return the alternative text that the markup between the brackets comes to."""
    parts = [
        spoken(inner) if inner.type == "image" else " " if inner.type in {"softbreak", "hardbreak"} else inner.content
        for inner in token.children or []
        if inner.type != "html_inline"
    ]
    return " ".join("".join(parts).split())
