"""No bytes and no text make `parse` raise, and every node of every text stands where it says."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karmakit_authoring.dialect import read_document
from karmakit_authoring.parse import parse
from karmakit_authoring.source_text import SourceText
from karmakit_schemas.nodes import Node
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources

HEAD = "---\ntitle: A\nkind: do\nduration: 4 min\n---\n"
COURSE = b"id: abc\nunits: [{id: u, title: U, modules: [a]}]\n"
MARKERS = {
    "strong": ("**", "__"),
    "emphasis": ("*", "_"),
    "strike": ("~~",),
    "code": ("`",),
    "math": ("$",),
    "link": ("[", "<"),
    "image": ("![",),
    "blank": ("[[",),
    "footnote_ref": ("[^",),
    "html_inline": ("<",),
    "comment": ("<!--",),
    "quote": (">",),
    "alert": (">",),
    "footnote": ("[^",),
    "definition": (":", "~"),
    "question": (":::",),
    "callout": (":::",),
    "item": ("-", "+", "*", *"0123456789"),
}

PIECES = [
    *("> ", "- ", "1. ", "2) ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "\r"),
    *(
        "::: question {#q}\n",
        "::: question {#q type=ordering}\n",
        "::: callout\n",
        ":::\n",
        "::::\n",
        ":::: tabs\n",
        "::: tab {title=x}\n",
    ),
    *("[[a|b]]", "[[= 3 ± 1 x]]", "[[", "]]", "- [x] a\n", "- [ ] b {#b}\n", "  > c\n", "> [!NOTE]\n", "> [!HINT]\n", "[!X]"),
    *(
        "*",
        "**",
        "_",
        "~~",
        "~",
        "`",
        "``",
        "$",
        "$$",
        "$x$",
        "\\",
        "&amp;",
        "&",
        "<br>",
        "</b>",
        "<div>\n",
        "<!--",
        "-->",
        "<!-- c -->",
    ),
    *("[x](y)", "![p](q){.decorative}", "<http://a.b>", "[r]: /u 't'\n", "[r]", "[^1]", "[^1]: note\n", "{#h}", "{", "}"),
    *(
        "# ",
        "## H {#i}\n",
        "| a | b |\n",
        "|---|---|\n",
        "|",
        "\\|",
        "Term\n",
        ": def\n",
        "---\n",
        "===\n",
        "```\n",
        "~~~\n",
        "    x\n",
    ),
    *(
        "word",
        "two words",
        "हिन्दी",
        "क्षि",
        "😀",
        "e\u0301",
        "\u200d",
        "\u2028",
        "\x00",
        "\xa0",
        "\x0b",
        "\x0c",
        "\x85",
        "\ufeff",
        "\u202e",
    ),
]
YAML_PIECES = [
    *(
        "title: ",
        "kind: do\n",
        "duration: 4 min\n",
        "objectives:\n",
        "units:\n",
        "  - ",
        "- ",
        "id: a\n",
        "  id: a\n",
        "modules: [a, b]\n",
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        ", ",
        ": ",
        ":",
        "\n",
        "\n\n",
        "\t",
        "  ",
        "    ",
        '"',
        "'",
        "|\n",
        ">\n",
        "# c\n",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
    ),
    *(
        "&a ",
        "*a",
        "!!str ",
        "!x ",
        "? ",
        "<<: ",
        "0123",
        "no",
        "null",
        "~",
        "1.0",
        "true",
        "text",
        "हिन्दी",
        "\x00",
        "\x07",
        "\x85",
        "\u2028",
    ),
]

markdown = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
yaml = st.lists(st.sampled_from(YAML_PIECES), max_size=30).map("".join)
anything = st.text(max_size=300) | markdown | yaml
calm = settings(deadline=5000, max_examples=120, suppress_health_check=[HealthCheck.too_slow])


def read(files: dict[str, bytes]) -> Parsed:
    return parse(Sources("c", files))


def encode(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


@calm
@given(st.binary(max_size=400), st.binary(max_size=200), st.binary(max_size=200))
def test_no_bytes_make_parse_raise(module: bytes, course: bytes, glossary: bytes) -> None:
    result = read({"course.yml": course, "modules/a.md": module, "glossary.md": glossary})
    assert result.findings


@calm
@given(anything, anything, anything)
def test_no_text_makes_parse_raise(module: str, course: str, glossary: str) -> None:
    read({"course.yml": encode(course), "modules/a.md": encode(module), "glossary.md": encode(glossary)})


@calm
@given(yaml, markdown)
def test_no_yaml_in_front_matter_makes_parse_raise(front: str, text: str) -> None:
    read({"course.yml": COURSE, "modules/a.md": encode(f"---\n{front}\n---\n{text}")})


@calm
@given(markdown, markdown)
def test_no_markdown_makes_parse_raise_and_every_node_is_in_its_place(text: str, inside: str) -> None:
    whole = f"{HEAD}{text}\n::: question {{#q}}\n{inside}\n:::\n"
    for path in ("modules/a.md", "glossary.md"):
        read({"course.yml": COURSE, "modules/a.md": HEAD.encode(), path: encode(whole)})
    source = SourceText.of("a.md", whole)
    document = read_document(source, 5)
    check_places(source, document.node)
    for finding in document.findings:
        assert slice_of(source, finding) is not None


@calm
@given(markdown)
def test_every_finding_has_a_message_a_mend_and_a_place_in_its_file(text: str) -> None:
    source = SourceText.of("modules/a.md", HEAD + text)
    for finding in read({"course.yml": COURSE, "modules/a.md": encode(HEAD + text)}).findings:
        assert finding.message
        assert finding.help
        assert "\n" not in finding.message + finding.help
        if finding.span.path == source.path:
            assert slice_of(source, finding) is not None


@settings(calm, max_examples=25)
@given(
    st.lists(
        st.sampled_from(["> ", "- ", "1. ", "[", "*", "**", "_a", "![", "(", "<b>", "::: callout\n", "::::: tabs\n"]),
        min_size=1,
        max_size=4,
    )
)
def test_no_depth_exhausts_the_stack(pieces: list[str]) -> None:
    read({"course.yml": COURSE, "modules/a.md": encode(HEAD + "".join(pieces) * 600)})


@calm
@given(markdown)
def test_the_order_of_the_files_in_memory_changes_nothing(text: str) -> None:
    files = {"course.yml": COURSE, "modules/a.md": encode(HEAD + text), "modules/b.md": encode(text), "glossary.md": encode(text)}
    names = list(files)
    random.Random(len(text)).shuffle(names)
    assert read({name: files[name] for name in names}).findings == read(files).findings


def slice_of(source: SourceText, thing: object) -> str:
    """Return the text a span covers; fail if it lies outside of the file."""
    span = thing.span  # type: ignore[attr-defined]  # every thing drawn has one
    assert 1 <= span.line <= span.end_line <= len(source.starts)
    start = source.starts[span.line - 1] + span.column - 1
    end = source.starts[span.end_line - 1] + span.end_column - 1
    assert span.column - 1 <= len(source.line(span.line - 1))
    assert span.end_column - 1 <= len(source.line(span.end_line - 1))
    assert start <= end
    return source.text[start:end]


def check_places(source: SourceText, root: Node) -> None:
    """A node covers its children, they follow each other, it begins with its marker, and a text is what stands there."""
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        text = slice_of(source, node)
        if node.kind in MARKERS:
            assert text.startswith(MARKERS[node.kind])
        if node.kind == "text" and "\\" not in text and "&" not in text:
            assert node.text == text
        if node.kind in {"paragraph", "cell"}:
            assert text == text.strip(" \t")
        end = (node.span.line, node.span.column)
        for child in node.children:
            assert end <= (child.span.line, child.span.column)
            end = (child.span.end_line, child.span.end_column)
        assert end <= (node.span.end_line, node.span.end_column)
        stack.extend(node.children)
