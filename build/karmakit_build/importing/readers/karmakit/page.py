"""Write a page of ours as the Markdown that it was made of: directives by their classes, questions by their forms and keys."""

import re
from collections.abc import Callable

from lxml import html
from lxml.html import HtmlElement as Element

from karmakit_build.importing.asking import question
from karmakit_build.importing.draft import Lost
from karmakit_build.importing.marks import Marks
from karmakit_build.importing.packages.html import HEADINGS, Page, every, words_of
from karmakit_build.importing.packages.taking import Taking
from karmakit_build.importing.packages.writing import film
from karmakit_build.importing.readers.karmakit.asking import asked_of
from karmakit_build.importing.readers.karmakit.data import Data, part, parts, read_json, text
from karmakit_build.importing.readers.karmakit.writing import Inner, Text, Writer, word

_ANCHOR = re.compile(r"(?!part(-\d+)?$)[A-Za-z][\w-]*")


def module_text(page: Page, module: Data, path: str, taking: Taking, names: frozenset[str]) -> tuple[str, list[Lost]]:
    """Return the Markdown of a module's page, and what was lost of it."""
    writer = Text(path, taking, names, writers=_WRITERS)
    root = html.document_fromstring(page.source)
    stored = root.find(".//script[@id='karmakit-page']")
    writer.keys = part(read_json(stored.text or ""), "keys") if stored is not None else {}
    writer.asked = {text(each, "id"): each for each in parts(module, "questions")}
    content = next(iter(every(root, ".//div[@class='content']")), None)
    if content is None:
        writer.lose("the page has no text where a page of ours has it", "Take the bundle as it was built")
        return "", writer.losses
    for each in every(content, ".//template | .//noscript | .//div[@class='test-stage']"):
        each.drop_tree()
    for each in every(content, ".//section[@class='test-intro']/h2"):
        each.drop_tree()
    notes = _notes(content, writer.marks)
    body = writer.block(content)
    written = [f"[^{number}]: {writer.line(note)}" for number, note in notes]
    return "\n\n".join(filter(None, (body, "\n\n".join(written)))), writer.losses


def glossary_of(cover: Page, path: str, taking: Taking, names: frozenset[str]) -> tuple[str, list[Lost]]:
    """Return the Markdown of the glossary that the cover lists, and what was lost of it."""
    writer = Text(path, taking, names, writers=_WRITERS)
    root = html.document_fromstring(cover.source)
    entries = []
    for term in every(root, ".//section[@class='glossary']//dt"):
        meaning = next(iter(every(term, "./following-sibling::dd[1]")), None)
        if meaning is not None and (ident := (term.get("id") or "").removeprefix("term-")):
            entries.append(f"{writer.line(_div(term))} {{#{word(ident)}}}\n: {writer.line(_div(meaning))}")
    return "\n\n".join(entries) + "\n" if entries else "", writer.losses


def _div(element: Element) -> Element:
    """Return what an element holds in a plain block."""
    element.tag = "div"
    element.tail = None
    return element


def _notes(content: Element, marks: Marks) -> list[tuple[str, Element]]:
    """Take the footnotes off a text, and put a sign where one is cited."""
    notes = []
    for item in every(content, ".//section[@class='footnotes']/ol/li"):
        for back in every(item, ".//a[@role='doc-backlink']"):
            back.drop_tree()
        notes.append(((item.get("id") or "").removeprefix("note-"), _div(item)))
    for section in every(content, ".//section[@class='footnotes']"):
        section.drop_tree()
    for mark in every(content, ".//sup[@class='footnote-ref']"):
        number = next((each.get("href", "") for each in mark.iter("a")), "").removeprefix("#note-")
        span = html.fragment_fromstring("", create_parent="span")
        span.text, span.tail = marks.mark(f"[^{word(number)}]"), mark.tail
        mark.getparent().replace(mark, span)
    return notes


def _taken(element: Element, path: str) -> Element | None:
    """Take a part off an element, and return it."""
    found = next(iter(every(element, path)), None)
    if found is not None:
        found.drop_tree()
    return found


def _title(element: Element, path: str) -> str:
    return words_of(_taken(element, path)).replace('"', "'")


def _directive(name: str, attributes: list[str], body: str) -> str:
    fence = ":::"
    while f"\n{fence}" in f"\n{body}":
        fence += ":"
    told = f" {{{' '.join(attributes)}}}" if attributes else ""
    # a list or a table goes on to the next empty line
    return f"{fence} {name}{told}\n{body}\n\n{fence}" if body else f"{fence} {name}{told}\n{fence}"


