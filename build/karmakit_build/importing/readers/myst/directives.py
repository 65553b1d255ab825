"""The directives of MyST, in fences of backticks or colons: what they become in our dialect."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from karmakit_build.importing.addresses import WEB, scheme_of
from karmakit_build.importing.draft import Counts, missing_picture
from karmakit_build.importing.markdown.addresses import media
from karmakit_build.importing.markdown.blocks import blocks
from karmakit_build.importing.markdown.book import Page
from karmakit_build.importing.markdown.boxes import box, hidden, tabs
from karmakit_build.importing.markdown.inlines import elsewhere
from karmakit_schemas.nodes import Node

CALLOUTS: Mapping[str, str] = {
    "note": "note",
    "tip": "tip",
    "hint": "tip",
    "important": "important",
    "warning": "warning",
    "caution": "caution",
    "attention": "warning",
    "danger": "caution",
    "error": "caution",
    "seealso": "note",
    "admonition": "note",
    "todo": "note",
    "exercise": "tip",
    "card": "note",
    "sidebar": "note",
    "margin": "note",
    "topic": "note",
}
NAMED = frozenset({"hint", "seealso", "todo", "exercise"})
HIDDEN: Mapping[str, str] = {"dropdown": "", "solution": "Solution", "toggle": ""}
LANGUAGES = frozenset(
    {"none", "text", "bash", "sh", "shell", "console", "python", "py", "r", "sql", "json", "yaml", "toml", "html", "css"}
    | {"javascript", "c", "cpp", "rust", "julia"}
)
CODE = frozenset({"code", "code-block", "code-cell", "sourcecode", "literalinclude", "prompt"})
SILENT = frozenset({"tableofcontents", "toctree", "contents", "bibliography", "index", "glossary-index"})
_OPEN = re.compile(r"\{([\w:.-]+)\}\s*(.*)", re.DOTALL)
_OPTION = re.compile(r":([\w-]+):\s*(.*)")


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive as it is written: its name, what follows it, its options, and its lines, of which the first stands in a line."""

    name: str
    argument: str
    options: Mapping[str, str]
    body: str
    line: int


def fenced(page: Page, node: Node) -> list[Node] | None:
    """Return what a fence of colons, or of backticks, becomes; None where it is no directive."""
    says = node.attrs.get("says", "") if node.kind == "fence" else node.attrs.get("info", "")
    found = _OPEN.match(says)
    if not found:
        return None
    options, body, gone = _options(node.text)
    return made_of(page, node, Directive(found[1].lower(), found[2].strip(), options, body, node.span.line + gone))


def _options(text: str) -> tuple[Mapping[str, str], str, int]:
    """Return the options that stand at the head of a directive, its text without them, and how many lines they take."""
    lines = text.split("\n")
    options: dict[str, str] = {}
    at = 0
    if lines and lines[0].strip() == "---":
        end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
        for line in lines[1:end]:
            key, _, value = line.partition(":")
            options[key.strip()] = value.strip()
        at = end + 1 if end else 0
    else:
        while at < len(lines) and (found := _OPTION.match(lines[at].strip())):
            options[found[1]] = found[2]
            at += 1
    return options, "\n".join(lines[at:]), at


def made_of(page: Page, node: Node, each: Directive) -> list[Node] | None:  # noqa: C901, PLR0911 - one case for each directive
    """Return what a directive becomes."""
    name = each.name
    if name in CODE:
        return _code(page, node, each)
    if name in LANGUAGES:
        return _code(page, node, replace(each, argument="text" if name == "none" else name))
    if name in {"figure", "image"}:
        return _figure(page, node, each)
    if name in {"tabs", "tab-set"}:
        return _tabs(page, node, each)
    if name == "math":
        return [Node("math_block", node.span, f"{each.argument}\n{each.body}")]
    if name == "mermaid" or name in SILENT:
        page.lose(node.span.line, f"a `{name}`, which the site's maker draws", "Draw it as a picture, or leave it out")
        return [Node("code_block", node.span, each.body, {"info": "text"})] if name == "mermaid" else []
    inner = page.read(each.body, each.line).children
    if name == "epigraph":
        return [Node("quote", node.span, "", {}, tuple(blocks(page, inner)))]
    if name in {
        "list-table",
        "csv-table",
        "table",
        "raw",
        "include",
        "glossary",
        "embed",
        "eval-rst",
        "tab",
        "tab-item",
        "code-tab",
    }:
        return _plainly(page, node, each, inner)
    if name in HIDDEN or each.options.get("class", "").find("dropdown") >= 0:
        return hidden(page, node, inner, each.argument or HIDDEN.get(name, ""))
    if name in CALLOUTS:
        title = each.argument or (name.capitalize() if name in NAMED else "")
        if name in {"note", "tip", "important", "warning", "caution"} and each.argument:
            lead = page.read(each.argument, node.span.line - 1).children  # a text on the first line is the beginning of the note
            return (
                box(page, node, (*lead, *inner), "", CALLOUTS[name])
                if node.kind == "code_block" or not inner
                else box(page, node, inner, title, CALLOUTS[name])
            )
        return box(page, node, inner, title, CALLOUTS[name])
    page.once(node.span.line, f"the directive `{name}`; what it holds stands without it")
    lead = page.read(each.argument, node.span.line - 1).children if each.argument else ()
    return blocks(page, (*lead, *inner))


