"""What is written of a tree is read as that tree again, whatever signs its texts hold."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karmakit_authoring.dialect import read_document
from karmakit_authoring.source_text import SourceText
from karmakit_build.importing.rewriting.blocks import markdown
from karmakit_build.importing.rewriting.inlines import joined
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span

HERE = Span("a.md")
SIGNS = "ab1 .,:;!?*_`~[](){}<>#+-=|\\$&\"'/@%^हि"


def node(kind_: str, *children: Node, text: str = "", **attrs: str) -> Node:
    return Node(kind_, HERE, text, {key.rstrip("_"): value for key, value in attrs.items()}, children)


words = st.text(SIGNS, min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
spaced = st.tuples(st.sampled_from(["", " "]), words, st.sampled_from(["", " "])).map("".join)
text = spaced.map(lambda each: node("text", text=each))
code = words.map(lambda each: node("code", text=each))
math = st.sampled_from(["a^2", "x_1 + y", r"\frac{1}{2}"]).map(lambda each: node("math", text=each))
address = st.sampled_from(["a.md", "https://example.org/a(b)?c=1&d=2", "b.md#an-anchor", "https://example.org/a b"])
plain_inlines = st.lists(st.one_of(text, code, math), min_size=1, max_size=3)
link = st.builds(lambda href, inner: node("link", *inner, href=href), address, plain_inlines)
image = st.builds(lambda alt: node("image", src="../media/a.png", alt=alt), words)
inlines = st.lists(st.one_of(text, text, code, math, link, image, st.just(node("line_break"))), min_size=1, max_size=5).filter(
    lambda each: any(inner.kind != "line_break" for inner in each)
)
paragraph = inlines.map(lambda each: node("paragraph", *each))
heading = st.builds(lambda each, level: node("heading", *each, level=str(level)), plain_inlines, st.integers(2, 6))
block_code = st.builds(
    lambda lines, info: node("code_block", text="\n".join(lines) + "\n", **({"info": info} if info else {})),
    st.lists(words, min_size=1, max_size=3),
    st.sampled_from(["", "python", "rust,editable"]),
)
cell = plain_inlines.map(lambda each: node("cell", *each))
table = st.lists(st.tuples(cell, cell), min_size=1, max_size=3).map(
    lambda rows: node("table", *(node("row", *row) for row in rows))
)
leaf = st.one_of(paragraph, heading, block_code, table, st.just(node("rule")), st.just(node("math_block", text="a\n-b")))


def lists(inner):
    items = st.lists(st.lists(inner, min_size=1, max_size=2), min_size=1, max_size=3)
    return st.builds(
        lambda each, ordered: node("list", *(node("item", *blocks) for blocks in each), **({"ordered": "1"} if ordered else {})),
        items,
        st.booleans(),
    )


def holders(inner):
    held = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        lists(inner),
        held.map(lambda each: node("quote", *each)),
        held.map(lambda each: node("alert", *each, kind="note")),
        held.map(lambda each: node("details", *each, title="An answer")),
        held.map(lambda each: node("callout", *each, kind="tip", title="What: {a}, b")),
    )


blocks = st.lists(st.recursive(leaf, holders, max_leaves=8), min_size=1, max_size=4)


def shape(each: Node):
    """Return what a node says, without places, and without spaces that say nothing."""
    if each.kind in {"paragraph", "heading", "cell", "link", "term"}:
        children, pending = [], ""
        for inner in joined(each.children):
            if inner.kind == "text":
                children.append(("text", " ".join(inner.text.split())))
            else:
                children.append(shape(inner))
        children = [child for child in children if child != ("text", "")]
        while children and children[-1] == ("line_break", "", (), ()):
            children.pop()
        while children and children[0] == ("line_break", "", (), ()):
            children.pop(0)
        _ = pending
        return (each.kind, "", _attrs(each), tuple(children))
    return (
        each.kind,
        " ".join(each.text.split()) if each.kind != "code_block" else each.text,
        _attrs(each),
        tuple(map(shape, each.children)),
    )


def _attrs(each: Node):
    attrs = dict(each.attrs)
    for key in ("tight", "header", "cells", "start"):
        attrs.pop(key, None)
    if each.kind == "link" and attrs.get("href"):
        attrs["href"] = attrs["href"].replace("&amp;", "&")
    return tuple(sorted(attrs.items()))


def reread(nodes):
    written = markdown(nodes)
    document = read_document(SourceText.of("a.md", written))
    return written, document


@settings(
    derandomize=True,
    database=None,
    max_examples=150,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
@given(blocks)
def test_what_is_written_is_read_again(nodes):
    written, document = reread(nodes)
    assert not document.findings, written
    kept = [shape(each) for each in nodes]
    assert [shape(each) for each in document.node.children] == kept, written
