"""LiaScript: one Markdown file a course, with quizzes, effects and macros."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from karmakit_build.importing.draft import Counts, Draft
from karmakit_build.importing.markdown.binding import Chapter, Front, Manner, about, bind, opened_page
from karmakit_build.importing.markdown.book import Book, Page
from karmakit_build.importing.markdown.counting import counted, without_code
from karmakit_build.importing.markdown.folder import Folder
from karmakit_build.importing.markdown.inlines import without_comments
from karmakit_build.importing.markdown.placing import heading_text
from karmakit_build.importing.markdown.reading import Flavour
from karmakit_build.importing.readers.liascript.heading import Heading, read_heading
from karmakit_build.importing.readers.liascript.quizzes import quizzes
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.nodes import Node

_HEADER = re.compile(r"\A\s*<!--(.*?)-->", re.DOTALL)
EFFECT = "an effect that lets text appear step by step"
SPOKEN = "a comment that a voice reads aloud stands as text"
_UNSPACED = re.compile(r'(!\[[^\]\[\n]{0,300}\]\([^\s()"<>]{1,2000})"')
_EFFECT = re.compile(r"(?:--)?\{\{[^{}\n]*\}\}(?:--)?")
_MACRO = re.compile(r"(?<![\w`/.])@[A-Za-z][\w.]*(?:\([^()\n]*\))?")
_TICKS = re.compile(r"^[ >]*(?:[-*+][ \t]+)?\[(?:\[[ xX]\]|\([ xX]?\))\]", re.MULTILINE)
_TICK_RIGHT = re.compile(r"^[ >]*(?:[-*+][ \t]+)?\[(?:\[[xX]\]|\([xX]\))\]", re.MULTILINE)


def read(path: Path) -> Draft:
    """Return a course whose sections are modules; the courses of a folder are its units."""
    book = Book.of(Folder(path))
    folder = book.folder
    pages = [folder.file] if folder.file else [page for page in folder.pages(".md") if _HEADER.match(folder.text(page))]
    if not pages:
        raise UnusableInputError(f"{path}: no page of it begins with the comment of a LiaScript course; name one of its files")
    parts: list[tuple[str, list[Chapter]]] = []
    firsts: list[Heading] = []
    for page in pages:
        front = opened_page(book, page, MANNER, _spaced(folder.text(page)))
        header = read_heading(found[1]) if (found := _HEADER.match(front.text)) else Heading()
        firsts.append(header)
        title, chapters = _sections(page, front, header)
        said = {"authors": header.authors} if header.authors else {}
        parts.append((title, [replace(each, said=said) for each in chapters]))
        _tell(book, page, header)
    about(book)
    first = firsts[0]
    tags = [tag.strip(" -[]") for tag in re.split(r"[,]| - ", first.says.get("tags", "")) if tag.strip(" -[]")]
    return bind(
        book,
        MANNER,
        parts,
        parts[0][0] if len(parts) == 1 else path.name,
        language=first.language,
        summary=first.says.get("comment", "") if len(parts) == 1 else "",
        said={"keywords": tags} if tags and len(parts) == 1 else {},
    )


def _spaced(text: str) -> str:
    """Return a text in which the title of a picture stands apart from its address, as Markdown asks and LiaScript does not."""
    return _UNSPACED.sub(r'\1 "', text)


def _tell(book: Book, path: str, header: Heading) -> None:
    page = Page(book, path)
    for key in ("import", "link", "script", "logo", "icon", "onload"):
        if value := header.says.get(key):
            page.lose(1, f"`{key}` of the comment, {value[:80]}; nothing is loaded from elsewhere")
    if narrator := header.says.get("narrator"):
        page.lose(1, f"the voice `{narrator}` that reads the text aloud")
    if header.macros:
        page.lose(1, f"the macros {', '.join(header.macros[:12])} that the comment defines", "Write what they would show")


def _sections(path: str, front: Front, header: Heading) -> tuple[str, list[Chapter]]:
    """Return the title of a course, and its sections: each heading of the first two levels begins one."""
    nodes = list(front.nodes)
    if nodes and nodes[0].kind == "html" and nodes[0].text.lstrip().startswith("<!--"):
        nodes = nodes[1:]
    cuts: list[tuple[str, list[Node], bool]] = [("", [], False)]
    solution = False
    for node in nodes:
        solution ^= node.kind == "rule" and node.attrs.get("mark") == "*"
        if node.kind == "heading" and not solution and int(node.attrs["level"]) <= 2:  # noqa: PLR2004 - the first two levels
            cuts.append((heading_text(node), [], True))
        else:
            cuts[-1][1].append(node)
    first = next((title for title, _, _ in cuts if title), "")
    title = header.says.get("title") or first or path.removesuffix(".md")
    made: list[Chapter] = []
    for words, blocks, taken in cuts:
        if not blocks and not words:
            continue
        made.append(Chapter(path=path, title=words or title, nodes=tuple(blocks), text=front.text, titled=taken))
    return title, made


def _before(page: Page, nodes: Sequence[Node]) -> Sequence[Node]:
    nodes = [inner for node in nodes for each in _split(node) for inner in _styled(page, each)]
    effects = [node for node in nodes if node.kind == "code_block" and _EFFECT.fullmatch(node.text.strip())]
    for node in effects:
        spoken = node.text.strip().startswith("--")
        page.once(node.span.line, SPOKEN if spoken else EFFECT)
    nodes = [node for node in nodes if node not in effects]
    seen = [node for node in nodes if not (node.kind == "html" and not without_comments(page, node.text, node.span.line).strip())]
    return quizzes(page, [_calm(page, node) for node in seen if not _is_macro(page, node)])


def _styled(page: Page, node: Node) -> Sequence[Node]:
    """Return the text that stands behind a comment of style on its line, which would make HTML of it."""
    if node.kind != "html" or not node.text.lstrip().startswith("<!--"):
        return [node]
    bare = without_comments(page, node.text, node.span.line).strip()
    return [node] if bare.startswith("<") else page.read(bare, node.span.line - 1).children


def _split(node: Node) -> list[Node]:
    """Return a list of lines to tick without what is indented below one of them, which follows it."""
    firsts = [item.children[0].children[:1] for item in node.children if item.children] if node.kind == "list" else []
    if not firsts or not all(each and (each[0].kind == "mark" or each[0].text.startswith("[")) for each in firsts):
        return [node]
    lines = tuple(replace(item, children=item.children[:1]) for item in node.children)
    return [replace(node, children=lines), *(child for item in node.children for child in item.children[1:])]


def _html(page: Page, node: Node) -> None:
    """Tell of gaps that stand in HTML which is more than layout: they stand as text."""
    if re.search(r"<(?:table|[uo]l|dl|pre)\b", node.text) and (gaps := _GAP.findall(node.text)):
        lost = Counts(questions=1, right_answers=_rights(node.text))
        page.lose(node.span.line, f"{len(gaps)} gaps of a quiz in HTML; they stand as text", "Ask it as a question", lost)


def _is_macro(page: Page, node: Node) -> bool:
    """Tell of a paragraph that is a macro, which only LiaScript can unfold."""
    if node.kind != "paragraph" or not node.children or node.children[0].kind != "text":
        return False
    text = node.children[0].text
    if not (found := _MACRO.match(text)) or "(" not in text:
        return False
    said = " ".join(node.plain().split())
    if said.startswith("@LIA"):
        page.once(node.span.line, "code that runs in the page; it stands as code")
        return True
    page.lose(node.span.line, f"a macro, {said[:200]}", "Write what it would show, or ask it as a question")
    return found is not None


def _calm(page: Page, node: Node) -> Node:
    """Return a block without its effects: `{{1}}` says when something appears, `--{{1}}--` what a voice says."""
    if node.kind not in {"paragraph", "heading"}:
        return node
    made: list[Node] = []
    those = list(node.children)
    for at, each in enumerate(those):
        if each.kind == "liquid" and re.fullmatch(r"[\d\s|>.a-z-]*", each.text, re.IGNORECASE):
            spoken = at > 0 and those[at - 1].text.endswith("--") and at + 1 < len(those) and those[at + 1].text.startswith("--")
            if spoken:
                page.once(node.span.line, SPOKEN)
                made[-1] = replace(made[-1], text=made[-1].text[:-2])
                those[at + 1] = replace(those[at + 1], text=those[at + 1].text[2:])
            else:
                page.once(node.span.line, EFFECT)
        elif each.kind == "text" and each.text.endswith(("!?", "??", "?")) and at + 1 < len(those) and those[at + 1].kind == "link":
            what = "a film" if each.text.endswith("!?") else "a page in the page" if each.text.endswith("??") else "a sound"
            made.append(replace(each, text=each.text.removesuffix("?").removesuffix("!").removesuffix("?")))
            page.lose(node.span.line, f"{what}, {those[at + 1].attrs['href'][:120]}; its link stands in its place")
        else:
            made.append(each)
    for each in made:
        if each.kind == "text" and (found := _MACRO.search(each.text)):
            page.once(node.span.line, f"a macro in a text, such as `{found[0][:40]}`; it stands as it is written")
    return replace(node, children=tuple(made))


def _count(text: str) -> Counts:
    """Count quizzes by their signs: runs of lines to tick, and gaps to fill."""
    bare = re.sub(r"`[^`\n]*`", "", without_code(text))
    return replace(counted(text), questions=_runs(bare), right_answers=len(_TICK_RIGHT.findall(bare)) + _rights(bare))


_GAP = re.compile(r"\[(?:->)?\[(?![ xX?!]?\]\]|-?\d\]\])([^\[\]]+)\]\]")
_MATRIX_ROW = re.compile(r"^[ >]*[-*+][ \t]+\[(?:[ \t]*(?:\[[^\[\]\n]*\]|\([^()\n]*\))){2,}[ \t]*\]", re.MULTILINE)
_SURVEY = re.compile(r"^[ >]*(?:[-*+][ \t]+)?\[(?:\[-?\d+\]|\([^()\n xX][^()\n]*\))\]", re.MULTILINE)


def _runs(bare: str) -> int:
    """Return how many quizzes there are: lines to tick that follow each other are one, and so are the gaps of a paragraph."""
    found = 0
    for block in re.split(r"\n[ \t>]*\n", bare):
        lines = [line for line in block.split("\n") if line.strip()]
        ticked = [bool(_TICKS.match(line) or _SURVEY.match(line) or _MATRIX_ROW.match(line)) for line in lines]
        if any(ticked) or _GAP.search(block):
            found += 1
    return found


def _rights(bare: str) -> int:
    """Return how many answers of gaps are right, and how many cells of matrices are ticked."""
    gaps = 0
    for found in _GAP.finditer(bare):
        if set(found[1]) <= {"_", " "}:
            continue
        parts = [part.strip() for part in found[1].split("|")]
        gaps += sum(part.startswith("(") for part in parts) if len(parts) > 1 else 1
    cells = sum(len(re.findall(r"[\[(][xX][\])]", row)) for row in _MATRIX_ROW.findall(bare))
    return gaps + cells


MANNER = Manner(flavour=Flavour(marks=True, liquid=True), own={"html": _html}, before=_before, count=_count)
