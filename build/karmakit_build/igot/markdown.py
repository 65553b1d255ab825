"""Write an author's words where Markdown would read signs."""


def line(text: str) -> str:
    """Return words on one line that Markdown shows as they are."""
    for sign, written in (("\\", "\\\\"), ("`", "'"), ("<", "&lt;"), ("*", "\\*"), ("[", "\\["), ("_", "\\_")):
        text = text.replace(sign, written)
    return " ".join(text.split())


def cell(text: str) -> str:
    """Return words as they may stand in a table."""
    return line(text).replace("|", "\\|")


def section(title: str, lines: list[str]) -> str:
    """Return a part of a page under its heading."""
    return f"## {title}\n\n" + "\n".join(lines) + "\n"
