"""Judge the pages themselves: well made, in the right language, light enough."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.bandwidth import FIRST_VIEW, WHOLE_MODULE, carried
from karmakit_validators.verify.address import understand
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import Course
from karmakit_validators.verify.css import placed
from karmakit_validators.verify.dom import Node
from karmakit_validators.verify.editions import edition
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.html import LONGEST_PAGE, Page, Reference, markup, picture_of, read_page

LEAST_LETTERS = 200
ENOUGH = 1000
LEAST_SHARE = 0.3

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LETTERS = re.compile(r"[^\W\d_]+")
SCRIPTS = {
    "Deva": "\u0900-\u097f",
    "Beng": "\u0980-\u09ff",
    "Guru": "\u0a00-\u0a7f",
    "Gujr": "\u0a80-\u0aff",
    "Orya": "\u0b00-\u0b7f",
    "Taml": "\u0b80-\u0bff",
    "Telu": "\u0c00-\u0c7f",
    "Knda": "\u0c80-\u0cff",
    "Mlym": "\u0d00-\u0d7f",
    "Arab": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "Olck": "\u1c50-\u1c7f",
    "Mtei": "\uabc0-\uabff",
    "Latn": "A-Za-z\u00c0-\u024f",
}
_USUAL = {
    language: script
    for script, languages in {
        "Latn": "en",
        "Deva": "hi mr ne sa mai kok doi brx",
        "Beng": "bn as",
        "Guru": "pa",
        "Gujr": "gu",
        "Orya": "or",
        "Taml": "ta",
        "Telu": "te",
        "Knda": "kn",
        "Mlym": "ml",
        "Arab": "ur sd ks",
        "Olck": "sat",
        "Mtei": "mni",
    }.items()
    for language in languages.split()
}


def read_pages(archive: Archive) -> tuple[dict[str, Page], list[Finding]]:
    """Return every HTML page by name, and those that cannot be read."""
    pages: dict[str, Page] = {}
    faults: list[Finding] = []
    for name, data in archive.files.items():
        if not name.lower().endswith((".html", ".htm")):
            continue
        text = markup(data)
        page = read_page(name, text) if len(text) <= LONGEST_PAGE else None
        if page is None:
            what = f"has {len(text)} bytes" if len(text) > LONGEST_PAGE else "holds nothing that a browser could show"
            faults.append(found("ACC029", f"the page {what}", Span(name), "Build the bundle again."))
        else:
            pages[name] = page
    return pages, faults


def check_form(page: Page) -> Iterator[Finding]:
    """Yield what every page must have and this one has not."""
    mend = "Build the bundle with `karmakit build`."
    if page.data.removeprefix(b"\xef\xbb\xbf").lstrip()[:14].lower() != b"<!doctype html":
        yield found("ACC029", "the page has no `<!doctype html>`: browsers show it by the rules of 1998", page.at(), mend)
    try:
        page.data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = page.data.count(b"\n", 0, error.start) + 1
        yield found("ACC029", "the page is not in UTF-8", Span(page.path, line, 1, line, 1), "Save it in UTF-8.")
    if page.charset not in ("utf-8", "utf8"):
        yield found("ACC029", 'the page does not say `<meta charset="utf-8">`', page.at(), mend)
    if len(page.titles) != 1 or not (page.titles[0].text or "").strip():
        yield found("ACC029", "the page has no title", page.at(), "Give it one `<title>`.")
    if len(page.headings) != 1:
        at = page.at(page.headings[1] if len(page.headings) > 1 else None)
        yield found("ACC029", f"the page has {len(page.headings)} first-level headings; it needs one", at, "Keep one `<h1>`.")
    for identifier, nodes in page.ids.items():
        if len(nodes) > 1:
            message = f"the id `{identifier}` stands {len(nodes)} times: a link or a label finds only the first"
            yield found("ACC029", message, page.at(nodes[1]), "Give each its own id.")
    for line, message in page.faults:
        yield found(
            "ACC029",
            message[:1].lower() + message[1:].strip(),
            Span(page.path, line, 1, line, 1),
            "Close elements in the order they open.",
        )


def check_language(page: Page, course: Course | None) -> Iterator[Finding]:
    """Yield a page without a language, with another than the course's, or with text in another script than its language has."""
    language = page.root.get("lang") or ""
    if not language:
        yield found(
            "ACC021",
            "the page does not say its language: a screen reader guesses how to speak it",
            page.at(page.root),
            "Give `<html>` a `lang`.",
        )
        return
    if not _TAG.fullmatch(language):
        yield found("ACC021", f"`{language}` is no language tag", page.at(page.root), "Write a BCP 47 tag: en, hi, ks-Arab.")
        return
    if course and course.language and language != course.language:
        yield found(
            "ACC021",
            f"the page says `{language}`; the course is in `{course.language}`",
            page.at(page.root),
            "Build the bundle again.",
        )
    script = _script(language)
    if script == "Arab" and page.root.get("dir") != "rtl":
        yield found(
            "ACC021",
            f"the page is in `{language}` but does not run from right to left",
            page.at(page.root),
            'Give `<html>` `dir="rtl"`.',
        )
    main = page.ids.get("main", [page.root])[0]
    text = "".join(main.itertext())[:ENOUGH] if script else ""
    letters = sum(map(len, _LETTERS.findall(text)))
    if letters >= LEAST_LETTERS and sum(map(len, re.findall(f"[{SCRIPTS[script]}]+", text))) < LEAST_SHARE * letters:
        yield found(
            "ACC021",
            f"the page says `{language}`, but most of its text is in another script",
            page.at(page.root),
            "Correct the language.",
        )


