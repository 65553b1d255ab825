"""Make the draft of a package of its outline and its pages, and tell what of both has no place in a course."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from posixpath import splitext

from karmakit_build.importing.draft import Counts, Draft, DraftModule, DraftUnit, Lost
from karmakit_build.importing.from_html import TOO_DEEP
from karmakit_build.importing.packages.asking import with_questions
from karmakit_build.importing.packages.containers import Container
from karmakit_build.importing.packages.counting import counts_of
from karmakit_build.importing.packages.gathering import Gathered, Part, gather
from karmakit_build.importing.packages.html import LANGUAGE, Around, Page, says, take_off, words_of
from karmakit_build.importing.packages.linking import Linking, anchors_of, title_in
from karmakit_build.importing.packages.outline import Leaf, Outline
from karmakit_build.importing.packages.taking import FILMS, PAPERS, SOUNDS, Taking
from karmakit_build.importing.packages.telling import few, gathered_losses, left_behind, quizzes
from karmakit_build.importing.packages.writing import text_of_page
from karmakit_build.importing.shelf import PICTURES, Shelf
from karmakit_build.importing.wording import plain

DRAWN = "the page is drawn by a script; nothing can be read of it"
WRITE_AGAIN = "Write in the module what the page shows"
_LOADING = 30


@dataclass(frozen=True)
class _Written:
    """A module with what was lost of it, what was counted in its source, and what stood around its text."""

    module: DraftModule
    losses: tuple[Lost, ...]
    counts: Counts
    around: Around


def draft_of(container: Container, outline: Outline, title: str) -> Draft:
    """Return the draft of a package; `title` is its name where it says none itself."""
    outline = with_questions(container, outline)
    gathered, taking = gather(container, outline.leaves), Taking(container, Shelf(dict(outline.media)))
    names = {part.path: part.name for part in reversed(gathered.parts) if part.path and part.page}
    idents = {part.leaf.ident: part.name for part in reversed(gathered.parts) if part.launched and part.leaf.ident}
    linking = Linking(taking, names, anchors_of(container, gathered.parts))
    written = [_written(part, linking, idents, outline.manifest) for part in gathered.parts]
    about = outline.about
    whole = about.title or title
    units = tuple(
        DraftUnit(" > ".join(trail) or whole, tuple(done.module for _, done in group))
        for trail, group in groupby(zip(gathered.parts, written, strict=True), key=lambda pair: pair[0].leaf.trail)
    )
    used = {*outline.used, outline.manifest, *names, *gathered.empty, *taking.places}
    losses = (
        *outline.losses,
        *about.losses,
        *(lost for done in written for lost in done.losses),
        *_of_pages(gathered, written),
        *taking.heavy(),
        *left_behind(container, used),
    )
    return Draft(
        title=whole,
        units=units,
        language=about.language if LANGUAGE.fullmatch(about.language) else _language(gathered.parts),
        summary=about.summary,
        licence=about.licence,
        provider=about.provider,
        media=dict(taking.shelf.files),
        losses=gathered_losses(losses),
        counts=sum((done.counts for done in written), Counts()),
        said=about.said,
    )


def _written(part: Part, linking: Linking, idents: Mapping[str, str], manifest: str) -> _Written:
    leaf = part.leaf
    own = part.launched
    body, losses, counts, around = _page(part, linking)
    if own and part.page is None:
        more, lost = _without_page(part, linking)
        body, losses = more, (*losses, *lost)
    requires, missing = _required(leaf, idents, manifest) if own else ((), ())
    said, untold = _assessed(leaf, manifest) if own else ({}, ())
    module = DraftModule(
        title=part.title,
        name=part.name,
        kind=leaf.kind if own else None,
        body="\n\n".join(filter(None, (leaf.body if own else "", body))),
        objectives=leaf.objectives if own else (),
        questions=leaf.questions if own else (),
        requires=requires,
        said=said,
    )
    counts = counts + leaf.counts if own else counts
    return _Written(module, (*losses, *missing, *untold), counts, around)


def _page(part: Part, linking: Linking) -> tuple[str, tuple[Lost, ...], Counts, Around]:
    page = part.page
    if page is None:
        return "", (), Counts(), Around()
    counts = counts_of(page.source)
    if _is_drawn(page):
        whose = f" ({page.tool})" if page.tool else ""
        what = DRAWN + whose if page.scripted or page.tool else "there is no text on the page"
        return "", (Lost(part.path, part.leaf.place, what, WRITE_AGAIN), *quizzes(part.path, page.source)), Counts(), Around()
    heading = title_in(page, part.title)
    if heading is not None:
        take_off(heading)
        counts = replace(counts, headings=counts.headings - 1)
    body, losses = text_of_page(page.text, part.path, "", linking.taking, linking.of(part))
    told = [Lost(part.path, "", TOO_DEEP, "Bring in the rest of the page by hand")] if page.cut else []
    if page.templates:
        told.append(Lost(part.path, "", "its texts stand in templates of a script; they are brought in one after the other"))
    if not part.launched:
        what = "the outline does not name this page; it is a module of its own"
        told.append(Lost(part.path, "", what, "Join it with the one before, if it is short"))
    return body, (*told, *losses, *quizzes(part.path, page.source)), counts, page.around


def _is_drawn(page: Page) -> bool:
    """Say whether nothing of a page can be read: there is no text on it, or only what a known tool shows while it loads."""
    return (not says(page.text) or (page.tool != "" and len(words_of(page.text).split()) < _LOADING)) and not page.cut


def _language(parts: Iterable[Part]) -> str:
    """Return the language that most pages say they are in; an empty text where none does."""
    said = Counter(part.page.language for part in parts if part.page and part.page.language)
    return next((language for language, _ in said.most_common(1)), "")


def _without_page(part: Part, linking: Linking) -> tuple[str, tuple[Lost, ...]]:
    """Return the text of a part that launches no page of its own: an address, the page of another part, a film, nothing."""
    leaf, place = part.leaf, part.leaf.place
    if leaf.address.startswith(("https://", "http://")):
        lost = Lost(leaf.address[:80], place, "what it opens lies on another site", "Say in the text what learners find there")
        clean = not any(sign in leaf.address for sign in " ()<>")
        return f"[{plain(part.title)}]({leaf.address})" if clean else plain(leaf.address), (lost,)
    if part.path in linking.names:
        what = f"opens the page of `{linking.names[part.path]}` again, in another way"
        return "", (Lost(part.path, place, what, "Divide its text between the two"),)
    return _of_file(part, linking.taking) if leaf.address else ("", ())


def _of_file(part: Part, taking: Taking) -> tuple[str, tuple[Lost, ...]]:
    """Return the text of a part that is one file other than a page."""
    suffix = splitext(part.path)[1].lower()
    kept = taking.take(part.path, PICTURES | FILMS | SOUNDS | PAPERS) if part.path else None
    if kept is None:
        what = "is not in the package" if not part.path else f"is a file that a course cannot hold ({suffix or 'without a suffix'})"
        return "", (Lost(part.leaf.address[:80], part.leaf.place, f"what it opens {what}", WRITE_AGAIN),)
    if suffix in PICTURES:
        return f"![]({'../' + kept})", ()
    if suffix in PAPERS:
        return f"[{plain(part.title)}](../{kept})", ()
    title = part.title.replace('"', "'")
    return f'::: {"video" if suffix in FILMS else "audio"} {{src={kept} title="{title}"}}\n:::', ()


def _required(leaf: Leaf, idents: Mapping[str, str], manifest: str) -> tuple[tuple[str, ...], tuple[Lost, ...]]:
    found = tuple(dict.fromkeys(idents[ident] for ident in leaf.requires if ident in idents))
    gone = (ident for ident in leaf.requires if ident not in idents)
    return found, tuple(
        Lost(manifest, leaf.place, f"requires `{ident}`, which is no module", "Say it in `requires`") for ident in gone
    )


def _assessed(leaf: Leaf, manifest: str) -> tuple[dict[str, object], tuple[Lost, ...]]:
    """Return the assessment of a test, or say that there is none to hold the mark and the time."""
    mark, limit = leaf.pass_mark, leaf.limit
    if leaf.kind == "test":
        parts = {"pass_mark": mark, "attempts": leaf.attempts, "time_limit": f"{limit:g} min" if limit else None}
        there = {name: value for name, value in parts.items() if value is not None}
        return {"assessment": there} if there else {}, ()
    told = [
        *([("the mastery score", f"{mark:g}", "pass_mark")] if mark is not None else []),
        *([("the time limit", f"{limit:g} min", "time_limit")] if limit is not None else []),
    ]
    return {}, tuple(
        Lost(manifest, leaf.place, f"{what} {value}: only a test has one", f"Say it as `{key}` of the test, once there is one")
        for what, value, key in told
    )


def _of_pages(gathered: Gathered, written: Iterable[_Written]) -> Iterator[Lost]:
    """Yield what is told of all pages together."""
    framed = [(part, done.around) for part, done in zip(gathered.parts, written, strict=True) if done.around]
    if framed:
        total = sum((around for _, around in framed), Around())
        others = f" and {len(framed) - 1} more" if len(framed) > 1 else ""
        yield Lost(
            f"{framed[0][0].path}{others}", "", f"what stands around the text for finding one's way: {total}", "", total.counts
        )
    if gathered.empty:
        yield Lost(few(gathered.empty), "", "nothing stands on them that could be read", "Look whether they show anything")
    if gathered.left:
        yield Lost(few(gathered.left), "", "more or larger pages than are read", "Divide the package")
