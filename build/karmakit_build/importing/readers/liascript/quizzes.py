"""The quizzes of LiaScript: boxes to tick, texts to type, words to choose, matrices and surveys."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from karmakit_build.importing import asking
from karmakit_build.importing.draft import Counts, DraftOption, DraftPair, DraftQuestion
from karmakit_build.importing.markdown.blocks import blocks
from karmakit_build.importing.markdown.book import Page
from karmakit_build.importing.markdown.inlines import inlines
from karmakit_build.importing.quizzes import gap
from karmakit_build.importing.rewriting.blocks import markdown
from karmakit_build.importing.rewriting.inlines import inline
from karmakit_build.importing.wording import plain
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span

_ROUND = re.compile(r"\[\(([^()\[\]]*)\)\](?:\s+|$)")
_MATRIX_HEAD = re.compile(r"\[((?:\s*(?:\[[^\[\]]*\]|\([^()]*\))){2,}\s*)\]\s*(.*)", re.DOTALL)
_CELL = re.compile(r"\[([^\[\]]*)\]|\(([^()]*)\)")
_HINT = re.compile(r"\[\[\?\]\]")
_RIGHT = re.compile(r"[xX]")


@dataclass(frozen=True, slots=True)
class Choice:
    """A line to tick: the sign in its box, whether only one can be ticked, and its text."""

    sign: str
    single: bool
    inner: tuple[Node, ...]


def quizzes(page: Page, nodes: Sequence[Node]) -> list[Node]:
    """Return blocks in which quizzes are questions of ours; the paragraph before one is what it asks."""
    made: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        at += 1
        asked: DraftQuestion | None = None
        if node.kind == "list" and (rows := _matrix(page, node)):
            stem = _stem(page, made)
            asked = _matrix_question(page, node, stem, rows)
        elif choices := _choices(node):
            stem = _stem(page, made)
            asked = _ticked(page, node, stem, choices)
        elif node.kind == "paragraph" and (marks := [each for each in node.walk() if each.kind == "mark"]):
            asked = _typed(page, node, made, marks)
        if asked is None:
            made.append(node)
            continue
        hints, at = _hints(page, nodes, at)
        solution, at = _solution(page, nodes, at)
        asked = replace(asked, hints=hints, feedback=solution)
        made.append(Node("raw", node.span, asking.question(asked, page.question_id())))
    return made


def _stem(page: Page, made: list[Node]) -> str:
    """Take the paragraph before a quiz as what it asks; without one, it is what the section is called."""
    if made and made[-1].kind == "paragraph":
        text = markdown(blocks(page, [made[-1]]))
        made.pop()
        if text.strip():
            return text
    return inline([Node("text", made[-1].span if made else Span(page.path), page.title)])


def _lines(inlines: Sequence[Node]) -> list[list[Node]]:
    lines: list[list[Node]] = [[]]
    for each in inlines:
        if each.kind in {"soft_break", "line_break"}:
            lines.append([])
        else:
            lines[-1].append(each)
    return [line for line in lines if line]


def _choices(node: Node) -> list[Choice]:
    """Return the lines of a block that are all to be ticked; none where one is not."""
    if node.kind == "list":
        lines = [
            list(item.children[0].children) for item in node.children if item.children and item.children[0].kind == "paragraph"
        ]
        lines = lines if len(lines) == len(node.children) else []
    elif node.kind == "paragraph":
        lines = _lines(node.children)
    else:
        return []
    found = [_choice(line) for line in lines]
    return [each for each in found if each] if found and all(found) else []


def _choice(line: Sequence[Node]) -> Choice | None:
    first = line[0] if line else None
    if first is None:
        return None
    if (
        first.kind == "mark"
        and (first.text.strip() in {"", "X", "x"} or first.text.strip().lstrip("-").isdigit())
        and len(line) > 1
    ):
        return Choice(first.text.strip(), single=False, inner=tuple(line[1:]))
    if first.kind == "text" and (found := _ROUND.match(first.text)):
        rest = first.text[found.end() :]
        return Choice(found[1].strip(), single=True, inner=(replace(first, text=rest), *line[1:]))
    return None


def _ticked(page: Page, node: Node, stem: str, choices: list[Choice]) -> DraftQuestion:
    options = tuple(
        DraftOption(inline(inlines(page, each.inner)) or "…", _RIGHT.fullmatch(each.sign) is not None) for each in choices
    )
    if any(each.sign and not _RIGHT.fullmatch(each.sign) for each in choices):
        return DraftQuestion(kind="scale", stem=stem, options=options)
    if not any(option.correct for option in options):
        page.lose(
            node.span.line, "a quiz of which no answer is right; it is asked as a rating, which is not scored", "Mark what is right"
        )
        return DraftQuestion(kind="scale", stem=stem, options=options)
    return DraftQuestion(kind="choice", stem=stem, options=options)


def _matrix(page: Page, node: Node) -> list[tuple[list[str], list[Node]]]:
    """Return the rows of a matrix: what stands in its cells, and what follows them."""
    rows: list[tuple[list[str], list[Node]]] = []
    for item in node.children:
        if not item.children or item.children[0].kind != "paragraph":
            return []
        inner = item.children[0].children
        head = "".join(_sign(each) for each in inner)
        if not inner or inner[0].kind != "text" or not (found := _MATRIX_HEAD.match(head)):
            return []
        cells = [(cell[1] if cell[1] is not None else cell[2]).strip() for cell in _CELL.finditer(found[1])]
        rest = [replace(inner[0], text=found[2]), *(each for each in inner[1:] if each.kind not in {"text", "mark", "image"})]
        rows.append((cells, rest))
    if len(rows) < 2 or any(len(cells) != len(rows[0][0]) for cells, _ in rows):  # noqa: PLR2004 - a head and a row
        return []
    for picture in [each for each in node.walk() if each.kind == "image"]:
        what = f"a picture in a matrix, {picture.attrs['src'][:120]}; its words stand in its place"
        page.lose(node.span.line, what, "Show it before the question", Counts(pictures=1))
    heads = [head or f"{number}" for number, head in enumerate(rows[0][0], 1)]
    if all(_RIGHT.fullmatch(head) or not head for head in rows[0][0]):
        page.lose(node.span.line, "what stands over the columns of a matrix; they are numbered", "Name the columns")
        return [([f"{number}" for number in range(1, len(heads) + 1)], []), *rows]
    return [(heads, []), *rows[1:]]


def _sign(node: Node) -> str:
    """Return what an inline of a row says; a picture its words, without the signs that make a cell."""
    if node.kind == "image":
        return re.sub(r"[\[\]()]", "", node.attrs.get("alt", ""))
    return f"[[{node.text}]]" if node.kind == "mark" else node.text if node.kind == "text" else ""


def _matrix_question(page: Page, node: Node, stem: str, rows: list[tuple[list[str], list[Node]]]) -> DraftQuestion:
    (heads, _), *those = rows
    labels = [inline(inlines(page, rest)) or "…" for _, rest in those]
    right = [[heads[at] for at, sign in enumerate(cells) if _RIGHT.fullmatch(sign)] for cells, _ in those]
    if all(len(each) == 1 for each in right):
        pairs = tuple(
            DraftPair(label, inline([Node("text", node.span, each[0])])) for label, each in zip(labels, right, strict=True)
        )
        return DraftQuestion(kind="matching", stem=stem, pairs=pairs, heads=("", ""))
    page.lose(node.span.line, "a matrix in which several answers of a row are right; each cell is an answer to tick")
    options = tuple(
        DraftOption(f"{label}: {inline([Node('text', node.span, head)])}", head in those_right)
        for label, those_right in zip(labels, right, strict=True)
        for head in heads
    )
    return DraftQuestion(kind="choice", stem=stem, options=options)


def _typed(page: Page, node: Node, made: list[Node], marks: list[Node]) -> DraftQuestion | None:
    """Return the question of a paragraph that holds gaps; None where the brackets are none of a quiz."""
    texts = [each.text.strip() for each in marks]
    if any(not text or text in {"X", "x", "?", "!"} for text in texts):
        return None
    alone = len(marks) == 1 and len([each for each in node.children if each.kind != "soft_break" and each.text.strip() != ""]) == 1
    if all(set(text) <= {"_", " "} for text in texts):
        stem = _stem(page, made) if alone else markdown(blocks(page, [_without_marks(node)]))
        page.lose(node.span.line, "an open question is asked as a reflection, which is not scored")
        return DraftQuestion(kind="reflection", stem=stem)
    if alone and "|" in texts[0]:
        return DraftQuestion(kind="choice", stem=_stem(page, made), options=_selection(texts[0]))
    before = f"{_stem(page, made)}\n\n" if alone else ""
    parts = [[part.strip() for part in text.split("|")] for text in texts]
    if any(len(each) > 1 for each in parts):
        page.once(node.span.line, "words to choose from in a gap; the gap is to be filled in")
    gaps = iter([gap(*(_bare(part) for part in each if len(each) == 1 or _is_right(part))) for each in parts])
    stem = markdown([replace(node, children=tuple(inlines(page, [_gapped(each, gaps) for each in node.children])))])
    return DraftQuestion(kind="fill-in", stem=before + stem)


def _gapped(node: Node, gaps: object) -> Node:
    if node.kind == "mark":
        return Node("blank", node.span, next(gaps)[2:-2])  # type: ignore[call-overload]  # an iterator of texts
    return replace(node, children=tuple(_gapped(each, gaps) for each in node.children)) if node.children else node


def _without_marks(node: Node) -> Node:
    return replace(node, children=tuple(each for each in node.children if each.kind != "mark"))


def _is_right(part: str) -> bool:
    return part.startswith("(") and part.endswith(")")


def _bare(part: str) -> str:
    return part[1:-1].strip() if _is_right(part) else part


def _selection(text: str) -> tuple[DraftOption, ...]:
    return tuple(DraftOption(plain(_bare(part.strip())), _is_right(part.strip())) for part in text.split("|"))


def _hints(page: Page, nodes: Sequence[Node], at: int) -> tuple[tuple[str, ...], int]:
    """Take the hints that stand right after a quiz."""
    hints: list[str] = []
    while (
        at < len(nodes)
        and nodes[at].kind == "paragraph"
        and nodes[at].children[0].kind == "mark"
        and nodes[at].children[0].text == "?"
    ):
        lines = _lines(nodes[at].children)
        hints.extend(inline(inlines(page, [each for each in line if each.kind != "mark"])) for line in lines)
        at += 1
    return tuple(hint for hint in hints if hint), at


def _solution(page: Page, nodes: Sequence[Node], at: int) -> tuple[str, int]:
    """Take what stands between two lines of asterisks right after a quiz: LiaScript shows it once the quiz is solved."""
    if at < len(nodes) and nodes[at].kind == "rule" and nodes[at].attrs.get("mark") == "*":
        for end in range(at + 1, min(len(nodes), at + 40)):
            if nodes[end].kind == "rule" and nodes[end].attrs.get("mark") == "*":
                return markdown(blocks(page, [_bold(page, each) for each in nodes[at + 1 : end]])), end + 1
    return "", at


def _bold(page: Page, node: Node) -> Node:
    """Return a heading as a line in bold: nothing in a question is a heading."""
    if node.kind != "heading":
        return node
    page.book.titles += 1
    return Node("paragraph", node.span, "", {}, (Node("strong", node.span, "", {}, node.children),))