def _titled(name: str, path: str) -> Callable[[Element, Inner, Text], str]:
    """Return the writer of a directive whose title stands in an element of its own."""

    def written(element: Element, inner: Inner, _: Text) -> str:
        title = _title(element, path)
        return _directive(name, [f'title="{title}"'] if title else [], inner(element))

    return written


def _heading(element: Element, inner: Inner, _: Text) -> str | None:
    """Return a heading with its anchor, unless the compiler made that up."""
    if element.get("class"):
        return None
    ident = element.get("id") or ""
    anchor = f" {{#{ident}}}" if _ANCHOR.fullmatch(ident) else ""
    return f"{'#' * int(str(element.tag)[1])} {inner(element)}{anchor}"


def _callout(element: Element, inner: Inner, _: Text) -> str:
    title = _title(element, "./p[@class='callout-title']")
    kind = word(element.get("data-kind") or "note")
    return _directive("callout", [f"kind={kind}", *([f'title="{title}"'] if title else [])], inner(element))


def _figure(element: Element, inner: Inner, writer: Text) -> str | None:
    picture = _taken(element, "./img")
    place = writer.taking.picture(picture.get("src") or "", writer.path) if picture is not None else None
    if picture is None or place is None:
        return None
    alt = (picture.get("alt") or "").replace('"', "'")
    described = _taken(element, "./details[@class='description']")
    caption = _taken(element, "./figcaption")
    parts_ = [inner(caption)] if caption is not None else []
    if described is not None:
        _taken(described, "./summary")
        parts_.append(_directive("description", [], inner(described)))
    source = f"src={place.removeprefix('../')}"
    ident = element.get("id") or ""
    named = [f"#{ident}"] if _ANCHOR.fullmatch(ident) else []
    return _directive("figure", [*named, source, f'alt="{alt}"' if alt else "decorative=true"], "\n\n".join(parts_))


def _film(element: Element, inner: Inner, writer: Text) -> str:
    player = next(iter(every(element, "./video | ./audio")), None)
    transcript = _taken(element, "./details[@class='transcript']")
    described = _taken(element, "./details[@class='description']")
    caption = words_of(_taken(element, "./figcaption")).replace('"', "'")
    made, lost = film(player, writer.path, writer.taking) if player is not None else ("", "a film without a file")
    if lost:
        writer.lose(lost, "Put the file into media/ and name it in the directive")
    for each in (transcript, described):
        if each is not None:
            _taken(each, "./summary")
    texts = [inner(transcript)] if transcript is not None else []
    texts += [_directive("description", [], inner(described))] if described is not None else []
    body = "\n\n".join(texts)
    if not made:
        return body
    opening = made.partition("\n")[0]
    duration = caption.rpartition(" · ")[2] if " · " in caption else ""
    attributes = opening[opening.index("{") + 1 : -1]
    name = opening.split()[1]
    return _directive(name, [attributes, *([f'duration="{duration}"'] if duration else [])], body)


def _tabs(element: Element, inner: Inner, _: Text) -> str:
    tabs = []
    for each in every(element, "./section[@class='tab']"):
        title = _title(each, "./h3[@class='tab-title']")
        tabs.append(_directive("tab", [f'title="{title}"'], inner(each)))
    return _directive("tabs", [], "\n".join(tabs))


def _reflection(element: Element, inner: Inner, _: Text) -> str:
    title = _title(element, "./p[@class='reflection-title']")
    for path in ("./label", "./p[@class='reflection-note']"):
        _taken(element, path)
    ident = element.get("data-reflection") or "reflection"
    return _directive("reflection", [f"#{word(ident)}", *([f'title="{title}"'] if title else [])], inner(element))


def _question(element: Element, _: Inner, writer: Text) -> str:
    ident = element.get("data-question") or ""
    data = writer.asked.get(ident, {})
    made = asked_of(element, part(writer.keys, ident), data, writer)
    return question(made, word(ident), word(text(data, "objective")) or None).strip()


_WRITERS: dict[str, Writer] = {
    "callout": _callout,
    "scenario": _titled("scenario", "./p[@class='scenario-title']"),
    "figure": _figure,
    "tabs": _tabs,
    "steps": _titled("steps", "./p[@class='steps-title']"),
    "further-reading": _titled("further-reading", "./h2"),
    "more": _titled("details", "./summary"),
    "reflection": _reflection,
    "question": _question,
    "media": _film,
    **dict.fromkeys(HEADINGS, _heading),
}
