"""The line above a page of learners: the way to all other pages, and how the page is shown."""

from collections.abc import Callable

from karmakit_build.compiler.markup import attributes, escape, tag
from karmakit_build.preview.findings import tally
from karmakit_build.preview.showing import COVER, Showing
from karmakit_build.preview.ways import Way, module_page
from karmakit_validators.report.words import Words

Title = Callable[[str], str]


def controls(say: Words) -> str:
    """Return how the page is shown: the script shows it, and works it."""
    return (
        f'<div class="controls" hidden><fieldset class="widths"><legend>{escape(say("screen"))}</legend>'
        f'<label><input type="radio" name="width" value="wide" checked> {escape(say("screen.wide"))}</label>'
        f'<label><input type="radio" name="width" value="phone"> {escape(say("screen.phone"))}</label></fieldset>'
        f'<button type="button" class="again">{escape(say("again"))}</button></div>'
    )


def way_on(showing: Showing, here: str, title: Title, way: Way) -> str:
    """Return the list of all pages, each with the number of its findings, and the ways back and on."""
    names = [COVER, *(one.id for one in showing.modules), *showing.unread]
    items = "".join(f"<li>{_item(showing, name, title(name), way, name == here)}</li>" for name in names)
    place = names.index(here)
    back = _step(way.say("back"), "prev", title(names[place - 1]), _address(showing, names[place - 1], way)) if place else ""
    on = (
        _step(way.say("next"), "next", title(names[place + 1]), _address(showing, names[place + 1], way))
        if names[place + 1 :]
        else ""
    )
    found = tag("a", escape(tally(showing.by_page.get(here, ()), way)), class_="step down", href="#panel")
    every = f"<details><summary>{escape(way.say('pages'))}</summary><ol>{items}</ol></details>"
    return f'<nav class="pages" aria-label="{escape(way.say("pages.nav"))}">{every}{back}{on}{found}</nav>'


def _address(showing: Showing, name: str, way: Way) -> str:
    return way.to(module_page(showing.name, name))


def _step(word: str, rel: str, title: str, address: str) -> str:
    return tag("a", f'{escape(word)}<span class="aside">: {escape(title)}</span>', rel=rel, class_="step", href=address)


def _item(showing: Showing, name: str, title: str, way: Way, is_here: bool) -> str:  # noqa: FBT001 - one line of the list
    found = showing.by_page.get(name, ())
    many = f' <span class="many">{escape(tally(found, way))}</span>' if found else ""
    given = {"href": _address(showing, name, way), "aria-current": "page" if is_here else None}
    return f"<a{attributes(given)}>{escape(title)}</a>{many}"
