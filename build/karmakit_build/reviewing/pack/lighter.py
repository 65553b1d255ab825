"""Show what the low-bandwidth edition has in the place of a page's media: who passes a module passes these files too."""

from collections.abc import Mapping

from karmakit_build.compiler.drawings import passive
from karmakit_build.compiler.links import address, media_path
from karmakit_build.compiler.markup import attributes, escape, tag
from karmakit_build.compiler.pages import Page, Pages
from karmakit_build.reviewing.pack.media import TYPES
from karmakit_schemas.sources import Sources
from karmakit_schemas.stand_ins import instead, plain
from karmakit_validators.report.words import Words

_ELEMENTS = {"image": "img", "audio": "audio", "video": "video"}


def lighter(page: Page, sources: Sources) -> list[tuple[str, str]]:
    """Return each file that a page uses with what stands for it below `media/lite/`: with both, where there are two."""
    found = ((path, way(path, sources.files)) for path in page.media for way in (instead, plain))
    return [(path, other) for path, other in found if other]


def light_media(pages: Pages) -> dict[str, bytes]:
    """Return all of these files of a course by their path."""
    sources = pages.course.sources
    paths = dict.fromkeys(other for page in pages.pages for _, other in lighter(page, sources))
    return {path: passive(path, sources.canonical(path)) for path in paths}


def lighter_section(page: Page, sources: Sources, media: Mapping[str, str | None], say: Words) -> str:
    """Return the part of a frame that shows these files; nothing where there are none.

    `media` are the `data:` addresses of what the pack carries, None for what is too large.
    """
    items = [_item(path, other, media.get(address(media_path(other))), say) for path, other in lighter(page, sources)]
    if not items:
        return ""
    return f'<section class="lighter"><h2>{escape(say("lighter"))}</h2>{"".join(items)}</section>\n'


def _item(path: str, other: str, data: str | None, say: Words) -> str:
    caption = tag("figcaption", f"<code>{escape(path)}</code> → <code>{escape(other)}</code>")
    if data is None:
        return f'<figure><span class="left-out">{escape(say("left-out", file=other))}</span>{caption}</figure>'
    name = _ELEMENTS[TYPES["." + other.rpartition(".")[2].lower()].partition("/")[0]]
    if name == "img":
        return f"<figure><img{attributes({'src': data, 'alt': other})}>{caption}</figure>"
    player = f"<{name}{attributes({'src': data, 'controls': True, 'preload': 'none', 'aria-label': other})}></{name}>"
    return f"<figure>{player}{caption}</figure>"
