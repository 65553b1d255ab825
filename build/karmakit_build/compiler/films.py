"""Write films and sounds with their words; the low-bandwidth edition has what is lighter in the place of a film."""

from pathlib import PurePosixPath

from karmakit_build.compiler.directives import description, place
from karmakit_build.compiler.markup import attributes, escape, tag
from karmakit_build.compiler.sheet import Sheet, Writer
from karmakit_build.compiler.sizes import size
from karmakit_build.compiler.text import write_all
from karmakit_schemas.nodes import Node
from karmakit_schemas.stand_ins import SOUNDS


def _video(node: Node, sheet: Sheet) -> str:
    source = sheet.medium(node.attrs.get("src", ""))
    described = description(node, sheet, "describe-video")
    if source is None:
        return _figure(node, sheet, "", _transcript(node, sheet) + described)
    played = sheet.shared.showing.film(source)
    if played is None or is_sound(played):
        element = _sound(played, node, sheet) if played else ""
        told = tag("p", escape(sheet.say("lite-sound" if played else "lite-film", size=weight(source, sheet))), class_="media-note")
        content = element + _title(node) + told + _transcript(node, sheet, opened=True) + described
        return _figure(node, sheet, "audio" if played else "", content)
    content = _film(played, node, sheet) + _title(node) + _transcript(node, sheet, opened=sheet.shared.lite) + described
    return _figure(node, sheet, "video", content)


def is_sound(path: str) -> bool:
    """Say whether a file is a sound, by its ending."""
    return PurePosixPath(path).suffix.lower() in SOUNDS


def weight(path: str, sheet: Sheet) -> str:
    """Return what a file of the course weighs, in the course's language."""
    return size(len(sheet.shared.course.sources.files[path]), sheet.shared.language)


def _film(played: str, node: Node, sheet: Sheet) -> str:
    captions, poster = (sheet.medium(node.attrs.get(name, "")) for name in ("captions", "poster"))
    shown = sheet.shared.showing.poster(poster) if poster else None
    width, height = sheet.size(node.attrs.get("poster", "")) or (None, None)
    film = {
        "src": sheet.file_address(played),
        "poster": sheet.file_address(shown) if shown else None,
        "width": width,
        "height": height,
        "controls": True,
        "preload": "none",
        "playsinline": True,
        "aria-label": node.attrs.get("title"),
    }
    track = {
        "kind": "captions",
        "src": sheet.file_address(captions) if captions else None,
        "srclang": sheet.shared.course.meta.language,
        "label": sheet.say("captions"),
        "default": True,
    }
    return f"<video{attributes(film)}>{f'<track{attributes(track)}>' if captions else ''}</video>"


def _audio(node: Node, sheet: Sheet) -> str:
    source = sheet.medium(node.attrs.get("src", ""))
    element = _sound(sheet.shared.showing.other(source), node, sheet) if source else ""
    return _figure(node, sheet, "audio", element + _title(node) + _transcript(node, sheet, opened=sheet.shared.lite))


def _sound(played: str, node: Node, sheet: Sheet) -> str:
    address = sheet.file_address(played)
    title = node.attrs.get("title")
    return f"<audio{attributes({'src': address, 'controls': True, 'preload': 'none', 'aria-label': title})}></audio>"


def _figure(node: Node, sheet: Sheet, kind: str, content: str) -> str:
    return tag("figure", content, class_="media", data_kind=kind or None, id=place(node, sheet)) + "\n"


def _title(node: Node) -> str:
    words = [node.attrs[name] for name in ("title", "duration") if node.attrs.get(name)]
    return f"<figcaption>{escape(' · '.join(words))}</figcaption>" if words else ""


def _transcript(node: Node, sheet: Sheet, *, opened: bool = False) -> str:
    content = write_all((child for child in node.children if child.kind != "description"), sheet)
    if not content.strip():
        return ""
    summary = f"<summary>{escape(sheet.say('transcript'))}</summary>"
    return tag("details", summary + content, class_="transcript", open=opened or None)


WRITERS: dict[str, Writer] = {"video": _video, "audio": _audio}
