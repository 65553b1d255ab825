"""Write a tree of nodes as HTML: one small function a kind."""

import re
from collections.abc import Iterable, Mapping

from karmakit_build.compiler.inline_html import balanced, inline_html
from karmakit_build.compiler.markup import attributes, escape, only_paragraph, tag
from karmakit_build.compiler.maths import mathml
from karmakit_build.compiler.sheet import Sheet, Writer
from karmakit_schemas.nodes import Node

_LANGUAGE = re.compile(r"[A-Za-z0-9_+#.-]+")


def write(node: Node, sheet: Sheet) -> str:
    """Return a node as HTML; of a kind nobody knows, what it holds."""
    writer = sheet.shared.writers.get(node.kind)
    return writer(node, sheet) if writer else write_all(node.children, sheet)


def write_all(nodes: Iterable[Node], sheet: Sheet) -> str:
    """Return nodes one after the other as HTML."""
    return "".join([write(node, sheet) for node in nodes])


def inside(node: Node, sheet: Sheet) -> str:
    """Return what a node holds; an author's inline tags are closed where it ends."""
    parts = [write(child, sheet) for child in node.children]
    if any(child.kind == "html_inline" for child in node.children):
        return balanced(parts)
    return "".join(parts)


def phrase(node: Node | None, sheet: Sheet) -> str:
    """Return a node without a paragraph around it where it is one paragraph only."""
    if node is None:
        return ""
    paragraph = only_paragraph(node)
    return inside(paragraph or node, sheet)


def _wrap(name: str) -> Writer:
    def writer(node: Node, sheet: Sheet) -> str:
        return f"<{name}>{inside(node, sheet)}</{name}>"

    return writer


def _text(node: Node, _: Sheet) -> str:
    return escape(node.text)


def _heading(node: Node, sheet: Sheet) -> str:
    level = min(max(int(node.attrs.get("level", "2")), 2), 6)
    return tag(f"h{level}", inside(node, sheet), id=sheet.anchor(node.attrs.get("id"), "part"))


def _code_block(node: Node, _: Sheet) -> str:
    words = node.attrs.get("info", "").split()
    language = words[0] if words and _LANGUAGE.fullmatch(words[0]) else None
    return f"<pre>{tag('code', escape(node.text), class_=language and f'language-{language}')}</pre>\n"


def _math(node: Node, _: Sheet) -> str:
    return mathml(node.text)


def _math_block(node: Node, _: Sheet) -> str:
    return f'<div class="formula">{mathml(node.text, block=True)}</div>\n'


def _list(node: Node, sheet: Sheet) -> str:
    name = "ol" if node.attrs.get("ordered") == "1" else "ul"
    start = node.attrs.get("start", "1")
    tight = node.attrs.get("tight") == "1"
    items = "".join(_item(child, sheet, tight=tight) for child in node.children)
    return tag(name, items, start=start if name == "ol" and start != "1" and start.isdecimal() else None) + "\n"


def _item(node: Node, sheet: Sheet, *, tight: bool) -> str:
    content = "".join(
        inside(child, sheet) if tight and child.kind == "paragraph" else write(child, sheet) for child in node.children
    )
    task = node.attrs.get("task")
    if task is None:
        return f"<li>{content}</li>"
    return f'<li class="task"><span aria-hidden="true">{"☑" if task == "x" else "☐"}</span> {content}</li>'


def _table(node: Node, sheet: Sheet) -> str:
    rows = [_row(row, sheet) for row in node.children if row.kind == "row"]
    heads = "".join(row for row, given in zip(rows, node.children, strict=False) if given.attrs.get("header") == "1")
    body = "".join(row for row, given in zip(rows, node.children, strict=False) if given.attrs.get("header") != "1")
    return f'<div class="table"><table>{heads and f"<thead>{heads}</thead>"}{body and f"<tbody>{body}</tbody>"}</table></div>\n'


def _row(node: Node, sheet: Sheet) -> str:
    head = node.attrs.get("header") == "1"
    return f"<tr>{''.join(_cell(cell, sheet, head=head) for cell in node.children)}</tr>"


def _cell(node: Node, sheet: Sheet, *, head: bool) -> str:
    content = inside(node, sheet)
    # the empty corner above a column of names is no header: a screen reader would announce nothing
    head = head and bool(content.strip())
    align = node.attrs.get("align")
    return tag(
        "th" if head else "td",
        content,
        scope="col" if head else None,
        data_align=align if align in {"center", "right"} else None,
    )


def _definition_list(node: Node, sheet: Sheet) -> str:
    parts = [
        tag("dt", inside(child, sheet), id=sheet.anchor(child.attrs["id"], "term") if child.attrs.get("id") else None)
        if child.kind == "term"
        else tag("dd", phrase(child, sheet))
        for child in node.children
    ]
    return f"<dl>{''.join(parts)}</dl>\n"