def _script(language: str) -> str:
    parts = language.split("-")
    return next((part for part in parts[1:] if part in SCRIPTS), _USUAL.get(parts[0].lower(), ""))


def check_weight(archive: Archive, pages: Mapping[str, Page]) -> Iterator[Finding]:
    """Yield pages that take too long on a slow line, and modules too large for one sitting's data."""
    from_sheets = {name: _of_sheet(archive, name) for name in archive.files if name.endswith(".css")}

    @cache
    def travels(name: str) -> int:
        return carried(name, archive.files[name])

    def raw(names: Iterable[str]) -> int:
        return sum(len(archive.files[name]) for name in names)

    for page in pages.values():
        first = {page.path}
        everything = {page.path}
        for reference, path in _fetched(page, archive):
            everything.add(path)
            if not reference.lazy or reference.attribute == "poster":
                first.add(path)
        # a print edition carries its pictures and its font, and is fetched once, to be kept
        if edition(page) == "" and raw(first) > FIRST_VIEW and (weight := sum(map(travels, first))) > FIRST_VIEW:
            largest = max(first, key=lambda name: (travels(name), name))
            message = (
                f"the first view of the page weighs {weight // 1000} kB, most of it {largest}; {FIRST_VIEW // 1000} kB are the most"
            )
            itself = "Divide the module, or put fewer questions into the test."
            yield found("MED007", message, page.at(), itself if largest == page.path else "Make it smaller, or let it load later.")
        everything |= {path for name in everything for path in from_sheets.get(name, ())}
        if (total := raw(everything)) > WHOLE_MODULE:
            message = f"the page and its media weigh {total // 1_000_000} MB; {WHOLE_MODULE // 1_000_000} MB are the most"
            yield found("MED007", message, page.at(), "Make the video smaller, or divide the module.")


def _fetched(page: Page, archive: Archive) -> Iterator[tuple[Reference, str]]:
    """Yield what a browser fetches of a bundle by itself; of the files of one picture it takes one, and the oldest the heaviest."""
    pictures: dict[Node, tuple[Reference, str]] = {}
    for reference in page.references:
        path = reference.to.path
        if not path or path not in archive.files or not reference.loads or reference.node.tag in ("base", "use"):
            continue
        around = picture_of(reference.node)
        if around is None:
            yield reference, path
        elif around not in pictures or len(archive.files[path]) > len(archive.files[pictures[around][1]]):
            pictures[around] = reference, path
    yield from pictures.values()


def _of_sheet(archive: Archive, sheet: str) -> set[str]:
    text = archive.files[sheet].decode("utf-8", "replace")
    return {path for _, one in placed(text) if (path := understand(one, sheet).path) in archive.files and path}
