"""Put a page's main part into a whole document: head, bar, pager and data."""

from collections.abc import Callable

from karmakit_build.compiler.links import address, media_path
from karmakit_build.compiler.markup import attributes, escape, tag
from karmakit_build.compiler.pages import Page, Pages
from karmakit_build.compiler.sizes import size
from karmakit_build.compiler.text import alternatives

Head = Callable[[Page], str]


def no_icon(_page: Page) -> str:
    """Return the link that keeps a browser from asking the server for an icon."""
    return '<link rel="icon" href="data:,">\n'


def document(page: Page, pages: Pages, csp: str, head: Head = no_icon) -> str:
    """Return a page as a complete HTML document under a policy; `head` says which icon and launch files it names."""
    module = page.module.id if page.module else None
    language = pages.language
    root = {
        "lang": pages.course.meta.language,
        "dir": language.dir,
        "data-page": "module" if module else "cover",
        "data-module": module,
        "data-root": page.root,
    }
    data = f'<script type="application/json" id="karmakit-page">{page.data}</script>\n' if page.data else ""
    return (
        f"<!doctype html>\n<html{attributes(root)}>\n{_head(page, pages, csp, head)}<body>\n"
        f'<a class="skip" href="#main">{escape(language.say("skip"))}</a>\n{_bar(page, pages)}'
        f'<main id="main" tabindex="-1">\n{not_vetted(pages)}{_edition(page, pages)}{page.main}</main>\n'
        f"{_pager(page, pages)}{data}</body>\n</html>\n"
    )


def not_vetted(pages: Pages) -> str:
    """Return the line that says so on every page of a course that is not vetted; an empty text for one that is."""
    return "" if pages.vetted else tag("p", escape(pages.language.say("not-vetted")), class_="not-vetted", role="note") + "\n"


def _edition(page: Page, pages: Pages) -> str:
    """Return the line of the low-bandwidth edition's cover that says so, and what it and the full edition weigh."""
    if page.module or not pages.weighed:
        return ""
    language = pages.language
    lite, full = (size(weight, language) for weight in (pages.weighed.lite, pages.weighed.full))
    name = tag("b", escape(language.say("lite")))
    return tag("p", f"{name} {escape(language.say('lite-weight', lite=lite, full=full))}", class_="edition", role="note") + "\n"


def _head(page: Page, pages: Pages, csp: str, head: Head) -> str:
    title = page.title if page.module is None else f"{page.title} · {pages.course.meta.title}"
    return (
        '<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(csp)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f'{head(page)}<link rel="stylesheet" href="{_way(page, "assets/player.css")}">\n'
        f'<script defer src="{_way(page, "assets/player.js")}"></script>\n</head>\n'
    )


def _bar(page: Page, pages: Pages) -> str:
    logo = pages.course.meta.theme.logo
    image = ""
    if logo and logo in pages.course.sources.files:
        shown = pages.showing.picture(logo)
        own = f"<img{attributes({'class': 'bar-logo', 'src': _medium(page, shown.path), 'alt': '', 'height': 32})}>"
        image = f"{alternatives(own, _medium(page, shown.webp) if shown.webp else None)} "
    name = tag("span", escape(pages.course.meta.title), class_="bar-name")
    return f'<header class="bar"><a class="bar-home" href="{_way(page, "index.html")}">{image}{name}</a></header>\n'


def _pager(page: Page, pages: Pages) -> str:
    links = [
        tag("a", escape(pages.language.say(word)), class_=f"pager-{name}", rel=rel, href=_way(page, path))
        for path, word, name, rel in ((page.back, "back", "back", "prev"), (page.forward, "next", "next", "next"))
        if path
    ]
    return f'<nav class="pager" aria-label="{escape(pages.language.say("pager"))}">{"".join(links)}</nav>\n'


def _medium(page: Page, path: str) -> str:
    return _way(page, address(media_path(path)))


def _way(page: Page, path: str) -> str:
    """Return the address of a path of the bundle from a page."""
    return f"../{path}" if page.root == ".." else path