def _plainly(page: Page, node: Node, each: Directive, inner: tuple[Node, ...]) -> list[Node]:
    if each.name in {"include", "raw", "embed", "eval-rst", "csv-table"}:
        page.lose(node.span.line, f"a `{each.name}`, {each.argument[:80]}; its text stands as code", "Write what it would show")
        return [Node("code_block", node.span, each.body, {"info": "text"})] if each.body.strip() else []
    if each.name not in {"table", "glossary"}:
        page.once(node.span.line, f"the form of a `{each.name}`; what it holds stands as it is read")
    lead = page.read(each.argument, node.span.line - 1).children if each.argument and each.name != "code-tab" else ()
    return blocks(page, (*lead, *inner))


def _code(page: Page, node: Node, each: Directive) -> list[Node]:
    if each.name == "literalinclude":
        page.lose(node.span.line, f"code that lies in {each.argument[:80]}", "Copy it into the module")
        return []
    if each.name == "code-cell":
        page.once(node.span.line, "a cell of code, which ran when the site was made; it stands as code, without what it printed")
    words = each.argument.split()
    language = words[0].strip("{}") if words else ""
    said = (
        [Node("paragraph", node.span, "", {}, (Node("text", node.span, each.options["caption"]),))]
        if each.options.get("caption")
        else []
    )
    return [*said, Node("code_block", node.span, each.body.removesuffix("\n") + "\n", {"info": language} if language else {})]


def _figure(page: Page, node: Node, each: Directive) -> list[Node]:
    source, alt = each.argument, each.options.get("alt", "")
    caption = page.read(each.body, each.line).children
    if scheme_of(source) in WEB:
        link = elsewhere(page, node, "a picture that lies elsewhere", source, alt, Counts(pictures=1))
        return [Node("paragraph", node.span, "", {}, tuple(link)), *blocks(page, caption)]
    place = media(page, source)
    if place is None:
        page.lose(node.span.line, *missing_picture(source))
        return blocks(page, caption)
    if label := each.options.get("name"):
        page.book.labels.setdefault(label.lower(), (page.module, ""))
    if not caption:
        return [Node("paragraph", node.span, "", {}, (Node("image", node.span, "", {"src": place, "alt": alt}),))]
    said = {"src": place.removeprefix("../"), "alt": alt} if alt else {"src": place.removeprefix("../")}
    return [Node("figure", node.span, "", said, tuple(blocks(page, caption)))]


def _tabs(page: Page, node: Node, each: Directive) -> list[Node]:
    """Return the tabs that a directive holds."""
    parts: list[tuple[str, list[Node]]] = []
    for child in page.read(each.body, each.line).children:
        found = _OPEN.match(child.attrs.get("says") or child.attrs.get("info", ""))
        if not found or found[1] not in {"tab", "tab-item", "code-tab", "group-tab"}:
            page.once(child.span.line, "something beside the tabs of a box; it stands as a tab")
            parts.append(("", [child]))
            continue
        _, body, gone = _options(child.text)
        if found[1] == "code-tab":
            language, _, title = found[2].strip().partition(" ")
            code = Node("code_block", child.span, body.removesuffix("\n") + "\n", {"info": language})
            parts.append((title or {"py": "Python", "r": "R"}.get(language, language), [code]))
        else:
            parts.append((found[2].strip(), list(page.read(body, child.span.line + gone).children)))
    return tabs(page, node, parts)
