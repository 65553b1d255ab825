"""What every bundle holds, whatever it is made for: the pages, the player, the media and the course's record."""

from collections.abc import Mapping
from typing import Any

from karmakit_build.compiler.markup import script_json
from karmakit_build.compiler.pages import Pages
from karmakit_build.fonts import fonts
from karmakit_build.player_files import player_file
from karmakit_build.records import told
from karmakit_build.shell import Head, document, no_icon
from karmakit_build.theme import theme_css

_FIXED = "script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'"


def policy(connect: str = "'self'", *more: str) -> str:
    """Return a Content-Security-Policy: nothing but the bundle's own files, connections to `connect`, and what a target adds."""
    return "; ".join(("default-src 'none'", _FIXED, f"connect-src {connect}", *more, "form-action 'none'", "base-uri 'none'"))


def site(  # noqa: PLR0913 - each option is wanted by another target, and all are named
    pages: Pages,
    target: str,
    csp: str,
    *,
    player: str | None = None,
    options: Mapping[str, Any] | None = None,
    words: Mapping[str, str] | None = None,
    head: Head = no_icon,
) -> dict[str, bytes]:
    """Return a course's files for a target, under a policy; `player` names the script (default: the target's own).

    `options` are told to the player beside the name of its tracker, `words` besides the language's or in their place; `head` is
    what every page says of its icon and launch files.
    """
    data = {**pages.data, "strings": {**pages.data["strings"], **(words or {})}, "target": {"tracker": target, **(options or {})}}
    return {
        **{page.path: document(page, pages, csp, head).encode() for page in pages.pages},
        **_assets(pages, player or target, data),
        **pages.media,
        **told(pages, target),
    }


def _assets(pages: Pages, player: str, data: Mapping[str, Any]) -> dict[str, bytes]:
    carried = fonts(pages.language, lite=pages.lite)
    return {
        "assets/player.js": f"self.karmakit={script_json(data)};\n{player_file(f'{player}.js')}".encode(),
        "assets/player.css": f"{carried.css}{player_file('player.css')}\n{theme_css(pages.course.meta)}".encode(),
        **carried.files,
    }
