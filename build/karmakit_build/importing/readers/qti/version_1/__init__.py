"""QTI 1.2: items in sections, each with its presentation, its scoring and its feedback."""

from karmakit_build.importing.draft import DraftQuestion, Lost
from karmakit_build.importing.inline_html import Media
from karmakit_build.importing.quizzes import Group
from karmakit_build.importing.readers.qti.found import Found
from karmakit_build.importing.readers.qti.package import Package
from karmakit_build.importing.readers.qti.version_1.asking import asked
from karmakit_build.importing.xml import below, inside, local, said
from karmakit_build.xml import Element

_ATTEMPTS = "cc_maxattempts"


def tests(package: Package, name: str, root: Element, media: Media) -> Found:
    """Return the questions of a document, by the titles of their sections; a text without a question stands before them."""
    assessment = next(below(root, "assessment", "objectbank"), None)
    title = " ".join((assessment.get("title", "") if assessment is not None else "").split()) or package.title
    groups: dict[str, tuple[list[DraftQuestion], list[str]]] = {}
    losses: list[Lost] = []
    for number, item in enumerate(below(root, "item"), 1):
        made = asked(item, number, name, media)
        questions, texts = groups.setdefault(_section(item) or title, ([], []))
        questions += [made.question] if made.question else []
        texts += [made.text] if made.text else []
        losses += made.losses
    losses += _drawn(root, name)
    made_groups = (Group(each, tuple(questions), "\n\n".join(texts)) for each, (questions, texts) in groups.items())
    return Found(tuple(made_groups), tuple(losses))


def _section(item: Element) -> str:
    """Return the title of the nearest section that has one."""
    for each in item.iterancestors():
        if local(each) == "section" and each.get("title", "").strip():
            return " ".join(each.get("title", "").split())
    return ""


def _drawn(root: Element, name: str) -> list[Lost]:
    """Return what the document says of how its items are drawn, which a course says in another way or not at all."""
    losses = []
    for selection in below(root, "selection"):
        number = said(next(inside(selection, "selection_number"), None)).strip()
        section = next((each for each in selection.iterancestors() if local(each) == "section"), root)
        bank = said(next(inside(selection, "sourcebank_ref"), None)).strip()
        what = f'"{section.get("title", "")}" draws {number or "some"} of its questions'
        losses.append(Lost(name, f"line {selection.sourceline}", what, "Say `draw` in the `assessment` of the test"))
        if bank:
            losses.append(Lost(name, f"line {selection.sourceline}", "questions of a bank elsewhere", "Export that bank too"))
    losses += [
        Lost(name, f"line {entry.sourceline}", "a question of a bank elsewhere", "Export that bank too")
        for entry in below(root, "bankentry_item")
    ]
    for field in below(root, "fieldlabel"):
        value = said(next(iter(inside(field.getparent(), "fieldentry")), None)).strip()
        if said(field).strip() == _ATTEMPTS and value not in {"", "1"}:
            what = f"how often the test may be taken ({value})"
            losses.append(Lost(name, f"line {field.sourceline}", what, "Say `attempts` in the `assessment` of the test"))
    return losses
