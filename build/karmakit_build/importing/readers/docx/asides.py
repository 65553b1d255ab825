"""Tell what stands beside the text of a document: comments, tracked changes, headers and footers."""

from karmakit_build.importing.office.names import W, tag, text_in
from karmakit_build.importing.office.package import Package
from karmakit_build.importing.office.telling import Losses, short
from karmakit_build.importing.xml import local
from karmakit_build.xml import Element

_CHANGES = (("del", "deletion"), ("ins", "insertion"), ("moveTo", "moved piece"))


def tell_asides(package: Package, losses: Losses) -> None:
    """Tell each comment, and once each the tracked changes and the texts of headers and footers."""
    for part in package.related(package.main, "comments"):
        for comment in package.trees[part].iter(tag(W, "comment")):
            author = comment.get(tag(W, "author"), "") or "somebody"
            losses.lose("", f"a comment by {short(author, 40)}: “{short(_words(comment))}”", "Settle it, or write it into the text")
    _tell_changes(package.trees[package.main], losses)
    for kind in ("header", "footer"):
        texts = [short(_words(package.trees[part])) for part in package.related(package.main, kind) if part in package.trees]
        for text in dict.fromkeys(text for text in texts if any(letter.isalpha() for letter in text)):
            losses.lose("", f"the {kind} of the pages: “{text}”", "The player shows the title and the provider on every page")


def _tell_changes(body: Element, losses: Losses) -> None:
    """Tell the tracked changes (ECMA-376 Part 1, 17.13.5): deletions are left out, insertions stand in the text."""
    found = [(word, sum(1 for each in body.iter(tag(W, name)) if _is_of_text(each))) for name, word in _CHANGES]
    there = [f"{number} {word}{'s' if number > 1 else ''}" for word, number in found if number]
    if there:
        what = f"tracked changes are taken as accepted ({', '.join(there)})"
        losses.lose("", what, "Accept or reject them in Word, if some should not be")


def _is_of_text(change: Element) -> bool:
    """Say whether a change is one of text, not the mark of a paragraph or a row as new or deleted."""
    parent = change.getparent()
    return parent is not None and local(parent) not in {"rPr", "trPr", "tcPr"}


def _words(root: Element) -> str:
    return " ".join(text_in(paragraph, tag(W, "t")) for paragraph in root.iter(tag(W, "p")))
