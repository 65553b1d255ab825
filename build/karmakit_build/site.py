"""What every bundle holds, whatever it is made for: the pages, the player, the media and the course's record."""

from collections.abc import Mapping
from typing import Any

from karmakit_build.compiler.markup import script_json
from karmakit_build.compiler.pages import Pages
from karmakit_build.fonts import fonts
from karmakit_build.player_files import player_file
from karmakit_build.records import COURSE, course_record
from karmakit_build.shell import document
from karmakit_build.theme import theme_css

_FIXED = "script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'"


def policy(connect: str = "'self'") -> str:
    """Return a Content-Security-Policy: nothing but the bundle's own files, and connections to `connect`."""
    return f"default-src 'none'; {_FIXED}; connect-src {connect}; form-action 'none'; base-uri 'none'"


def site(
    pages: Pages, target: str, csp: str, *, player: str | None = None, options: Mapping[str, Any] | None = None
) -> dict[str, bytes]:
    """Return a course's files for a target, under a policy; `player` names the script (default: the target's own).

    `options` are told to the player beside the name of its tracker.
    """
    return {
        **{page.path: document(page, pages, csp).encode() for page in pages.pages},
        **_assets(pages, player or target, {"tracker": target, **(options or {})}),
        **pages.media,
        COURSE: course_record(pages, target),
    }


def _assets(pages: Pages, player: str, target: Mapping[str, Any]) -> dict[str, bytes]:
    carried = fonts(pages.language)
    data = script_json({**pages.data, "target": dict(target)})
    return {
        "assets/player.js": f"self.karmakit={data};\n{player_file(f'{player}.js')}".encode(),
        "assets/player.css": f"{carried.css}{player_file('player.css')}\n{theme_css(pages.course.meta)}".encode(),
        **carried.files,
    }
