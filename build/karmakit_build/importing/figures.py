"""Put a picture and its caption together as our `figure`, with the long description where the source has one."""

import re
from collections.abc import Callable

from lxml import html
from lxml.html import HtmlElement as Element

Inner = Callable[[Element], str]
"""Takes an element; returns the Markdown of the blocks inside it."""

_PICTURE = re.compile(r"!\[((?:[^\[\]\\]|\\.)*)\]\(\.\./(media/[^()\s]+)\)(\{\.decorative\})?")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_COLONS = re.compile(r"^[ >]*(:{3,})", re.MULTILINE)


def captioned(picture: str, caption: str, description: str = "") -> str | None:
    """Return a picture in Markdown as a `figure` around its caption; None where it is no picture alone."""
    found = _PICTURE.fullmatch(picture.strip())
    if found is None or not (caption.strip() or description.strip()):
        return None
    alt = " ".join(_ESCAPED.sub(r"\1", found[1]).replace('"', "'").split())
    told = " decorative=true" if found[3] else f' alt="{alt}"' if alt else ""
    inner = [caption.strip(), _fenced("description", description.strip()) if description.strip() else ""]
    return _fenced(f"figure {{src={found[2]}{told}}}", "\n\n".join(filter(None, inner)))


def is_picture(markdown: str) -> bool:
    """Say whether Markdown is a picture of the course and nothing else."""
    return _PICTURE.fullmatch(markdown.strip()) is not None


def figure_of(figure: Element, inner: Inner, placed: Callable[[str], str] = str) -> str:
    """Return what a `figure` of HTML with a `figcaption` becomes; `placed` puts Markdown in the place of signs that stand for it.

    Where there is more than one picture in it, or something else beside, all stands in its order without the frame.
    """
    caption = own_caption(figure)
    if caption is None:
        return inner(figure)
    first = next(iter(figure), None) is caption
    told = _description(figure)
    said, described = inner(caption), inner(told) if told is not None else ""
    for taken in (caption, told):
        if taken is not None and taken.getparent() is not None:
            taken.drop_tree()
    rest = inner(figure)
    made = captioned(placed(rest), said, described)
    return made or "\n\n".join(filter(None, (said, rest, described) if first else (rest, said, described)))


def own_caption(figure: Element) -> Element | None:
    """Return the caption of a figure itself; None where it has none, or only figures within it have."""
    captions = figure.iter("figcaption")
    return next((each for each in captions if next(each.iterancestors("figure"), None) is figure), None)


def framed(picture: Element, captions: list[Element]) -> Element:
    """Return a `figure` around a picture's paragraph and the paragraphs of its caption; both leave their place."""
    figure: Element = html.fragment_fromstring("", create_parent="figure")
    caption: Element = html.fragment_fromstring("", create_parent="figcaption")
    for each in (picture, *captions):
        each.tail = None
    figure.append(picture)
    caption.extend(captions)
    figure.append(caption)
    return figure


def with_caption(source: str, placed: Callable[[str], str]) -> str:
    """Return HTML of one picture and paragraphs as a `figure` of both; `placed` puts the picture in the place of its sign.

    HTML of anything else stays as it is.
    """
    root: Element = html.fragment_fromstring(source, create_parent="div")
    shown = [each for each in root if each.tag == "p" and is_picture(placed(str(each.text_content()).strip()))]
    said = [each for each in root if each not in shown]
    if len(shown) != 1 or not said or any(each.tag != "p" for each in said):
        return source
    return str(html.tostring(framed(shown[0], said), encoding="unicode"))


def _description(figure: Element) -> Element | None:
    """Return the part of a figure that its picture names as its description (`aria-describedby`, `longdesc`), or that is hidden."""
    for picture in figure.iter("img"):
        for ident in (*(picture.get("aria-describedby") or "").split(), (picture.get("longdesc") or "").removeprefix("#")):
            found = next((each for each in figure.iter() if ident and each.get("id") == ident), None)
            if found is not None and found is not figure and _tells(found):
                return found
    return next((each for each in figure.iter("details") if _tells(each)), None)


def _tells(part: Element) -> bool:
    """Say whether a part of a figure can be a description: it is neither caption nor picture, nor holds one, nor lies in one."""
    held = next(part.iter("figcaption", "img", "figure"), None)
    return held is None and next(part.iterancestors("figcaption"), None) is None


def _fenced(opening: str, body: str) -> str:
    colons = ":" * max(3, *(len(found) + 1 for found in _COLONS.findall(body)), 3)
    end = "\n" if body.rsplit("\n", 1)[-1].lstrip().startswith(("-", "|", ">", "*", ":")) else ""
    return f"{colons} {opening}\n{body}\n{end}{colons}"