def _link(node: Node, sheet: Sheet) -> str:
    content = inside(node, sheet)
    found = sheet.target(node.attrs.get("href", ""))
    title = node.attrs.get("title") or None
    if found.kind == "out":
        return out(found.path, content, title)
    if found.kind == "term":
        return _term(content, found.path, sheet)
    fragment = f"#{found.fragment}" if found.fragment else ""
    href = {
        "contact": found.path,
        "here": fragment,
        "module": f"{sheet.page(found.path)}{fragment}",
        "cover": sheet.cover(),
        "file": f"{sheet.file_address(sheet.shared.showing.other(found.path))}{fragment}" if found.kind == "file" else "",
    }.get(found.kind)
    if not href:
        return content
    # a file opens in a tab of its own: the course must not be left by a look at it
    return tag("a", content, href=href, title=title, target="_blank" if found.kind == "file" else None)


def out(address: str, content: str, title: str | None = None) -> str:
    """Return a link that leads out of the course."""
    return tag("a", content, href=address, title=title, rel="noopener external", target="_blank")


def _term(content: str, term: str, sheet: Sheet) -> str:
    if not term:
        return content if sheet.shared.alone else tag("a", content, href=f"{sheet.cover()}#glossary")
    if term not in sheet.shared.terms:
        return content
    sheet.linked[term] = None
    return tag("a", content, class_="term", data_term=term, href=f"{sheet.cover()}#term-{term}")


def _image(node: Node, sheet: Sheet) -> str:
    return picture(node.attrs.get("src", ""), node.attrs, sheet, title=node.attrs.get("title") or None)


def picture(source: str, given: Mapping[str, str], sheet: Sheet, title: str | None = None) -> str:
    """Return an image with its size, or its alternative text where there is no such file; with a lighter WebP both in a `picture`.

    What stands for it has the size of the original: another edition is not laid out otherwise.
    """
    alt = "" if given.get("decorative") == "true" else given.get("alt", "")
    path = sheet.medium(source)
    if path is None:
        return escape(alt)
    shown = sheet.shared.showing.picture(path)
    width, height = scaled(sheet.size(source), given.get("width"))
    address = sheet.file_address(shown.path)
    image = f"<img{attributes({'src': address, 'alt': alt, 'title': title, 'width': width, 'height': height, 'loading': 'lazy'})}>"
    return alternatives(image, sheet.file_address(shown.webp) if shown.webp else None)


def alternatives(image: str, webp: str | None) -> str:
    """Return an image with the address of the WebP that may be shown in its place, where there is one."""
    if webp is None:
        return image
    return f"<picture><source{attributes({'type': 'image/webp', 'srcset': webp})}>{image}</picture>"


def scaled(size: tuple[int, int] | None, wanted: str | None) -> tuple[int | None, int | None]:
    """Return width and height in pixels, the height following where the author says a width."""
    width = int(wanted.removesuffix("px")) if wanted and wanted.removesuffix("px").isdecimal() and len(wanted) < 7 else None  # noqa: PLR2004 - six digits are plenty
    if size is None:
        return width, None
    return (width, max(1, round(size[1] * width / size[0]))) if width else size


def _footnote_ref(node: Node, sheet: Sheet) -> str:
    label = node.attrs.get("label", "")
    if label not in sheet.notes:
        return ""
    number, first = sheet.cite(label)
    shown = sheet.shared.language.number(number)
    link = tag("a", shown, href=f"#note-{number}", id=f"cite-{number}" if first else None, role="doc-noteref")
    return f'<sup class="footnote-ref">{link}</sup>'


def footnotes(sheet: Sheet) -> str:
    """Return the footnotes that were cited, in the order of their numbers; a footnote may cite another."""
    items: list[str] = []
    while len(items) < len(sheet.cited):
        label, number = list(sheet.cited.items())[len(items)]
        back = tag("a", "↩", href=f"#cite-{number}", role="doc-backlink", aria_label=sheet.say("footnote-back"))
        items.append(tag("li", f"{phrase(sheet.notes[label], sheet)} {back}", id=f"note-{number}"))
    if not items:
        return ""
    title = tag("h2", escape(sheet.say("footnotes")))
    return f'<section class="footnotes" role="doc-endnotes">{title}<ol>{"".join(items)}</ol></section>'


def _nothing(_: Node, __: Sheet) -> str:
    return ""


WRITERS: dict[str, Writer] = {
    "document": inside,
    "paragraph": lambda node, sheet: f"<p>{inside(node, sheet)}</p>\n",
    "quote": _wrap("blockquote"),
    "rule": lambda _, __: "<hr>\n",
    "code_block": _code_block,
    "math_block": _math_block,
    "heading": _heading,
    "list": _list,
    "item": lambda node, sheet: _item(node, sheet, tight=True),
    "table": _table,
    "definition_list": _definition_list,
    "footnote": _nothing,
    "comment": _nothing,
    "html": lambda node, _: escape(node.text),
    "text": _text,
    "emphasis": _wrap("em"),
    "strong": _wrap("strong"),
    "strike": _wrap("s"),
    "code": lambda node, _: f"<code>{escape(node.text)}</code>",
    "math": _math,
    "link": _link,
    "image": _image,
    "line_break": lambda _, __: "<br>\n",
    "soft_break": lambda _, __: "\n",
    "html_inline": lambda node, _: inline_html(node.text),
    "footnote_ref": _footnote_ref,
}
