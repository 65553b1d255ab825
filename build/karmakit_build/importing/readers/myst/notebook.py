"""A Jupyter notebook as Markdown: cells of text as they are, cells of code as fences, and what they printed told."""

import json

from karmakit_build.importing.draft import Lost
from karmakit_build.importing.markdown.book import Book
from karmakit_schemas.errors import UnusableInputError


def notebook_text(book: Book, path: str) -> str:
    """Return the text of a notebook; raises `UnusableInputError` where it is none."""
    try:
        data = json.loads(book.folder.text(path))
        cells = data["cells"]
        named = data.get("metadata", {}).get("kernelspec", {}).get("language") or "python"
        made = [_cell(book, path, number, cell, str(named)) for number, cell in enumerate(cells, 1)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnusableInputError(f"{path}: this is no notebook of version 4 ({type(error).__name__}); save it again") from None
    return "\n\n".join(each for each in made if each)


def _cell(book: Book, path: str, number: int, cell: dict[str, object], language: str) -> str:
    source = cell["source"]
    text = "".join(str(line) for line in source) if isinstance(source, list) else str(source)
    if cell["cell_type"] == "markdown":
        if cell.get("attachments"):
            book.losses.append(Lost(path, f"cell {number}", "pictures that lie in the notebook itself", "Put them into media/"))
        return text
    if cell["cell_type"] != "code" or not text.strip():
        return ""
    if cell.get("outputs"):
        book.losses.append(Lost(path, f"cell {number}", "what its code printed", "Write down what learners should see"))
    fence = "`" * 3
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"
